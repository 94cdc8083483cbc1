"""A publisher's cell becomes a number as printed or a reason; anything else stops the import."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.cells import coded, reasons
from pipeline.errors import TidyError
from pipeline.model import Reason

CODES: dict[str, Reason] = {"SUPP": "c", "NE": "z", "": "x"}


def test_numbers_are_bared_and_codes_mapped() -> None:
    cells = pd.Series(["16.2", "21.90%", "£45,421", "1,234,567", "-0.04", "SUPP", "NE", ""])
    assert coded(cells, CODES, "here").tolist() == ["16.2", "21.90", "45421", "1234567", "-0.04", "c", "z", "x"]


@pytest.mark.parametrize("cell", ["NAN", "nan", "inf", "1_000", "1e5", "12,34", "٣", "0.5%%", "supp", "--", "1.2.3"])
def test_anything_else_is_refused_with_its_place(cell: str) -> None:
    with pytest.raises(TidyError, match="file, column, row 1: found"):
        coded(pd.Series(["1", cell]), CODES, "file, column")


@given(st.lists(st.decimals(-99999, 99999, allow_nan=False, places=3).map(str) | st.sampled_from(sorted(CODES)), min_size=1))
def test_no_suppressed_cell_is_lost_or_becomes_a_number(cells: list[str]) -> None:
    tidy = coded(pd.Series(cells, dtype="str"), CODES, "here")
    for code, reason in CODES.items():
        assert (reasons(tidy) == reason).tolist() == [cell == code for cell in cells]
