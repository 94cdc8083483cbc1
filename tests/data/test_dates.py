"""Days to ISO."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.dates import iso
from pipeline.errors import TidyError


@settings(deadline=None)  # the first call warms pandas up
@given(st.dates(min_value=date(1900, 1, 2), max_value=date(2100, 12, 31)))
def test_every_day_in_every_form(day: date) -> None:
    written = pd.Series([day.strftime("%d-%m-%Y")]), pd.Series([day.strftime("%d/%m/%Y")]), pd.Series([day.isoformat()])
    found = iso(written[0], "dd-mm-yyyy", "x"), iso(written[1], "dd/mm/yyyy", "x"), iso(written[2], "yyyy-mm-dd", "x")
    assert [column.tolist() for column in found] == [[day.isoformat()]] * 3


def test_not_known_is_empty() -> None:
    assert iso(pd.Series(["", "01-01-1900"]), "dd-mm-yyyy", "x").tolist() == ["", ""]


@pytest.mark.parametrize("cell", ["31-02-2020", "2020-02-01", "1-2-2020", "soon", "00-00-0000"])
def test_what_is_no_day_is_told(cell: str) -> None:
    with pytest.raises(TidyError, match=f"file, column, row 9: found '{cell}'; expected a day as dd-mm-yyyy"):
        iso(pd.Series(["", cell], index=[8, 9]), "dd-mm-yyyy", "file, column")
