"""The import writes tables and lock together, and stops before either when something is wrong."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data import imports
from pipeline.data.sources import Raw
from pipeline.errors import PackageError, SourceError, TidyError
from pipeline.model import Dataset
from tests.small_package import descriptor, resource, write_package

RAW = b"URN,NOR,PCT\n100001,210,6.2%\n100002,190,SUPP\n"


class Room:
    """A dataset's room that reads its one file, or does not, and prints the cells that it is told to."""

    def __init__(self, suppressed: str = "c", reads: bool = True, away: str = "6.2") -> None:
        self.suppressed, self.reads, self.away = suppressed, reads, away

    def tidy(self, raw: Raw) -> dict[str, pd.DataFrame]:
        if self.reads:
            raw.csv("raw/away.csv")
        rows = [
            ("school", "100002", "primary", "2018-19", "", "190", self.suppressed),
            ("school", "100001", "primary", "2018-19", "", "210", self.away),
        ]
        return {"2018-19": pd.DataFrame(rows, columns=["level", "code", "phase", "period", "la", "pupils", "away_pct"], dtype="str")}


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/away.csv").write_bytes(RAW)
    folder = write_package(tmp_path, {**descriptor(), "resources": [resource("2018-19")]})
    monkeypatch.setattr(imports, "TIDY", {"away": "the.room"})
    monkeypatch.setattr(imports, "import_module", lambda _: Room())
    return catalogue.load_one(folder)


def test_tables_and_lock_are_written(dataset: Dataset, tmp_path: Path) -> None:
    imports.run(dataset, tmp_path)
    assert packages.read_text(dataset, "2018-19")["away_pct"].tolist() == ["6.2", "c"]
    assert list(catalogue.locked(dataset)) == ["raw/away.csv"]


def test_a_second_import_gives_the_same_bytes(dataset: Dataset, tmp_path: Path) -> None:
    imports.run(dataset, tmp_path)
    before = {path: path.read_bytes() for path in dataset.folder.rglob("*") if path.is_file()}
    imports.run(dataset, tmp_path)
    assert {path: path.read_bytes() for path in dataset.folder.rglob("*") if path.is_file()} == before


def state(dataset: Dataset) -> dict[Path, bytes]:
    """Every byte of the package, and of what an import may have left lying about."""
    return {path: path.read_bytes() for path in dataset.folder.parent.rglob("*") if path.is_file()}


def corrections(dataset: Dataset, **changed: str) -> None:
    """Write a correction of the cell of school 100001, with some of its words changed."""
    line = {"raw": "raw/away.csv", "table": "2018-19", "row": "school 100001 primary 2018-19", "field": "away_pct", "expects": "6.2"}
    line |= {"becomes": "x", "why": "a slip", "told": "nobody yet", "status": "open"}
    (dataset.folder / "corrections.yaml").write_text(json.dumps([{**line, **changed}]), encoding="utf-8")


