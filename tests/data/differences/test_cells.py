"""Rows are matched by their key, and every kind of change is told for what it is."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest

from pipeline.data.differences.cells import compare
from pipeline.data.differences.changes import TableChange
from tests.small_package import SCHEMA

KEYED = {"primaryKey": "code", "fields": [{"name": "code", "type": "string"}, {"name": "n", "type": "number", "missingValues": ["c", "x"]}]}


def table(**columns: list[str]) -> pa.Table:
    return pa.table({name: pa.chunked_array([pa.array(cells, pa.string())]) for name, cells in columns.items()})


def change(before: dict[str, str], after: dict[str, str]) -> TableChange:
    """Two tables of a code and a number."""
    sides = [table(code=list(side), n=list(side.values())) for side in (before, after)]
    return compare("t", sides[0], sides[1], KEYED, KEYED)


@pytest.mark.parametrize(
    ("before", "after", "kind", "size"),
    [
        ("6.2", "6.3", "number to number", 0.1),
        ("1000", "-5", "number to number", -1005.0),
        ("6.2", "6.20", "number to the same number", 0.0),
        ("6.2", "c", "number to reason", None),
        ("x", "6", "reason to number", None),
        ("c", "x", "reason to reason", None),
        ("6.2", "", "number to nothing", None),
        ("", "c", "nothing to reason", None),
        ("1,000", "1000", "text to number", None),
        ("NaN", "Inf", "text to text", None),
    ],
)
def test_each_kind_of_change(before: str, after: str, kind: str, size: float | None) -> None:
    [cell] = change({"1": "5", "2": before}, {"1": "5", "2": after}).cells["n"].to_dict("records")
    assert (cell["key"], cell["before"], cell["after"], cell["kind"]) == ("2", before, after, kind)
    assert cell["size"] == size if size is not None else cell["size"] != cell["size"]


def test_a_column_of_words_holds_no_numbers_and_no_reasons() -> None:
    words = [table(code=["1", "2", "3"], name=names) for names in (["c", "5", ""], ["x", "6", "A"])]
    schema = {"primaryKey": ["code"], "fields": [{"name": "code", "type": "string"}, {"name": "name", "type": "string"}]}
    frame = compare("t", words[0], words[1], schema, schema).cells["name"]
    assert frame["kind"].tolist() == ["text to text", "text to text", "nothing to text"]


def test_rows_are_known_by_key_wherever_they_stand() -> None:
    found = change({"1": "5", "2": "6", "3": "7"}, {"4": "1", "3": "7", "1": "8"})
    assert (found.added.tolist(), found.removed.tolist()) == (["4"], ["2"])
    assert (found.rows_before, found.rows_after, found.rows_changed, found.cells_changed) == (3, 3, 1, 1)


def test_a_key_of_parts_is_not_mixed_up() -> None:
    schema = {"primaryKey": ["a", "b"]}
    found = compare("t", table(a=["x y"], b=["z"]), table(a=["x"], b=["y z"]), schema, schema)
    assert (found.added.tolist(), found.removed.tolist()) == (["x y z"], ["x y z"])


def test_a_key_that_stands_twice_hides_nothing() -> None:
    one, two = table(code=["1", "1"], n=["5", "6"]), table(code=["1", "1", "1"], n=["5", "7", "8"])
    found = compare("t", one, two, KEYED, KEYED)
    assert found.added.tolist() == ["1 (row 3 of this key)"]
    assert found.cells["n"][["key", "before", "after"]].to_numpy().tolist() == [["1 (row 2 of this key)", "6", "7"]]


def test_columns_of_one_side_only() -> None:
    found = compare("t", table(code=["1", "2"], old=["a", ""]), table(code=["1", "2"], new=["", ""]), KEYED, KEYED)
    assert (found.columns_removed, found.columns_added, found.cells_changed) == ({"old": 1}, {"new": 0}, 0)


def test_another_key_on_one_side() -> None:
    wider = {"primaryKey": ["code", "sort"]}
    found = compare("t", table(code=["1"], n=["5"]), table(code=["1"], n=["6"], sort=["a"]), KEYED, wider)
    assert found.cells["n"]["key"].tolist() == ["1"]
    assert found.columns_added == {"sort": 1}


def test_without_a_key_the_whole_row_is_one() -> None:
    found = compare("t", table(code=["1", "2"], n=["5", "6"]), table(code=["1", "2"], n=["5", "7"]), {}, {})
    assert (found.added.tolist(), found.removed.tolist(), found.cells_changed) == (["2 7"], ["2 6"], 0)


def test_no_rows_at_all() -> None:
    found = change({}, {"1": "5"})
    assert (found.added.tolist(), found.rows_before, found.cells_changed) == (["1"], 0, 0)
    assert change({"1": "5"}, {}).removed.tolist() == ["1"]


def test_it_agrees_with_a_plain_comparison() -> None:
    chance = random.Random(20261125)
    cells = ["c", "x", "", "5", "5.0", "6.25", "-1"]
    for _ in range(50):
        sides = [{str(code): chance.choice(cells) for code in chance.sample(range(40), chance.randrange(40))} for _ in range(2)]
        found = change(*sides)
        expected = {code: (cell, sides[1][code]) for code, cell in sides[0].items() if code in sides[1] and cell != sides[1][code]}
        got = {row.key: (row.before, row.after) for frame in found.cells.values() for row in frame.itertuples()}
        assert got == expected
        assert set(found.added) == set(sides[1]) - set(sides[0])
        assert set(found.removed) == set(sides[0]) - set(sides[1])


def test_the_reasons_of_the_contract_are_known() -> None:
    row = {"level": ["school"], "code": ["100001"], "phase": ["primary"], "period": ["2018-19"]}
    before, after = table(**row, away_pct=["5.0"]), table(**row, away_pct=["low"])
    frame = compare("2018-19", before, after, SCHEMA, SCHEMA).cells["away_pct"]
    assert frame[["key", "kind"]].to_numpy().tolist() == [["school 100001 primary 2018-19", "number to reason"]]
