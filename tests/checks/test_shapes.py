"""A shape proves what its pattern allows, and nothing else."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.cells import Cells
from pipeline.checks.columns import Column
from pipeline.checks.shapes import Shape

PATTERNS = ["[1-9][0-9]{2}", "E[0-9]{3}", "[0-9]{2}-[0-9]{2}", "[A-C]", "x-{2}y"]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(texts=st.lists(st.text("0123456789AECx-y ", max_size=6), max_size=4), seed=st.data())
def test_what_a_shape_holds_the_pattern_allows(pattern: str, texts: list[str], seed: st.DataObject) -> None:
    right = seed.draw(st.lists(st.from_regex(pattern, fullmatch=True, alphabet="0123456789AECBx-y"), max_size=6))
    shape = Shape.of(pattern)
    assert shape
    assert shape.holds(Cells.of(pa.array([*right, ""], pa.string())))
    whole = [*right, *texts]
    held = shape.holds(Cells.of(pa.array(whole, pa.string())))
    assert held == all(re.fullmatch(pattern, text) for text in whole if text)


@pytest.mark.parametrize("pattern", ["", "[0-9]+", "a|b", "[0-9A-F]{2}", "1?", "(a)", ".", r"\d", "[9-0]", "a{2,3}", "é", "[0-9]{99}"])
def test_other_patterns_have_none(pattern: str) -> None:
    assert Shape.of(pattern) is None


@pytest.mark.parametrize(
    ("texts", "rows"), [(["E001", "E002"], {}), (["E001", ""], {1: "pattern"}), (["E001", "E02", "x"], {1: "pattern", 2: "pattern"})]
)
def test_a_column_of_a_shape_is_judged_as_any_other(texts: list[str], rows: dict[int, str]) -> None:
    column = Column({"missingValues": ["x y"]}, {"name": "f", "type": "string", "constraints": {"pattern": "E[0-9]{3}"}})
    found = {row: each.rule for each in column.wrong(Cells.of(pa.array(texts, pa.string()))) for row in each.rows.tolist()}
    assert found == rows


def test_a_shape_does_not_hide_what_excel_made_a_date() -> None:
    column = Column({}, {"name": "f", "type": "string", "constraints": {"pattern": "[A-Z][a-z]{2}-[0-9]{2}"}})
    assert [each.rule for each in column.wrong(Cells.of(pa.array(["Jan-21"], pa.string())))] == ["excel-date"]
