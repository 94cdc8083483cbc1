"""Declared checks: read strictly, and each finds what it is for and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.checks.examining import examine
from pipeline.checks.faults import Package
from pipeline.errors import CatalogueError
from tests.checks.at_hand import URN, YEAR, YEAR_FIELD, faults, nobody, number, table, told

SUM = {"adds-up": [{"whole": "pupils", "parts": ["boys", "girls"], "within": 1}]}
COUNTS = [number("pupils"), number("boys"), number("girls")]
SHARE = {"share": [{"share": "away_pct", "part": "away", "whole": "pupils"}]}
SHARED = [number("away"), number("pupils"), number("away_pct", "number", unit="percent")]


def test_parts_add_to_the_whole_within_rounding(tmp_path: Path) -> None:
    rows = ["10,5,5", "10,5,6", "10,5,7", "c,c,7", "z,1,2", ",1,2"]
    assert told(table(tmp_path, COUNTS, rows), checks=SUM) == [("parts-whole", 4, "pupils")]


def test_parts_that_are_not_all_come_to_no_more_than_the_whole(tmp_path: Path) -> None:
    checks = {"adds-up": [{"whole": "pupils", "parts": ["boys"], "at_most": True}]}
    assert told(table(tmp_path, COUNTS, ["10,5,", "10,11,", "c,5,"]), checks=checks) == [("parts-whole", 3, "pupils")]


@pytest.mark.parametrize(("row", "field"), [("c,5,5", "pupils"), ("10,c,5", "boys"), ("10,5,c", "girls")])
def test_one_suppressed_cell_beside_its_sum_can_be_worked_out(tmp_path: Path, row: str, field: str) -> None:
    assert told(table(tmp_path, COUNTS, [row, "10,c,c"]), checks=SUM) == [("disclosure", 2, field)]


def test_a_publisher_may_reveal_what_it_says_it_does(tmp_path: Path) -> None:
    checks = {"adds-up": [{**SUM["adds-up"][0], "reveals": "the publisher rounds the whole"}]}
    (fault,) = faults(table(tmp_path, COUNTS, ["c,5,5"]), checks=checks)
    assert fault.advisory


def test_a_share_is_its_part_of_the_whole(tmp_path: Path) -> None:
    rows = ["1,8,12.5", "1,8,12.6", "1,0,5", "c,c,12.5", "1,8,c"]
    assert told(table(tmp_path, SHARED, rows), checks=SHARE) == [("parts-whole", 3, "away_pct"), ("disclosure", 6, "away_pct")]


def test_a_total_ten_times_off(tmp_path: Path) -> None:
    fields = [{"name": "level", "type": "string"}, YEAR_FIELD, number("pupils")]
    rows = [
        "region,2018-19,100",
        "region,2018-19,200",
        "england,2018-19,3000",
        "region,2019-20,100",
        "england,2019-20,104",
        "england,2020-21,9",
    ]
    checks = {"total": [{"field": "pupils", "level": "level", "of": "england", "over": "region", "within": ["period"]}]}
    (fault,) = faults(table(tmp_path, fields, rows), checks=checks)
    assert (fault.code, fault.row, fault.expected) == ("total-tenfold", 4, "about 300, the sum of region")


def test_jumps_from_one_years_table_to_the_next_are_listed_by_size(tmp_path: Path) -> None:
    fields = [URN, YEAR_FIELD, number("pupils")]
    before = table(tmp_path, fields, ["100000,2018-19,100", "100001,2018-19,100", "100002,2018-19,2"], name="2018-19")
    after = table(tmp_path, fields, ["100000,2019-20,500", "100001,2019-20,10", "100002,2019-20,20"], name="2019-20")
    found = faults(before, after, checks={"jump": [{"field": "pupils", "key": ["urn"], "factor": 3, "least": 50}]})
    assert [(fault.row, fault.size, fault.advisory) for fault in found] == [(2, 5.0, True), (3, 10.0, True)]


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        ({"add-up": []}, "unknown key 'add-up'"),
        ({"adds-up": [{"whole": "pupils", "part": ["boys"]}]}, "unknown key 'part'"),
        ({"adds-up": [{"whole": "pupils"}]}, "the key 'parts'"),
        ({"adds-up": [{"whole": "pupil", "parts": ["boys"]}]}, "fields pupil, boys"),
        ({"adds-up": [{"whole": "pupils", "parts": ["boys"], "tables": ["u"]}]}, "table 'u'"),
    ],
)
def test_a_misspelt_check_is_refused(tmp_path: Path, checks: dict[str, Any], message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        faults(table(tmp_path, COUNTS, ["1,1,0"]), checks=checks)


def test_a_laestab_begins_with_the_number_of_its_authority(tmp_path: Path) -> None:
    code, text = {"name": "la", "type": "string"}, {"name": "laestab", "type": "string"}
    areas = table(tmp_path, [code, {"name": "dfe", "type": "string"}], ["E09000001,201", "E09000002,301"], name="areas")
    schools = table(
        tmp_path, [code, text], ["E09000001,2013614", "E09000002,2013615", "E09000009,9", "E09000001,", ",2013616"], name="schools"
    )
    rule = {"field": "laestab", "of": "la", "package": "areas", "resource": "areas", "key": "la", "prefix": "dfe"}
    other = Package("areas", tmp_path, (areas,))
    found = told(schools, checks={"begins-with": [rule]}, others={"areas": other}.__getitem__)
    assert found == [("laestab-authority", 3, "laestab")]
    with pytest.raises(CatalogueError, match="no column dfe_code"):
        told(schools, checks={"begins-with": [{**rule, "prefix": "dfe_code"}]}, others={"areas": other}.__getitem__)


def test_an_advisory_hides_no_error_of_the_same_kind(tmp_path: Path) -> None:
    fields = [number("pupils"), number("boys"), number("girls"), number("ever"), number("never")]
    checks = {
        "adds-up": [
            {"whole": "pupils", "parts": ["boys", "girls"], "reveals": "The publisher prints both."},
            {"whole": "pupils", "parts": ["ever", "never"]},
        ]
    }
    made = table(tmp_path, fields, ["10,c,4,5,5", "10,6,4,c,5"])
    (task,) = examine(Package("p", tmp_path, (made,), checks), YEAR, nobody).tasks
    assert (task.errors, task.warnings) == (1, 1)
    assert [(fault.row, fault.field, fault.advisory) for fault in task.faults] == [(2, "boys", True), (3, "ever", False)]
