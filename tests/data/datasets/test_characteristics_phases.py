"""Which phase group a school was in: by the type of the year, of the nearest year, by its number, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.datasets.characteristics_phases import phase_of_number
from pipeline.errors import TidyError
from tests.data.datasets.characteristics_raw import NURSERY, PRIMARY, PRIVATE, SPECIAL, UNIT, row, school, tidied


def test_independent_schools_are_left_out_and_the_others_placed(tmp_path: Path) -> None:
    rows = {period: [school(urn) for urn in (PRIMARY, NURSERY, UNIT, PRIVATE, SPECIAL)] for period in ("2012-13", "2013-14")}
    rows["2018-19"] = [school(PRIMARY), school(PRIVATE), school(SPECIAL, ESTAB="2002")]
    tables = tidied(tmp_path, rows)
    for period in ("2012-13", "2013-14"):
        phases = dict(zip(tables[period]["code"], tables[period]["phase"], strict=True))
        assert phases == {PRIMARY: "primary", NURSERY: "nursery", UNIT: "alternative-provision", SPECIAL: "special"}
    assert list(tables["2018-19"]["phase"]) == ["primary", "special"]


def test_the_type_of_the_nearest_year_counts_before_the_number(tmp_path: Path) -> None:
    rows = {period: [school(PRIMARY)] for period in ("2010-11", "2013-14", "2014-15", "2017-18")}
    tables = tidied(tmp_path, {**rows, "2018-19": [school(PRIMARY, SCHOOLTYPE="State-funded secondary")]})
    phases = {period: row(tables, period, PRIMARY)["phase"] for period in (*rows, "2018-19")}
    assert phases == {"2010-11": "primary", "2013-14": "primary", "2014-15": "primary", "2017-18": "secondary", "2018-19": "secondary"}


def test_a_school_that_nothing_places_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match="phase of 100003 in 2012-13"):
        tidied(tmp_path, {"2012-13": [school(UNIT, ESTAB="5999")]})


def test_an_unknown_type_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match=r"type of 100001 in 2021-22.*'Sea school'"):
        tidied(tmp_path, {"2021-22": [school(PRIMARY, SCHOOLTYPE="Sea school")]})


@pytest.mark.parametrize(
    ("number", "phase"),
    [
        *(("1000", "nursery"), ("1100", "alternative-provision"), ("3999", "primary"), ("4000", "secondary"), ("6899", "independent")),
        *(("6900", ""), ("7000", "special"), ("8600", ""), ("", ""), ("20x1", "")),
    ],
)
def test_the_number_tells_the_phase_or_nothing(number: str, phase: str) -> None:
    assert phase_of_number(number) == phase
