"""Rows handed to Frictionless one by one are told as Frictionless tells them in the whole table."""

from __future__ import annotations

import csv
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.checks.faults import Fault, Package, Table, Task
from pipeline.checks.frictionless_judge import judge_in_full
from pipeline.checks.frictionless_words import in_frictionless_words
from pipeline.errors import CatalogueError
from tests.checks.reports_at_hand import LABELS, PLANTED, RIGHT, SCHEMA, table_of

KEYS = ("primary-key", "unique-error", "foreign-key")


def rows_of(table: Table) -> tuple[tuple[str, ...], dict[int, tuple[str, ...]]]:
    with table.path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return tuple(header), {number: tuple(row) for number, row in enumerate(rows, 2)}


def in_full(table: Table) -> Task:
    (task,) = judge_in_full(Package("package", table.path.parent, (table,))).tasks
    return task


def agree(table: Table) -> tuple[Fault, ...]:
    """What both say, but for keys."""
    whole = tuple(fault for fault in in_full(table).faults if fault.code not in KEYS)
    labels, rows = rows_of(table)
    assert in_frictionless_words(table, labels, rows) == whole
    wrong = {fault.row for fault in whole}
    assert in_frictionless_words(table, labels, {number: row for number, row in rows.items() if number in wrong}) == whole
    return whole


@pytest.mark.parametrize("planted", PLANTED)
def test_rows_are_told_as_in_the_whole_table(planted: str, tmp_path: Path) -> None:
    found = agree(table_of(tmp_path, PLANTED[planted]))
    assert bool(found) == (planted != "right")


def test_each_kind_of_fault_was_planted(tmp_path: Path) -> None:
    found = {fault.code for rows in PLANTED.values() for fault in agree(table_of(tmp_path, rows))}
    assert found == {"type-error", "constraint-error", "missing-cell", "extra-cell", "blank-row"}


@pytest.mark.parametrize("header", ["urn,places", "urn,places,share_pct,opened,phase,more", "urn,urn,,phase,opened"])
def test_headers_are_told_as_in_the_whole_table(header: str, tmp_path: Path) -> None:
    found = agree(table_of(tmp_path, RIGHT, header))
    assert {fault.code for fault in found} & {"missing-label", "extra-label", "incorrect-label", "blank-label", "duplicate-label"}


@pytest.mark.parametrize("match", ["subset", "superset", "partial", "equal"])
@pytest.mark.parametrize("header", ["places,urn,share_pct", "nothing,such", "urn,urn"])
def test_fields_are_matched_by_name_where_the_schema_says_so(match: str, header: str, tmp_path: Path) -> None:
    agree(replace(table_of(tmp_path, "12,100001,z\nx,y,\n", header), schema={**SCHEMA, "fieldsMatch": match}))


def test_a_table_without_a_header_is_counted_from_row_1(tmp_path: Path) -> None:
    table = table_of(tmp_path, "100003,many,z,,\n", "x,1,z,,primary", dialect={"header": False})
    rows = {1: ("x", "1", "z", "", "primary"), 2: ("100003", "many", "z", "", "")}
    found = in_frictionless_words(table, LABELS, rows)
    assert found == in_full(table).faults
    assert [(fault.code, fault.row) for fault in found] == [("constraint-error", 1), ("type-error", 2)]


def test_what_was_expected_is_said(tmp_path: Path) -> None:
    (kind, low, rule) = agree(table_of(tmp_path, "100001,many,1,,\n100002,-3,z,,\n,1,1,,\n"))
    assert (kind.expected, kind.cell, kind.field_number, kind.row) == ("integer, or one of c", "many", 2, 2)
    assert (low.expected, low.note, rule.expected) == ("minimum 0", 'constraint "minimum" is "0"', "a value")


def test_a_thousand_rows_are_told_within_a_second(tmp_path: Path) -> None:
    rules = {"integer": {"minimum": 0}, "string": {"pattern": "[0-9]+"}}
    kinds = [*["string"] * 70, *["integer"] * 70]
    fields: list[dict[str, Any]] = [{"name": f"f{number}", "type": kind, "constraints": rules[kind]} for number, kind in enumerate(kinds)]
    table = replace(table_of(tmp_path, ""), schema={"fields": fields})
    rows = dict.fromkeys(range(2, 1002), ("1",) * 139 + ("x",))
    began = time.process_time()
    found = in_frictionless_words(table, [field["name"] for field in fields], rows)
    assert time.process_time() - began < 1
    assert [fault.row for fault in found] == list(rows)
    began = time.process_time()
    all_wrong = in_frictionless_words(table, [field["name"] for field in fields], dict.fromkeys(rows, ("x",) * 140))
    assert time.process_time() - began < 1
    assert [fault.row for fault in all_wrong] == [row for row in range(2, 17) for _ in range(140)]


def _with_pattern(pattern: str) -> dict[str, Any]:
    return {"fields": [{"name": "code", "type": "string", "constraints": {"pattern": pattern}}]}


def test_a_pattern_that_keeps_python_busy_for_ever_does_not(tmp_path: Path) -> None:
    table = replace(table_of(tmp_path, ""), schema=_with_pattern("(a+)+b"))
    (fault,) = in_frictionless_words(table, ["code"], {2: ("a" * 5000,)})
    assert (fault.code, fault.note) == ("constraint-error", 'constraint "pattern" is "(a+)+b"')


def test_a_pattern_that_looks_around_is_refused(tmp_path: Path) -> None:
    table = replace(table_of(tmp_path, ""), schema=_with_pattern("a(?=b)b"))
    with pytest.raises(CatalogueError, match="look-around"):
        in_frictionless_words(table, ["code"], {2: ("x",)})


def test_a_schema_that_is_none_is_refused(tmp_path: Path) -> None:
    table = replace(table_of(tmp_path, ""), schema={"fields": [{"name": "code", "type": "colour"}]})
    with pytest.raises(CatalogueError, match="colour"):
        in_frictionless_words(table, ["code"], {})
