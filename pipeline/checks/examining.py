"""A whole package: each table by itself, then what its tables, and those of other packages, say of one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.checks.across import jump_faults, total_faults
from pipeline.checks.declared import BeginsWith, Entry, Forecast, Jump, OneName, Reference, Total, chosen, entries
from pipeline.checks.faults import Package, Report, Table
from pipeline.checks.judging import Judged, judge
from pipeline.checks.keys import Known
from pipeline.checks.meaning import Rule, rules
from pipeline.checks.prefixes import prefix_rule
from pipeline.checks.sums import AddsUp, Share
from pipeline.checks.unities import Unities, known, listed, referred
from pipeline.errors import CatalogueError

URN_NAME = re.compile(r"(?:school_)?urn", re.IGNORECASE)
SCHOOL_NAME = re.compile(r"(?:school_?|sch|establishment_?)?name", re.IGNORECASE)


def examine(package: Package, year: int, others: Callable[[str], Package], digests: bool = True) -> Report:
    """Judge all tables of a package; periods after ``year`` are in the future, ``others`` gives a package that a check refers to.

    The report has the sha256 of the files unless ``digests`` is False.

    Raises CatalogueError for checks, schemas or references that cannot be used.
    """
    declared = entries(package)
    judged = [_judge(package, table, declared, year, others) for table in package.tables]
    for each in judged:
        for entry in chosen(declared, each.table.schema, each.table.name):
            if isinstance(entry, Total) and each.form.readable:
                for fault in total_faults(each.table, each.form, entry):
                    each.findings.add(fault)
    for entry in declared:
        if isinstance(entry, Jump):
            _jumps(judged, entry)
    return Report(tuple(each.task(digests) for each in judged))


def _judge(package: Package, table: Table, declared: tuple[Entry, ...], year: int, others: Callable[[str], Package]) -> Judged:
    mine = chosen(declared, table.schema, table.name)
    forecasts = frozenset(entry.field for entry in mine if isinstance(entry, Forecast))
    fields = list(table.schema.get("fields", []))
    asked: list[Rule] = [*rules(fields, year, forecasts), *(entry for entry in mine if isinstance(entry, AddsUp | Share))]
    asked += [prefix_rule(entry, _table(others(entry.package), entry.resource)) for entry in mine if isinstance(entry, BeginsWith)]
    references = [*_foreign_keys(package, table), *(_reference(entry, others) for entry in mine if isinstance(entry, Reference))]
    names = {(entry.key, entry.name) for entry in mine if isinstance(entry, OneName)} | set(_school_names(fields, table.schema))
    return judge(table, asked, Unities(table, sorted(names), references))


def _school_names(fields: list[Mapping[str, Any]], schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A URN and a school's name in one table, unless the URN is the key and so cannot have two."""
    urns = [field["name"] for field in fields if URN_NAME.fullmatch(field["name"])]
    names = [field["name"] for field in fields if SCHOOL_NAME.fullmatch(field["name"])]
    if urns and names and listed(schema.get("primaryKey")) != urns[:1]:
        yield urns[0], names[0]


def _foreign_keys(package: Package, table: Table) -> Iterator[tuple[tuple[str, ...], Known, str]]:
    for key in table.schema.get("foreignKeys", []):
        reference = key["reference"]
        target = _table(package, reference.get("resource") or table.name)
        yield tuple(listed(key["fields"])), *_known(target, listed(reference["fields"]))


def _reference(entry: Reference, others: Callable[[str], Package]) -> tuple[tuple[str, ...], Known, str]:
    return tuple(entry.fields), *_known(_table(others(entry.package), entry.resource), entry.keys)


def _known(target: Table, fields: list[str]) -> tuple[Known, str]:
    return known(target, referred(target, fields), fields), f"a key of {target.package or target.place}, {target.name}: {', '.join(fields)}"


def _table(package: Package, name: str) -> Table:
    for table in package.tables:
        if table.name == name:
            return table
    raise CatalogueError(f"{package.name}, reference", f"table {name!r}", f"one of {', '.join(table.name for table in package.tables)}")


def _jumps(judged: list[Judged], entry: Jump) -> None:
    asked = [each for each in judged if each.form.readable and entry in chosen((entry,), each.table.schema, each.table.name)]
    found = jump_faults([(each.table, each.form) for each in asked], entry)
    for each in asked:
        count, faults = found[each.table.name]
        each.findings.add_all("jump", count, faults)
