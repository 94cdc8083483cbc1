"""Tables are written, checked and read so that nothing is lost and nothing wrong gets through."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.checks.frictionless_judge import judge_in_full
from pipeline.errors import PackageError
from tests.small_package import HEADER, ROWS, write_package


def test_reading_keeps_every_reason_beside_its_value(tmp_path: Path) -> None:
    read = packages.read(catalogue.load_one(write_package(tmp_path)))
    later = read["2018-19"]
    assert later["away_pct"].tolist()[0] == 6.2
    assert pd.isna(later["away_pct"][1])
    assert later["away_pct__reason"][1] == "low"
    assert later["pupils__reason"].tolist() == ["", "x"]
    assert read["2017-18"]["away_pct__reason"].tolist() == ["", "c"]


def test_writing_gives_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    dataset = catalogue.load_one(write_package(tmp_path))
    before = {path.name: path.read_bytes() for path in (dataset.folder / "data").iterdir()}
    frames = {name: packages.read_text(dataset, name)[::-1] for name in ROWS}
    with pytest.raises(PackageError, match=r"csv\.gz above 1 MB"):
        packages.write(dataset, frames)
    (dataset.folder / "data/2018-19.csv.gz").unlink()
    dataset.descriptor["resources"][1]["path"] = "data/2018-19.csv"
    packages.write(dataset, frames)
    assert (dataset.folder / "data/2017-18.csv").read_bytes() == before["2017-18.csv"]
    assert (dataset.folder / "data/2018-19.csv").read_bytes() == gzip.decompress(before["2018-19.csv.gz"])


def test_writing_wants_every_declared_table(tmp_path: Path) -> None:
    dataset = catalogue.load_one(write_package(tmp_path))
    with pytest.raises(PackageError, match="2018-19"):
        packages.write(dataset, {"2017-18": packages.read_text(dataset, "2017-18")})


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("school,100001,primary,2017-18,E09000001,200,5.0", "a second"),
        ("school,100003,primary,2017-18,E09000001,200,SUPP", "'SUPP'"),
        ("school,100003,primary,2017-18,E09000001,200,", "''"),
        ("school,100003,primary,2017-18,E09000001,200,NaN", "'NaN'"),
        ("school,100003,primary,2017-18,E09000001,٣,5", "'٣'"),
        ("school,100003,primary,2017-18,E09000001,1_000,5", "'1_000'"),
        ("school,100003,primary,2017-18,E09000001,-1,5", "'-1'"),
        ("school,100003,primary,2017-18,E09000001,200,100.1", "'100.1'"),
        ("trust,100003,primary,2017-18,E09000001,200,5", "'trust'"),
        ("school,1003,primary,2017-18,E09000001,200,5", "'1003'"),
        ("school,100003,,2017-18,E09000001,200,5", "''"),
        ("school,100003,primary,2017-18,E09000001,200", "Expected 7 columns, got 6"),
        ("school,100003,primary,2017-18,E09000001,200,5,6", "Expected 7 columns, got 8"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, row: str, found: str) -> None:
    folder = write_package(tmp_path)
    (folder / "data/2017-18.csv").write_text("\n".join([HEADER, *ROWS["2017-18"], row, ""]))
    with pytest.raises(PackageError, match=found):
        packages.read(catalogue.load_one(folder))


def test_the_row_is_counted_as_an_editor_counts_it(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    (folder / "data/2017-18.csv").write_text("\n".join([HEADER, *ROWS["2017-18"], "school,100003,primary,2017-18,,1,bad", ""]))
    with pytest.raises(PackageError, match="away_pct, row 4: found 'bad'"):
        packages.read(catalogue.load_one(folder))


def test_files_that_are_not_what_they_should_be(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    table = folder / "data/2017-18.csv"
    table.write_bytes(table.read_bytes().replace(b"primary", b"prim\xe9ry", 1))
    with pytest.raises(PackageError, match="byte 61: found 0xe9"):
        packages.read(catalogue.load_one(folder))
    table.write_text(HEADER.replace("pupils,", "") + "\n")
    with pytest.raises(PackageError, match="header"):
        packages.read(catalogue.load_one(folder))
    table.unlink()
    with pytest.raises(PackageError, match="no such file"):
        packages.read(catalogue.load_one(folder))


def test_a_broken_gzip_is_refused(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    packed = folder / "data/2018-19.csv.gz"
    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(PackageError, match="gzip"):
        packages.read(catalogue.load_one(folder))


def test_frictionless_agrees(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    assert judge_in_full(packages.as_package(catalogue.load_one(folder))).valid
    (folder / "data/2017-18.csv").write_text("\n".join([HEADER, *ROWS["2017-18"], "school,100003,primary,2017-18,,1,SUPP", ""]))
    (task, _) = judge_in_full(packages.as_package(catalogue.load_one(folder))).tasks
    assert [fault.cell for fault in task.faults] == ["SUPP"]
