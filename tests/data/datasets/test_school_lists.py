"""Which list of schools is believed, and what the absence file says of a school."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.datasets.school_lists import FULL_YEAR, absence_schools, laestab, nearest
from pipeline.data.sources import Raw
from pipeline.model import Dataset, Source

LISTED = pd.DataFrame(
    [("100001", "2010-11", "a"), ("100001", "2014-15", "b"), ("100002", "2011-12", "c"), ("", "2012-13", "d")],
    columns=["code", "period", "la"],
)


@pytest.mark.parametrize(
    ("period", "earlier", "found"),
    [("2009-10", False, "a"), ("2011-12", False, "a"), ("2012-13", False, "b"), ("2012-13", True, "a"), ("2020-21", True, "b")],
)
def test_the_list_nearest_in_time_is_believed_and_of_two_the_later_unless_the_earlier_is_asked_for(
    period: str, earlier: bool, found: str
) -> None:
    rows = nearest(LISTED, period, "code", earlier)
    assert rows["la"].to_dict() == {"100001": found, "100002": "c"}
    assert list(rows) == ["period", "la"]


def test_of_one_list_the_first_row_of_a_school_is_believed() -> None:
    twice = pd.DataFrame({"code": ["1", "1"], "period": ["2010-11"] * 2, "la": ["first", "second"]})
    assert nearest(twice, "2012-13", "code")["la"].to_dict() == {"1": "first"}


def test_the_absence_file_gives_its_schools_that_have_a_urn(tmp_path: Path) -> None:
    lines = [
        "time_period,geographic_level,laestab,urn,school_type",
        "200910,School,2024001.0,100001,Special",
        "200910,School,2024002.0,,Total",
        "200910,National,,,Total",
    ]
    (tmp_path / FULL_YEAR).parent.mkdir()
    (tmp_path / FULL_YEAR).write_bytes(gzip.compress("\n".join(lines).encode()))
    raw = Raw(tmp_path, Dataset("x", "X", Path(), {}, (), (Source("Absence", "DfE", FULL_YEAR),)))
    assert absence_schools(raw, "laestab").to_dict("records") == [{"period": "2009-10", "urn": "100001", "laestab": "2024001"}]
    assert list(absence_schools(raw, "school_type")) == ["period", "urn", "school_type"]


def test_a_number_is_made_of_the_authoritys_and_the_schools_own() -> None:
    rows = pd.DataFrame({"LA": ["202"], "LEA": ["203"], "ESTAB": ["401"]})
    assert [*laestab(rows), *laestab(rows, "LEA")] == ["2020401", "2030401"]
