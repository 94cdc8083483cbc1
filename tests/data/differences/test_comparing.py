"""Two states of a package: every table, entry and file that differs is told, and nothing else."""

from __future__ import annotations

import copy
import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.data.differences import between
from pipeline.errors import CatalogueError, PackageError
from tests.data.differences.two_packages import contract, pair, rewrite
from tests.small_package import FIELDS, SCHEMA, resource


def test_the_same_package_differs_in_nothing(tmp_path: Path) -> None:
    difference = between(*pair(tmp_path))
    assert difference.empty
    assert (difference.package, difference.tables_same) == ("away", 2)


def test_changed_cells_by_column_of_all_tables(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    rewrite(new / "data/2017-18.csv", ("5.0", "5.5"), ("100,c", "101,c"))
    rewrite(new / "data/2018-19.csv.gz", ("6.20", "7.2"))
    columns = between(old, new).by_column()
    assert list(columns) == ["pupils", "away_pct"]
    assert columns["away_pct"][["table", "before", "after", "size"]].to_numpy().tolist() == [
        ["2017-18", "5.0", "5.5", 0.5],
        ["2018-19", "6.20", "7.2", 1.0],
    ]


def test_the_same_cells_in_other_bytes(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    packed = new / "data/2018-19.csv.gz"
    packed.write_bytes(gzip.compress(gzip.decompress(packed.read_bytes()), 1, mtime=7))
    [table] = between(old, new).tables
    assert "the same cells in other bytes" in table.note


def test_a_table_that_only_one_side_has(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    contract(new, resources=[resource("2018-19", packed=True), resource("2019-20")])
    (new / "data/2017-18.csv").rename(new / "data/2019-20.csv")
    tables = {table.name: table for table in between(old, new).tables}
    assert (tables["2019-20"].note, tables["2019-20"].rows_before, len(tables["2019-20"].added)) == ("a new table", None, 2)
    assert (tables["2017-18"].note, tables["2017-18"].rows_after, len(tables["2017-18"].removed)) == ("a table no more", None, 2)


def test_a_package_that_only_one_side_has(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    shutil.rmtree(old)
    for difference in (between(old, new), between(new, old)):
        assert len(difference.tables) == 2
        assert len(difference.files) == 3
    with pytest.raises(PackageError, match="found no package"):
        between(old, tmp_path / "nowhere")


def test_an_entry_of_the_contract_is_told_once_for_all_tables(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    fields: Any = copy.deepcopy(FIELDS)
    fields[5]["constraints"] = {"minimum": 1}
    tables = (resource("2017-18"), resource("2018-19", packed=True))
    changed = [{**table, "schema": {**SCHEMA, "fields": fields}} for table in tables]
    contract(new, resources=changed, version="2")
    entries = [(entry.where, entry.before, entry.after, entry.tables) for entry in between(old, new).contract]
    assert entries == [
        ("schema, fields, pupils, constraints, minimum", "0", "1", ("2017-18", "2018-19")),
        ("datapackage.yaml, version", "1", "2", ()),
    ]


def test_fields_in_another_order_or_gone(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    level, *others, pupils, away = FIELDS
    schema = {**SCHEMA, "fields": [away, *others, level]}
    contract(new, resources=[{**resource("2017-18"), "schema": schema}, resource("2018-19", packed=True)])
    gone, order = between(old, new).contract
    assert (gone.where, json.loads(gone.before), gone.after) == ("schema, fields, pupils", pupils, "not there")
    assert order.where == "schema, fields, order"
    assert (order.before, order.after) == ("level, code, phase, period, la, away_pct", "away_pct, code, phase, period, la, level")


def test_a_lock_tells_which_raw_file_changed(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    for folder, digest in ((old, "0" * 64), (new, "f" * 64)):
        (folder / "lock.yaml").write_text(f"files: [{{raw: raw/away.csv, sha256: '{digest}'}}]\n", encoding="utf-8")
    [entry] = between(old, new).contract
    assert (entry.where, entry.before, entry.after) == ("lock.yaml, files, raw/away.csv, sha256", "0" * 64, "f" * 64)


def test_other_files_are_told(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    (new / "README.md").write_text("# Away again\n", encoding="utf-8")
    (new / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    (new / "measures.yaml").write_text("# a comment\n" + (new / "measures.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (new / ".data-building").mkdir()
    (new / ".data-building/left.csv").write_text("x\n", encoding="utf-8")
    files = between(old, new).files
    assert files[0] == "README.md changed: 7 bytes, now 13"
    assert files[1] == "corrections.yaml added"
    assert files[2].startswith("measures.yaml changed")
    assert len(files) == 3


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    (new / "data/2018-19.csv.gz").write_bytes((new / "data/2018-19.csv.gz").read_bytes()[:-9])
    with pytest.raises(PackageError, match=r"after, data/2018-19.csv.gz: .* expected a table that can be read"):
        between(old, new)
    [table] = between(new, old).tables
    assert table.note.startswith("not comparable: before, data/2018-19.csv.gz")


@pytest.mark.parametrize("content", [b"", b"level,code\nschool\n", b"level,level\nschool,school\n"])
def test_a_table_that_is_none(tmp_path: Path, content: bytes) -> None:
    old, new = pair(tmp_path)
    (new / "data/2017-18.csv").write_bytes(content)
    with pytest.raises(PackageError, match=r"after, data/2017-18\.csv"):
        between(old, new)


@pytest.mark.parametrize("path", ["../../secret.csv", "/data/x.csv"])
def test_a_path_out_of_the_package_is_refused(tmp_path: Path, path: str) -> None:
    old, new = pair(tmp_path)
    contract(new, resources=[{**resource("2017-18"), "path": path}])
    with pytest.raises(PackageError, match="a path inside the package"):
        between(old, new)


@pytest.mark.parametrize("resources", ["none", ["2017-18"], [{"name": "2017-18"}]])
def test_resources_that_are_none_are_told(tmp_path: Path, resources: object) -> None:
    old, new = pair(tmp_path)
    contract(new, resources=resources)
    with pytest.raises(PackageError, match=r"after, datapackage.yaml: found resources that are not readable"):
        between(old, new)


def test_a_broken_contract_is_told(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    (new / "measures.yaml").write_text("- [\n", encoding="utf-8")
    with pytest.raises(CatalogueError):
        between(old, new)
