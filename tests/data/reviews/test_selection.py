"""Which effects belong to a pool."""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.selection import chosen

TABLE = pd.DataFrame({"phase": ["primary", "primary", "secondary"], "subject": ["maths", "reading", "maths"]})


def test_several_values_of_a_column_mean_either_and_several_columns_both() -> None:
    assert list(chosen(TABLE, {"phase": ("primary", "secondary"), "subject": ("maths",)}).index) == [0, 2]


def test_no_column_means_all_and_no_value_that_fits_means_none() -> None:
    assert len(chosen(TABLE, {})) == 3
    assert chosen(TABLE, {"phase": ("adult",)}).empty
