"""Frictionless in full over every row: slow, and the word that counts in tests and releases."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from frictionless import Package as FrictionlessPackage
from frictionless import Report as FrictionlessReport
from frictionless import ReportTask
from frictionless.exception import FrictionlessException

from pipeline.checks.faults import Fault, Package, Report, Table, Task
from pipeline.checks.frictionless_words import as_fault, plain_schema
from pipeline.checks.unpacking import UTF_8, plain_name, unpacked

DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
# What a dialect does not say Frictionless would guess from the first rows.
DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False, "header": True}
# Frictionless cannot read a table in which nothing quotes, but one in which this quotes: no text holds it.
NO_QUOTE = "\x1f"
LIMIT = 1000


def judge_in_full(package: Package, limit: int = LIMIT) -> Report:
    """What Frictionless finds in all tables of a package; it stops in a table after ``limit`` errors (0: never) and then says so.

    Keys that point out of the package are not followed. Raises CatalogueError for a packed file that is broken or swells.
    """
    found, broken = _validated({**package.descriptor, "name": package.name}, package.tables, limit)
    whole = [as_fault(error, {}) for error in found.errors]
    if whole:
        return Report((Task(package.name, str(package.folder.name), tuple(whole), len(whole), package=package.name),))
    told = {task.name: task for task in found.tasks}
    return Report(tuple(broken[table.name] if table.name in broken else _task(table, told[table.name]) for table in package.tables))


def _validated(descriptor: Mapping[str, Any], tables: Sequence[Table], limit: int) -> tuple[FrictionlessReport, dict[str, Task]]:
    """Frictionless's report, and the tables that cannot be handed to it. It is handed plain copies: packed files it leaves open."""
    broken: dict[str, Task] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, table in enumerate(tables):
            try:
                _copy(table, folder / f"{number}.csv")
            except UnicodeDecodeError as error:
                broken[table.name] = _undecoded(table, error)
        names = [table.name for table in tables if table.name not in broken]
        resources = [_resource(table, f"{number}.csv", names) for number, table in enumerate(tables) if table.name in names]
        whole = {"$schema": DATA_PACKAGE, **descriptor, "resources": resources}
        if not resources:
            return FrictionlessReport.from_validation(), broken
        try:
            return FrictionlessPackage.from_descriptor(whole, basepath=name).validate(limit_errors=limit), broken
        except FrictionlessException as error:
            return FrictionlessReport.from_validation(errors=error.to_errors()), broken


def _copy(table: Table, path: Path) -> None:
    with unpacked(table) as source, path.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def _resource(table: Table, path: str, names: Sequence[str]) -> dict[str, Any]:
    schema = plain_schema(table.schema)
    keys = [key for key in schema.get("foreignKeys", ()) if key["reference"].get("resource", "") in ("", table.name, *names)]
    dialect = {**DIALECT, **table.dialect, "quoteChar": table.dialect.get("quoteChar", '"') or NO_QUOTE}
    # Other encodings come out of their unpacking as UTF-8.
    encoding = table.encoding if plain_name(table.encoding) in UTF_8 else "utf-8"
    form = {"type": "table", "scheme": "file", "format": "csv", "encoding": encoding}
    return {"name": table.name, "path": path, **form, "dialect": dialect, "schema": {**schema, "foreignKeys": keys}}


def _task(table: Table, found: ReportTask) -> Task:
    faults = [as_fault(error, table.schema) for error in found.errors]
    stopped = [Fault("error-limit", words, "fewer errors", advisory=True) for words in found.warnings]
    task = replace(_file(table), faults=(*faults, *stopped), errors=len(faults), warnings=len(stopped), labels=tuple(found.labels))
    return replace(task, rows=found.stats.get("rows", 0), seconds=found.stats["seconds"])


def _undecoded(table: Table, error: UnicodeDecodeError) -> Task:
    message = f"byte {error.start} (counted from 0) is not {table.encoding}: {error.reason}"
    fault = Fault("encoding-error", message, f"{table.encoding}, as the descriptor says")
    return replace(_file(table), faults=(fault,), errors=1)


def _file(table: Table) -> Task:
    with table.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Task(table.name, table.place, bytes=table.path.stat().st_size, sha256=digest, package=table.package)
