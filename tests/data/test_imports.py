"""The import writes tables and lock together, and stops before either when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data import imports
from pipeline.data.sources import Raw
from pipeline.errors import PackageError, SourceError
from pipeline.model import Dataset
from tests.small_package import descriptor, resource, write_package

RAW = b"URN,NOR,PCT\n100001,210,6.2%\n100002,190,SUPP\n"


class Room:
    """A dataset's room that reads its one file and spoils the reason if told to."""

    def __init__(self, suppressed: str = "c", reads: bool = True) -> None:
        self.suppressed, self.reads = suppressed, reads

    def tidy(self, raw: Raw) -> dict[str, pd.DataFrame]:
        if self.reads:
            raw.csv("raw/away.csv")
        rows = [
            ("school", "100002", "primary", "2018-19", "", "190", self.suppressed),
            ("school", "100001", "primary", "2018-19", "", "210", "6.2"),
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


def test_an_altered_raw_file_stops_it(dataset: Dataset, tmp_path: Path) -> None:
    imports.run(dataset, tmp_path)
    (tmp_path / "raw/away.csv").write_bytes(RAW.replace(b"6.2", b"6.3"))
    with pytest.raises(SourceError, match="as locked"):
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
