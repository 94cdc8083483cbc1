"""A column at once finds what Frictionless finds cell by cell, and the slips beyond it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from frictionless import Field
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.cells import Cells
from pipeline.checks.columns import Column

OURS = {"not-a-number", "digit-group", "foreign-digit", "outer-blank", "mojibake", "excel-date"}
FIELDS: list[dict[str, Any]] = [
    {"name": "f", "type": "integer"},
    {"name": "f", "type": "integer", "constraints": {"minimum": 0, "maximum": 100, "required": True}},
    {"name": "f", "type": "integer", "constraints": {"minimum": -5, "enum": [-5, 1, 2]}},
    {"name": "f", "type": "number", "constraints": {"minimum": 0, "maximum": 99.5}},
    {"name": "f", "type": "number", "constraints": {"minimum": 1}},
    {"name": "f", "type": "number", "constraints": {"minimum": -1.5, "maximum": 0}},
    {"name": "f", "type": "number", "decimalChar": ",", "groupChar": "."},
    {"name": "f", "type": "string", "constraints": {"minLength": 2, "maxLength": 4}},
    {"name": "f", "type": "string", "constraints": {"pattern": "[0-9]{3}", "required": True}},
    {"name": "f", "type": "string", "constraints": {"enum": ["a", "1"]}},
    {"name": "f", "type": "date"},
    {"name": "f", "type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "01/01/2000"}},
    {"name": "f", "type": "boolean"},
    {"name": "f", "type": "year"},
    {"name": "f", "type": "any"},
]
TEXT = st.one_of(
    st.sampled_from(
        ["", "c", "a", "1", "2", "-5", "100", "101", "99.5", "99.51", "1.2.3", "-", ".", ".5", "5.", "+1", "1e2", "007", "1,5"]
    ),
    st.sampled_from(["2020-02-29", "2021-02-29", "01/01/1999", "31/12/2020", "true", "yes", "2024", "abc", "abcde", "123", "1.000,5"]),
    st.integers(-200, 200).map(str),
    st.text("0123456789.-", max_size=6),
)


def found(field: dict[str, Any], texts: list[str]) -> dict[int, set[str]]:
    column = Column({"missingValues": ["", "c"]}, field)
    rows: dict[int, set[str]] = {}
    for each in column.wrong(Cells.of(pa.array(texts, pa.string()))):
        for row in each.rows.tolist():
            rows.setdefault(row, set()).add(each.rule)
    return rows


@pytest.mark.parametrize("field", FIELDS, ids=str)
@given(texts=st.lists(TEXT, min_size=1, max_size=30))
def test_the_two_judges_agree(field: dict[str, Any], texts: list[str]) -> None:
    ours = {row: rules - OURS for row, rules in found(field, texts).items() if not rules & OURS}
    read = Field.from_descriptor({**field, "missingValues": ["", "c"]}).create_cell_reader()
    theirs = {row: set(notes) for row, text in enumerate(texts) if (notes := read(text)[1])}
    slips = {row for row, rules in found(field, texts).items() if rules & OURS}
    assert ours == {row: rules for row, rules in theirs.items() if row not in slips}


def test_missing_values_with_labels_are_no_faults() -> None:
    field = {"name": "f", "type": "number", "missingValues": [{"value": "z", "label": "not applicable"}, "c"]}
    assert found(field, ["z", "c", "1"]) == {}
    assert found(field, [""]) == {0: {"type"}}


def test_no_pattern_takes_for_ever() -> None:
    field = {"name": "f", "type": "string", "constraints": {"pattern": "(a+)+"}}
    assert found(field, ["a" * 60 + "!"]) == {0: {"pattern"}}


def test_slips_stand_beside_right_cells() -> None:
    field = {"name": "f", "type": "number"}
    assert found(field, ["1", "NaN", "1_000", "\u0663", "2 "]) == {
        1: {"not-a-number"},
        2: {"digit-group"},
        3: {"foreign-digit"},
        4: {"outer-blank"},
    }


def test_a_missing_value_may_look_like_a_number() -> None:
    field = {"name": "f", "type": "integer", "constraints": {"minimum": 0}, "missingValues": ["-99"]}
    assert found(field, ["1", "-99", "-98"]) == {2: {"minimum"}}
