"""Keys once, names the same, references that lead somewhere: told as a look at every row would tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.checks.faults import Package
from pipeline.checks.keys import met
from tests.checks.at_hand import URN, YEAR_FIELD, faults, number, table, told

SMALL = st.sampled_from(["1", "2", "12", "", "c"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=30))
def test_a_composite_key_stands_once_and_whole(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    found = told(table(tmp_path, fields, [f'"{a}","{b}"' for a, b in rows], primaryKey=["a", "b"]))
    seen: set[tuple[str, str]] = set()
    expected = []
    for place, row in enumerate(rows, 2):
        if not all(row):
            expected.append(("primary-key" if not any(row) else "key-null", place))
        elif row in seen:
            expected.append(("primary-key", place))
        seen.add(row)
    assert sorted((code, row) for code, row, _ in found if code not in ("blank-row", "no-rows")) == sorted(expected)


def test_a_second_row_says_which_was_the_first(tmp_path: Path) -> None:
    rows = ["100000,2018-19", "100001,2018-19", "100000,2018-19"]
    (fault,) = faults(table(tmp_path, [URN, YEAR_FIELD], rows, primaryKey=["urn", "period"]))
    assert fault.message == 'Row at position "4" violates the primary key: the same as in the row at position 2'


def test_unique_fields_and_unique_keys(tmp_path: Path) -> None:
    unique = {"name": "a", "type": "string", "constraints": {"unique": True}}
    assert told(table(tmp_path, [unique], ["x", "y", "x"])) == [("unique-error", 4, "a")]
    pair = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    assert told(table(tmp_path, pair, ["x,1", "x,2", "x,1"], uniqueKeys=[["a", "b"]])) == [("unique-keys", 4, "a")]
    assert told(table(tmp_path, pair, ["x,1", "x,", "x,"], uniqueKeys=[["a", "b"]])) == []


def test_one_urn_has_one_name(tmp_path: Path) -> None:
    fields = [URN, {"name": "school_name", "type": "string"}, YEAR_FIELD]
    rows = ["100000,Oak,2018-19", "100001,Ash,2018-19", "100000,Oak,2019-20", "100001,Elm,2019-20"]
    (fault,) = faults(table(tmp_path, fields, rows, primaryKey=["urn", "period"]))
    assert (fault.code, fault.row, fault.cell) == ("two-names", 5, "Elm")
    assert "'Ash' as in row 3" in fault.expected


def test_a_school_row_twice_is_told_where_no_key_would(tmp_path: Path) -> None:
    assert told(table(tmp_path, [URN, number("pupils")], ["100000,5", "100001,5", "100000,5"])) == [("row-twice", 4, "urn")]


def test_a_foreign_key_within_the_package(tmp_path: Path) -> None:
    known = table(tmp_path, [URN], ["100000"], name="schools")
    key = {"fields": ["urn"], "reference": {"resource": "schools", "fields": ["urn"]}}
    rows = table(tmp_path, [URN, YEAR_FIELD], ["100000,a", "100009,b"], name="rows", foreignKeys=[key])
    assert told(known, rows) == [("foreign-key", 3, "urn")]


def test_a_reference_to_another_package(tmp_path: Path) -> None:
    other = Package("schools", tmp_path, (table(tmp_path, [URN], ["100000"], name="schools"),))
    rows = table(tmp_path, [URN, YEAR_FIELD], ["100000,a", "100009,b"], name="rows")
    checks = {"reference": [{"fields": ["urn"], "package": "schools", "resource": "schools", "keys": ["urn"]}]}
    assert told(rows, checks=checks, others={"schools": other}.__getitem__) == [("foreign-key", 3, "urn")]


@given(st.lists(st.one_of(st.integers(0, 2**64 - 1), st.integers(0, 50), st.integers(0, 50).map(lambda high: high << 40)), max_size=200))
def test_hashes_that_stand_twice_are_those_that_a_count_finds(numbers: list[int]) -> None:
    expected = sorted({each for each in numbers if numbers.count(each) > 1})
    assert met(np.array(numbers, np.uint64)).tolist() == expected


@pytest.mark.parametrize(
    ("match", "header"), [("equal", "pupils,urn"), (["equal"], "pupils,urn"), ("superset", "urn"), ("subset", "urn,pupils,more")]
)
def test_a_key_is_looked_for_in_the_column_of_its_name(tmp_path: Path, match: Any, header: str) -> None:
    columns = header.split(",")
    cells = [{"urn": urn, "pupils": "5", "more": "x"} for urn in ("100000", "100001", "100000")]
    made = table(tmp_path, [URN, number("pupils")], [], primaryKey=["urn"], fieldsMatch=match)
    made.path.write_text("\n".join([header, *(",".join(row[column] for column in columns) for row in cells), ""]), encoding="utf-8")
    (fault,) = faults(made)
    assert (fault.code, fault.row, fault.field, fault.field_number) == ("primary-key", 4, "urn", columns.index("urn") + 1)
