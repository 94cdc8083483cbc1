"""Frictionless in full: every table, packed or not, whatever its encoding; it says where it stopped."""

from __future__ import annotations

import gc
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest

from pipeline import catalogue, packages
from pipeline.checks.dialects import hold_dialect
from pipeline.checks.faults import Package, Report, Table
from pipeline.checks.frictionless_judge import judge_in_full
from pipeline.errors import CatalogueError
from tests.checks.reports_at_hand import LABELS, PLANTED, RIGHT, SCHEMA, table_of

SAMPLE = Path(__file__).parent.parent / "sample" / "datapackages"


def judged(*tables: Table, **how: Any) -> Report:
    return judge_in_full(Package("package", tables[0].path.parent, tables), **how)


def test_what_is_right_is_valid(tmp_path: Path) -> None:
    table = table_of(tmp_path, RIGHT, package="package")
    report = judged(table)
    (task,) = report.tasks
    assert report.valid
    assert (task.name, task.path, task.package, task.rows, task.labels) == ("places", "data/places.csv", "package", 2, LABELS)
    assert (task.bytes, task.sha256) == (table.path.stat().st_size, hashlib.sha256(table.path.read_bytes()).hexdigest())


def test_it_is_what_frictionless_says_of_the_file_as_it_stands(tmp_path: Path) -> None:
    table = table_of(tmp_path, PLANTED["all at once"])
    schema = {**SCHEMA, "$schema": "https://datapackage.org/profiles/2.0/tableschema.json"}
    schema["fields"] = [
        {**field, "missingValues": ["z", "x"]} if field["name"] == "share_pct" else {"missingValues": [""], **field}
        for field in SCHEMA["fields"]
    ]
    schema["missingValues"] = [""]
    resource = {"name": "t", "path": "table.csv", "schema": schema, "dialect": {"delimiter": ","}}
    told = frictionless.Resource.from_descriptor(resource, basepath=str(tmp_path)).validate()
    assert [fault.message for fault in judged(table).tasks[0].faults] == [error.message for error in told.task.errors]


@pytest.mark.parametrize(("compression", "pack"), [("", bytes), ("gz", gzip.compress)])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_table_may_be_packed_and_in_any_encoding(compression: str, pack: Callable[[bytes], bytes], encoding: str, tmp_path: Path) -> None:
    table = table_of(tmp_path, "100001,x,z,,crêche\n", encoding=encoding, compression=compression)
    table.path.write_bytes(pack(table.path.read_text(encoding="utf-8").encode(encoding)))
    (task,) = judged(table).tasks
    assert [(fault.code, fault.row, fault.cell) for fault in task.faults] == [("type-error", 2, "x"), ("constraint-error", 2, "crêche")]
    gc.collect()


def test_a_byte_of_another_encoding_is_told_beside_the_other_tables(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    wrong = replace(table_of(tmp_path, "", encoding="cp1252"), name="wrong")
    wrong.path.write_bytes(b"urn\nx\x81\n")
    first, second = judged(wrong, table_of(tmp_path / "other", RIGHT)).tasks
    assert [fault.code for fault in first.faults] == ["encoding-error"]
    assert (first.errors, second.errors, second.rows) == (1, 0, 2)


def test_no_delimiter_is_guessed(tmp_path: Path) -> None:
    table = replace(table_of(tmp_path, "a;b\nc;d\n", "x;y"), schema={"fields": [{"name": "x;y", "type": "string"}]})
    assert judged(table).valid


def test_a_quote_may_be_text(tmp_path: Path) -> None:
    table = replace(table_of(tmp_path, '"a,b\n', "x,y", dialect={"quoteChar": None}), schema={"fields": [{"name": "x"}, {"name": "y"}]})
    (task,) = judged(table).tasks
    assert (task.errors, task.rows) == (0, 1)


@pytest.mark.parametrize("key", ["delimiter", "quoteChar", "escapeChar"])
def test_it_too_refuses_a_sign_of_two(tmp_path: Path, key: str) -> None:
    told = judged(table_of(tmp_path, RIGHT, dialect={key: '""'}))
    assert not told.valid
    assert "must be a 1-character string" in told.tasks[0].faults[0].note
    with pytest.raises(CatalogueError, match=key):
        hold_dialect("here", {key: '""'})


def test_it_says_where_it_stopped(tmp_path: Path) -> None:
    (task,) = judged(table_of(tmp_path, "x,1,1,,\n" * 20), limit=5).tasks
    assert (task.errors, task.warnings, task.rows) == (5, 1, 3)
    assert [(fault.code, fault.message) for fault in task.faults if fault.advisory] == [("error-limit", "reached error limit: 5")]
    assert judged(table_of(tmp_path, "x,1,1,,\n" * 20), limit=0).tasks[0].rows == 20


def with_key(table: Table, name: str, **reference: str) -> Table:
    key = {"fields": ["urn"], "reference": {"fields": ["urn"], **reference}}
    return replace(table, name=name, schema={**SCHEMA, "foreignKeys": [key]})


def test_keys_are_followed_within_the_package_and_not_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = table_of(tmp_path / "other", RIGHT)
    here = with_key(table_of(tmp_path, "100009,1,1,,\n"), "here", resource="places")
    assert [fault.code for fault in judged(other, here).tasks[1].faults] == ["foreign-key"]
    assert judged(other, with_key(here, "here", resource="elsewhere")).valid


def test_a_schema_that_is_none_is_a_fault_of_the_package(tmp_path: Path) -> None:
    table = replace(table_of(tmp_path, RIGHT), schema={"fields": [{"name": "urn", "type": "string", "constraints": {"minimum": 1}}]})
    report = judged(table)
    assert not report.valid
    assert "minimum" in report.tasks[0].faults[0].note


def test_a_broken_packed_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="broken packed file"):
        judged(table_of(tmp_path, RIGHT, compression="gz"))


def test_the_sample_is_valid_and_a_slip_in_its_descriptor_is_told() -> None:
    package = packages.as_package(catalogue.load_one(SAMPLE / "areas"))
    assert judge_in_full(package).valid
    altered = replace(package, descriptor={**package.descriptor, "licenses": "none"})
    assert "licenses" in judge_in_full(altered).tasks[0].faults[0].note
