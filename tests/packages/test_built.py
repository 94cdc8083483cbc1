"""What visitors download: the same rows as CSV and as Parquet, with every reason."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from pathlib import Path

import pytest

from pipeline import catalogue, packages
from pipeline.errors import PackageError
from tests.small_package import write_package


def _built(tmp_path: Path) -> Path:
    dataset = catalogue.load_one(write_package(tmp_path))
    frame = packages.read(dataset)["2018-19"]
    schema = dataset.descriptor["resources"][1]["schema"]
    packages.write_built(dataset, {"away": frame}, {"away": schema}, tmp_path / "built" / "away")
    return tmp_path / "built"


def test_csv_keeps_numbers_and_reasons(tmp_path: Path) -> None:
    content = gzip.decompress((_built(tmp_path) / "away/away.csv.gz").read_bytes()).decode()
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["pupils"], row["away_pct"]) for row in rows] == [("210", "6.2"), ("x", "low")]


def test_parquet_keeps_reasons_in_their_own_columns(tmp_path: Path) -> None:
    frame = packages.read_built(_built(tmp_path), "away", "away")
    assert frame["away_pct__reason"].tolist() == ["", "low"]


def test_the_descriptor_names_what_is_there(tmp_path: Path) -> None:
    folder = _built(tmp_path) / "away"
    resource = json.loads((folder / "datapackage.json").read_text())["resources"][0]
    content = (folder / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_a_table_that_was_not_built_is_missed(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no such file"):
        packages.read_built(tmp_path, "away", "away")
