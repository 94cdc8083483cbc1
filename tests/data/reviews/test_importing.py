"""The import of a review: tables, notes and lock in the place of the old, or nothing."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipeline.__main__ import main
from pipeline.catalogue import read_yaml
from pipeline.catalogue.reviews import FOLDER, load_package
from pipeline.data.reviews.importing import noted, run
from pipeline.errors import SourceError, TidyError
from pipeline.evidence import Note
from tests.conftest import SAMPLE
from tests.reviews_at_hand import COMMITTED, change, register

CALENDARS = "school-calendars"
RAW = "evidence/studies/konstantopoulos2011.csv"
TEXT = "district,school,study,year,yi,vi\n11,1,1,1976,-0.18,0.118\n11,2,2,1976,4,0.1\n"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = register(tmp_path / "packages", CALENDARS)
    (folder / FOLDER / CALENDARS / "lock.yaml").unlink()
    raw = tmp_path / "raw" / RAW
    raw.parent.mkdir(parents=True)
    raw.write_text(TEXT, encoding="utf-8")
    return folder


def test_the_verb_imports_a_review_with_its_notes_and_a_lock(packages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = packages / FOLDER / CALENDARS
    change(folder / "review.yaml", "notes: []", 'notes: [{effects: ["00002"], note: As printed.}]')
    arguments = ["import", f"{FOLDER}/{CALENDARS}", "--datapackages", str(packages), "--from", str(packages.parent / "raw")]
    assert main(arguments) == 0
    assert "school-calendars: this import against what was here" in capsys.readouterr().out
    table = pd.read_csv(folder / "effects.csv", dtype="str", keep_default_na=False)
    assert list(table["note"]) == ["", "As printed."]
    assert [entry["raw"] for entry in read_yaml(folder / "lock.yaml")["files"]] == [RAW]
    (packages.parent / "raw" / RAW).write_text(TEXT + "11,3,3,1976,0,0.1\n", encoding="utf-8")
    assert main(arguments) == 1
    assert "as locked" in capsys.readouterr().err


def test_nothing_is_replaced_when_a_file_is_missing(packages: Path) -> None:
    folder = packages / FOLDER / CALENDARS
    before = (folder / "effects.csv").read_bytes()
    shutil.rmtree(packages.parent / "raw")
    with pytest.raises(SourceError, match="no such file"):
        run(load_package(folder), packages.parent / "raw")
    assert (folder / "effects.csv").read_bytes() == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["retractions.yaml", CALENDARS]


def test_a_note_of_no_effect_and_a_package_without_a_room_are_refused(packages: Path) -> None:
    table = {"effects": pd.DataFrame({"effect_id": ["1"], "note": [""]}, dtype="str")}
    with pytest.raises(TidyError, match="the effect 2"):
        noted(table, (Note(("2",), "x"),))
    (packages / FOLDER / CALENDARS).rename(packages / FOLDER / "unknown")
    change(packages / FOLDER / "unknown/datapackage.yaml", "name: school-calendars", "name: unknown")
    with pytest.raises(TidyError, match="no room"):
        run(load_package(packages / FOLDER / "unknown"), packages)


def test_a_source_that_the_room_does_not_read_is_refused(packages: Path) -> None:
    contract = packages / FOLDER / CALENDARS / "datapackage.yaml"
    change(contract, "sources:\n", "sources:\n  - {title: More, publisher: Who, raw: more.csv}\n")
    with pytest.raises(SourceError, match=r"more\.csv listed but not read"):
        run(load_package(contract.parent), packages.parent / "raw")


def test_the_samples_reviews_are_those_of_the_register() -> None:
    sample = Path("tests/sample/datapackages") / FOLDER
    for path in sorted(sample.rglob("*.*")):
        if path.is_file() and path.suffix != ".gz":
            assert path.read_bytes() == (COMMITTED / FOLDER / path.relative_to(sample)).read_bytes(), path


def test_the_samples_findings_are_some_of_the_registers() -> None:
    name = Path(FOLDER) / "what-works-clearinghouse/findings.csv.gz"
    some, every = (gzip.decompress((folder / name).read_bytes()).splitlines() for folder in (SAMPLE, COMMITTED))
    assert len(some) > 200
    assert set(some) < set(every)
