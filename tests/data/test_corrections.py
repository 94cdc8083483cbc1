"""Corrections say what they expect, and stop when it is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.corrections import STATUSES, Correction, Corrections, corrected, corrected_table, load
from pipeline.errors import TidyError

CONTRACTS = Path(__file__).parents[2] / "datapackages"
TABLE = pd.DataFrame({"urn": ["1", "2", "3"], "name": ["A", "B", "A"]})
LINE = {"raw": "a.csv", "field": "b", "expects": "c", "becomes": "d", "why": "e", "told": "nobody yet", "status": "open"}


def correction(expects: str, row: str = "", table: str = "", becomes: str = "C", field: str = "name") -> Correction:
    return Correction("file.csv", field, expects, becomes, "why", "nobody yet", "open", row, table)


def loaded(folder: Path, *lines: object) -> Corrections:
    (folder / "corrections.yaml").write_text(json.dumps(lines), encoding="utf-8")
    return load(folder)


def test_every_row_or_the_one_named() -> None:
    assert corrected(TABLE, "urn", "name", [correction("A")]).tolist() == ["C", "B", "C"]
    assert corrected(TABLE, "urn", "name", [correction("A", "3")]).tolist() == ["A", "B", "C"]
    assert TABLE["name"].tolist() == ["A", "B", "A"]


@pytest.mark.parametrize(("expects", "row"), [("Z", ""), ("A", "2"), ("A", "9")])
def test_nothing_to_correct_is_told(expects: str, row: str) -> None:
    with pytest.raises(TidyError, match=rf"corrections.yaml, {f'name {row}'.strip()}: found nothing; expected '{expects}' in file.csv"):
        corrected(TABLE, "urn", "name", [correction(expects, row)])


def test_corrections_see_the_source_and_not_each_other() -> None:
    assert corrected(TABLE, "urn", "name", [correction("A", becomes="B"), correction("B", becomes="A")]).tolist() == ["B", "A", "B"]


def test_a_cell_of_a_tidy_table() -> None:
    table = TABLE.assign(period="2018-19")
    mended = corrected_table(table, ["urn", "period"], [correction("A", "3 2018-19", "2018-19")])
    assert mended["name"].tolist() == ["A", "B", "C"]
    assert list(mended.columns) == list(table.columns)
    for wrong in (correction("A", "3"), correction("A", "2 2018-19"), correction("1", field="urn"), correction("A", field="town")):
        with pytest.raises(TidyError, match=r"corrections.yaml"):
            corrected_table(table, ["urn", "period"], [wrong])


def test_only_those_of_the_column_and_file() -> None:
    other = Correction("other.csv", "name", "A", "C", "why", "nobody yet", "open")
    tidy = correction("A", table="2018-19")
    lines = Corrections((correction("A"), other, tidy))
    assert lines.of("file.csv", "name") == [correction("A")]
    assert lines.of("file.csv", "town") == []
    assert lines.of_table("2018-19") == [tidy]


def test_what_nobody_asked_for_is_told() -> None:
    lines = Corrections((correction("A"), correction("B", "7")))
    lines.of("file.csv", "name")
    lines.hold_asked(["file.csv"])
    with pytest.raises(TidyError, match=r"name: found raw 'file.csv'; expected one of other.csv"):
        lines.hold_asked(["other.csv"])
    with pytest.raises(TidyError, match=r"corrections.yaml, name 7: found a line that nothing asks for \(file.csv\)"):
        Corrections((correction("B", "7"),)).hold_asked(["file.csv"])


@pytest.mark.parametrize("key", LINE)
def test_every_key_is_needed(tmp_path: Path, key: str) -> None:
    with pytest.raises(TidyError, match="entry 1: found a correction with"):
        loaded(tmp_path, {name: value for name, value in LINE.items() if name != key})


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"who": "g"}, "a correction with"),
        ({"why": ""}, "why: found ''"),
        ({"expects": 5.1}, "entry 1, b, expects: found 5.1; expected text, in quotes"),
        ({"row": 100001}, "entry 1, b 100001, row: found 100001"),
        ({"becomes": "c"}, "becomes: found 'c'"),
        ({"status": "mended"}, "status: found 'mended'; expected one of open, reported, accepted, refused"),
        ({"status": "reported"}, "told: found 'nobody yet'; expected who was told and when"),
        ({"status": "accepted", "told": "the DfE"}, "told: found 'the DfE'"),
    ],
)
def test_a_line_that_is_not_whole_is_told(tmp_path: Path, changed: dict[str, object], told: str) -> None:
    with pytest.raises(TidyError, match=told):
        loaded(tmp_path, {**LINE, **changed})


@pytest.mark.parametrize("status", STATUSES)
def test_who_was_told_and_when(tmp_path: Path, status: str) -> None:
    told = "the DfE's school statistics team, 2026-11-23"
    assert loaded(tmp_path, {**LINE, "status": status, "told": told}).lines[0].status == status


def test_a_cell_is_corrected_once(tmp_path: Path) -> None:
    loaded(tmp_path, {**LINE, "row": "1"}, {**LINE, "row": "2"})
    with pytest.raises(TidyError, match="'c' corrected twice"):
        loaded(tmp_path, {**LINE, "row": "1"}, {**LINE, "becomes": "f"})


def test_no_corrections(tmp_path: Path) -> None:
    assert load(tmp_path).lines == loaded(tmp_path).lines == ()
    contents: tuple[object, ...] = ({}, "word", ["word"])
    for content in contents:
        (tmp_path / "corrections.yaml").write_text(json.dumps(content), encoding="utf-8")
        with pytest.raises(TidyError):
            load(tmp_path)


def test_the_committed_ones_are_whole() -> None:
    counts = {path.parent.name: len(load(path.parent).lines) for path in CONTRACTS.glob("*/corrections.yaml")}
    assert counts == {"areas": 0, "schools": 8, "trust_results": 1, "trusts": 23}