def test_an_altered_raw_file_stops_it_until_its_hash_is_taken_out_by_hand(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not imports.run(dataset, tmp_path).empty
    assert imports.run(dataset, tmp_path).empty
    (tmp_path / "raw/away.csv").write_bytes(RAW.replace(b"6.2", b"6.3"))
    monkeypatch.setattr(imports, "import_module", lambda _: Room(away="6.3"))
    before = state(dataset)
    with pytest.raises(SourceError, match=r"as locked; if this is a new release, take the file's old entry out of lock\.yaml by hand"):
        imports.run(dataset, tmp_path)
    assert state(dataset) == before
    (dataset.folder / "lock.yaml").write_text("files: []\n", encoding="utf-8")
    difference = imports.run(dataset, tmp_path)
    assert difference.package == "away"
    [cell] = difference.by_column()["away_pct"].to_dict("records")
    assert (cell["key"], cell["before"], cell["after"]) == ("school 100001 primary 2018-19", "6.2", "6.3")


@pytest.mark.parametrize("failing", ["_write_documents", "between", "swap"])
def test_a_failure_half_way_leaves_all_as_it_was(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    imports.run(dataset, tmp_path)
    before = state(dataset)
    monkeypatch.setattr(imports, "import_module", lambda _: Room(away="6.3"))

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(imports, failing, fail)
    with pytest.raises(OSError, match="no space left"):
        imports.run(dataset, tmp_path)
    assert state(dataset) == before


def test_an_import_mends_a_table_that_cannot_be_read(dataset: Dataset, tmp_path: Path) -> None:
    imports.run(dataset, tmp_path)
    whole = state(dataset)
    (dataset.folder / "data/2018-19.csv").write_bytes(b"")
    [table] = imports.run(dataset, tmp_path).tables
    assert table.note.startswith("not comparable: what was here")
    assert state(dataset) == whole


def test_what_else_lies_in_the_package_stays(dataset: Dataset, tmp_path: Path) -> None:
    (dataset.folder / "data/notes.txt").write_text("by hand\n", encoding="utf-8")
    imports.run(dataset, tmp_path)
    assert {path.name for path in dataset.folder.iterdir()} == {"README.md", "data", "datapackage.yaml", "lock.yaml", "measures.yaml"}
    assert (dataset.folder / "data/notes.txt").is_file()


def test_a_table_outside_its_folder_is_refused(tmp_path: Path, dataset: Dataset) -> None:
    moved = {**dataset.descriptor, "resources": [{**resource("2018-19"), "path": "2018-19.csv"}]}
    with pytest.raises(PackageError, match="expected one below data/"):
        imports.run(replace(dataset, descriptor=moved), tmp_path)


def test_a_cell_of_a_table_is_corrected(dataset: Dataset, tmp_path: Path) -> None:
    corrections(dataset)
    imports.run(dataset, tmp_path)
    assert packages.read_text(dataset, "2018-19")["away_pct"].tolist() == ["x", "c"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"expects": "6.1"}, "away/corrections.yaml, 2018-19 away_pct school 100001 primary 2018-19: found nothing; expected '6.1'"),
        ({"row": "school 100009 primary 2018-19"}, "found nothing; expected '6.2'"),
        ({"table": "2017-18"}, "found a line that nothing asks for"),
        ({"table": "2018-19", "field": "away"}, "found field 'away'; expected one of la, pupils, away_pct"),
        ({"raw": "raw/other.csv"}, "found raw 'raw/other.csv'; expected one of raw/away.csv"),
        ({"status": "done"}, "found 'done'; expected one of open, reported, accepted, refused"),
    ],
)
def test_a_correction_that_does_not_hold_stops_it(dataset: Dataset, tmp_path: Path, changed: dict[str, str], told: str) -> None:
    corrections(dataset, **changed)
    before = state(dataset)
    with pytest.raises(TidyError, match=re.escape(told)):
        imports.run(dataset, tmp_path)
    assert state(dataset) == before


def test_a_correction_that_no_room_makes_stops_it(dataset: Dataset, tmp_path: Path) -> None:
    corrections(dataset)
    lines = json.loads((dataset.folder / "corrections.yaml").read_text(encoding="utf-8"))
    del lines[0]["table"]
    (dataset.folder / "corrections.yaml").write_text(json.dumps(lines), encoding="utf-8")
    with pytest.raises(TidyError, match=r"a line that nothing asks for \(raw/away\.csv\)"):
        imports.run(dataset, tmp_path)


def test_an_unknown_code_stops_it_before_a_lock_is_written(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "import_module", lambda _: Room(suppressed="SUPP"))
    with pytest.raises(PackageError, match="'SUPP'"):
        imports.run(dataset, tmp_path)
    assert catalogue.locked(dataset) == {}


def test_a_listed_source_must_be_used(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "import_module", lambda _: Room(reads=False))
    with pytest.raises(SourceError, match="not read"):
        imports.run(dataset, tmp_path)
