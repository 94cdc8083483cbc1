"""The verb as a person gives it. What it accepts and refuses is held in tests/data/fetching."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from pipeline.__main__ import main
from tests.reviews_at_hand import register
from tests.small_package import write_package

RAW = b"a,b\n1,2\n"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = write_package(tmp_path / "datapackages")
    entry = {"raw": "raw/away.csv", "publisher": "Nobody", "period": "", "sha256": hashlib.sha256(RAW).hexdigest(), "bytes": len(RAW)}
    (folder / "lock.yaml").write_text(yaml.safe_dump({"files": [{**entry, "accessed": "2026-11-22"}]}))
    return folder.parent


def fetch(packages: Path, *arguments: object) -> int:
    return main(["fetch", "--datapackages", str(packages), "--to", str(packages.parent / "got"), *map(str, arguments)])


def test_a_folder_is_as_good_as_a_publisher(packages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = packages.parent / "files" / "raw"
    source.mkdir(parents=True)
    (source / "away.csv").write_bytes(RAW)
    assert fetch(packages, "away", "--from", source.parent) == 0
    assert (packages.parent / "got/raw/away.csv").read_bytes() == RAW
    assert "away, raw/away.csv: copied" in capsys.readouterr().out


def test_another_file_under_its_name_is_refused_in_one_line(packages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = packages.parent / "files" / "raw"
    source.mkdir(parents=True)
    (source / "away.csv").write_bytes(RAW.replace(b"1", b"7"))
    assert fetch(packages, "--from", source.parent) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (packages.parent / "got/raw/away.csv").exists()


def test_a_file_without_an_address_is_told_of(packages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(packages) == 1
    assert "its address is not known; ask Nobody for it" in capsys.readouterr().out


def test_a_review_of_the_register_is_fetched_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = register(tmp_path / "datapackages", "school-calendars")
    assert fetch(folder, "evidence/school-calendars", "--from", tmp_path) == 1
    assert "evidence/school-calendars, evidence/studies/konstantopoulos2011.csv: it is not in that folder" in capsys.readouterr().out
