"""Totals and jumps in tables that are wrong in other ways too: what else is wrong with them neither hides nor breaks them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.checks.faults import Table
from tests.checks.at_hand import YEAR_FIELD, number, table, told

LEVEL = {"name": "level", "type": "string"}
CHECKS: dict[str, Any] = {
    "total": [{"field": "pupils", "level": "level", "of": "england", "over": "region", "within": ["period"]}],
    "jump": [{"field": "pupils", "key": ["level"], "factor": 3, "least": 10}],
    "adds-up": [{"whole": "pupils", "parts": ["boys", "girls"]}],
    "one-name": [{"key": "level", "name": "period"}],
}
FIELDS = [LEVEL, YEAR_FIELD, number("pupils"), number("boys"), number("girls")]
ROWS = ["region,2018-19,100,50,50", "england,2018-19,1000,500,500", "england,2019-20,100,50,50"]


def with_text(folder: Path, text: str) -> Table:
    """The table with another content."""
    made = table(folder, FIELDS, ROWS)
    made.path.write_text(text, encoding="utf-8")
    return made


def test_totals_and_jumps_are_told_at_their_rows(tmp_path: Path) -> None:
    found = told(table(tmp_path, FIELDS, ROWS), checks=CHECKS)
    assert found == [("total-tenfold", 3, "pupils"), ("two-names", 4, "period"), ("jump", 4, "pupils")]


def test_infinity_is_told_by_itself_and_spoils_no_total(tmp_path: Path) -> None:
    found = told(table(tmp_path, FIELDS, ["region,2018-19,INF,50,50", "england,2018-19,1000,500,500"]), checks=CHECKS)
    assert found == [("not-a-number", 2, "pupils")]


def test_a_misspelt_header_hides_neither(tmp_path: Path) -> None:
    found = told(with_text(tmp_path, "\n".join(["Level,period,Pupils,boys,girls", *ROWS, ""])), checks=CHECKS)
    assert {("total-tenfold", 3, "pupils"), ("jump", 4, "pupils"), ("incorrect-label", None, "level")} <= set(found)


def test_a_school_in_the_words_of_its_register_has_one_name_too(tmp_path: Path) -> None:
    fields = [{"name": "URN", "type": "string"}, {"name": "EstablishmentName", "type": "string"}, number("group")]
    made = table(tmp_path, fields, ["100000,Abbey,1", "100000,Abbey School,2"], primaryKey=["URN", "group"])
    assert told(made) == [("two-names", 3, "EstablishmentName")]


@pytest.mark.parametrize("header", ["level,period,pupils,boys", "level;period;pupils;boys;girls", "<!DOCTYPE html>"])
def test_columns_that_are_not_there_break_no_rule(tmp_path: Path, header: str) -> None:
    cells = header.count(",")
    rows = [",".join(row.split(",")[: cells + 1]) for row in ROWS]
    codes = {code for code, _, _ in told(with_text(tmp_path, "\n".join([header, *rows, ""])), checks=CHECKS)}
    assert codes & {"missing-label", "incorrect-label"}


@pytest.mark.parametrize(("text", "code"), [("", "source-error"), ('level,period,pupils,boys,girls\n"region', "unclosed-quote")])
def test_a_table_that_cannot_be_read_breaks_no_rule(tmp_path: Path, text: str, code: str) -> None:
    assert [found for found, _, _ in told(with_text(tmp_path, text), checks=CHECKS)] == [code]


def test_a_cell_of_ten_megabytes_takes_no_longer_than_others(tmp_path: Path) -> None:
    made = table(tmp_path, FIELDS, ["r" * 10_000_000 + ",2018-19,1,1,0", *ROWS], primaryKey=["level", "period"])
    began = time.process_time()
    assert ("large-cell", 2, "level") in told(made, checks=CHECKS)
    assert time.process_time() - began < 2


def test_many_jumps_are_counted_and_the_largest_kept(tmp_path: Path) -> None:
    rows = [f"{place},{year},{size},{size},0" for place in range(1500) for year, size in (("2018-19", 10), ("2019-20", 100 + place))]
    found = told(table(tmp_path, FIELDS, rows), checks={"jump": CHECKS["jump"]})
    assert len(found) == 1000
    assert ("jump", 3001, "pupils") in found
    assert ("jump", 3, "pupils") not in found
