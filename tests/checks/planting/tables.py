"""The tables in which faults are planted: every shape of ours, cut to a few hundred of its rows, and three of the publishers'."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.catalogue.files import read_yaml
from pipeline.checks.declared import KINDS, Entry, Reference, applies, entries
from pipeline.checks.faults import Package, Table
from pipeline.checks.opening import open_any
from pipeline.checks.unities import listed
from tests.checks.planting.ground import Ground, Row, written
from tests.house import ROOT

ROWS = 300
SMALL_BYTES = 100_000
OURS = {
    "absence": ("2006-07", "2018-19", "2023-24", "published"),
    "areas": ("local_authorities", "regions", "former_local_authorities"),
    "attainment": ("2015-16", "2020-21", "2024-25", "published"),
    "characteristics": ("2010-11", "2013-14", "2018-19", "2025-26", "published"),
    "inspections": ("outcomes", "report_cards"),
    "schools": ("schools", "closed", "links"),
    "trusts": ("trusts", "membership", "federation_membership"),
}
# A table whose figures go on from the year before in another one.
BEFORE = {("absence", "2018-19"): "2017-18", ("characteristics", "2018-19"): "2017-18"}
PUBLISHERS = Path(__file__).parent / "tables"
NAMES = [
    *(f"{package}/{table}" for package, tables in OURS.items() for table in tables),
    *(f"published/{path.stem}" for path in sorted(PUBLISHERS.glob("*.csv"))),
]


@cache
def ground(folder: Path, name: str) -> Ground:
    """A table by its package's name and its own, written into the folder as it is right."""
    package, table = name.split("/")
    return _of_ours(folder, package, table) if package in OURS else _of_a_publisher(folder, PUBLISHERS / f"{table}.csv")


@cache
def opened(package: str) -> Package:
    """One of our packages as it is committed."""
    return open_any(ROOT / "datapackages" / package)


def _named(package: Package, name: str) -> Table:
    return next(table for table in package.tables if table.name == name)


@cache
def _read(path: Path) -> tuple[Row, ...]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return tuple(tuple(row) for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def _of_ours(folder: Path, package: str, name: str) -> Ground:
    whole = opened(package)
    table = _named(whole, name)
    rows = _cut(_read(table.path), table)
    names = [field["name"] for field in table.schema["fields"]]
    mine = tuple(entry for entry in entries(whole) if applies(entry, name, names))
    neighbours = [_keys(folder, package, key["reference"]["resource"]) for key in table.schema.get("foreignKeys", [])]
    earlier: tuple[Row, ...] = ()
    if year := BEFORE.get((package, name)):
        before, codes = _named(whole, year), {row[1] for row in rows}
        earlier = tuple(row for row in _read(before.path) if row[1] in codes)
        neighbours.append(_written(folder, before, earlier))
    checks = _without_tables(whole.checks, name, names)
    return Ground(_written(folder, table, rows), rows, mine, checks, tuple(neighbours), _others(folder), _known(table, mine), earlier[1:])


def _of_a_publisher(folder: Path, path: Path) -> Ground:
    schema = read_yaml(path.with_suffix(".yaml"))
    rows = _read(path)
    table = _written(folder, Table(path.stem, path, path.name, schema["schema"], package="published"), rows)
    mine = entries(Package("published", folder, (table,), schema["checks"]))
    return Ground(table, rows, mine, schema["checks"], (), _others(folder), {})


def _cut(rows: tuple[Row, ...], table: Table) -> tuple[Row, ...]:
    """Every nth row; of a table of totals all of some years, so that totals and their parts stay together."""
    if table.package == "absence" and table.name == "published":
        return tuple(row for row in rows if row[3] in ("period", "2016-17", "2017-18") and (row[0] != "local-authority" or row[1] < "E07"))
    return rows[:1] + rows[1 :: max(1, len(rows) // ROWS)]


def _without_tables(checks: Mapping[str, Any], name: str, names: Sequence[str]) -> dict[str, Any]:
    """The checks that hold for one table, as if it were the only one."""
    found: dict[str, Any] = {}
    for rule, raws in checks.items():
        for raw in raws:
            entry: Entry = KINDS[rule](**{**raw, "tables": tuple(raw.get("tables", ()))})
            if applies(entry, name, list(names)):
                found.setdefault(rule, []).append({key: value for key, value in raw.items() if key != "tables"})
    return found


def _written(folder: Path, table: Table, rows: Sequence[Row]) -> Table:
    path = folder / f"{table.package}-{table.name}.csv"
    path.write_bytes(written(rows))
    return replace(table, path=path, compression="")


def _others(folder: Path) -> Callable[[str], Package]:
    def others(package: str) -> Package:
        whole = opened(package)
        return replace(whole, tables=tuple(_small(folder, table) for table in whole.tables), checks={})

    return others


def _small(folder: Path, table: Table) -> Table:
    return table if table.path.stat().st_size < SMALL_BYTES else _keys(folder, table.package, table.name)


@cache
def _keys(folder: Path, package: str, name: str) -> Table:
    """A table's key and nothing else of it: all that others ask of it."""
    table = _named(opened(package), name)
    key = listed(table.schema["primaryKey"])
    places = [_read(table.path)[0].index(field) for field in key]
    fields = [field for field in table.schema["fields"] if field["name"] in key]
    narrow = replace(table, name=name, schema={"fields": fields, "primaryKey": key, "missingValues": [""]}, package=f"keys-{package}")
    return replace(_written(folder, narrow, [tuple(row[place] for place in places) for row in _read(table.path)]), package=package)


def _known(table: Table, mine: Sequence[Entry]) -> dict[str, frozenset[str]]:
    """By field that points to another table's only key: the values that stand there."""
    targets = {
        listed(key["fields"])[0]: (table.package, key["reference"]["resource"], listed(key["reference"]["fields"])[0])
        for key in table.schema.get("foreignKeys", [])
    }
    targets |= {entry.fields[0]: (entry.package, entry.resource, entry.keys[0]) for entry in mine if isinstance(entry, Reference)}
    return {field: _values(*target) for field, target in targets.items()}


def _values(package: str, name: str, field: str) -> frozenset[str]:
    rows = _read(_named(opened(package), name).path)
    place = rows[0].index(field)
    return frozenset(row[place] for row in rows[1:])
