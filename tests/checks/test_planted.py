"""Faults planted in real tables: all are found, each at its place, and there is no false alarm in the tables as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from pipeline.checks.examining import examine
from pipeline.checks.faults import Fault, Package, Task
from pipeline.errors import CatalogueError
from tests.checks.planting import KINDS, meaning, numbers, texts
from tests.checks.planting.files import REFUSED
from tests.checks.planting.ground import Ground, Planted
from tests.checks.planting.tables import NAMES, OURS, ground, opened

YEAR = 2026
PLANTED, OF_KINDS, IN_TABLES, FOUND = 1000, 40, 20, 0.98
# What is told without making a table invalid: all else must be an error.
ADVISORIES = {"jump", "byte-order-mark", "disclosure"}
IN_ONE_CELL = numbers.KINDS.keys() | texts.KINDS.keys() | meaning.KINDS.keys()


class Outcome(NamedTuple):
    """A planted fault, its kind and table, whether it was found, and how many other rows were found fault with."""

    kind: str
    table: str
    found: bool
    others: int


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("grounds")


def plantings(table: Ground) -> Iterator[tuple[str, Planted]]:
    """A fault of each kind that can be planted in a table, always the same ones."""
    for kind, plant in KINDS.items():
        if fault := plant(Random(f"{kind} in {table.name}"), table):
            yield kind, fault


def told(table: Ground, folder: Path, fault: Planted) -> Task:
    """What the checks say of the table with the fault in it. Raises CatalogueError for a file that they refuse."""
    folder.mkdir(exist_ok=True)
    path = folder / table.table.path.name
    path.write_bytes(fault.content)
    planted = replace(table.table, path=path, compression=fault.compression)
    return examine(Package(planted.package, folder, (planted, *table.neighbours), table.checks), YEAR, table.others).tasks[0]


def is_it(found: Fault, fault: Planted) -> bool:
    """Whether what was found is what was planted, where it was planted, and as grave."""
    there = fault.row in (None, found.row) and fault.field in ("", found.field)
    return there and found.code in fault.codes and (found.code in ADVISORIES or not found.advisory)


def outcome(kind: str, table: Ground, folder: Path, fault: Planted) -> Outcome:
    """What became of a planted fault."""
    try:
        faults = told(table, folder, fault).faults
    except CatalogueError:
        return Outcome(kind, table.name, REFUSED in fault.codes, 0)
    rows = {found.row for found in faults if not found.advisory} - {fault.row}
    return Outcome(kind, table.name, any(is_it(found, fault) for found in faults), len(rows))


@cache
def outcomes(folder: Path) -> list[Outcome]:
    """All plantings in all tables."""
    tables = [ground(folder, name) for name in NAMES]
    return [outcome(kind, table, folder / "planted", fault) for table in tables for kind, fault in plantings(table)]


def test_a_thousand_faults_of_forty_kinds_in_twenty_tables_are_found(folder: Path) -> None:
    planted = outcomes(folder)
    assert len(planted) >= PLANTED
    assert len({each.kind for each in planted}) >= OF_KINDS
    assert len({each.table for each in planted}) >= IN_TABLES
    assert sum(each.found for each in planted) / len(planted) >= FOUND


def test_none_of_them_is_missed(folder: Path) -> None:
    assert Counter((each.kind, each.table) for each in outcomes(folder) if not each.found) == {}


def test_each_kind_is_planted_somewhere(folder: Path) -> None:
    assert KINDS.keys() - {each.kind for each in outcomes(folder)} == set()


def test_a_fault_in_one_cell_throws_no_blame_on_other_rows(folder: Path) -> None:
    assert [each for each in outcomes(folder) if each.kind in IN_ONE_CELL and each.others] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_alarm_is_raised_where_nothing_was_planted(folder: Path, name: str) -> None:
    table = ground(folder, name)
    assert [fault for fault in told(table, folder / "right", right(table)).faults if not fault.advisory] == []


def right(table: Ground) -> Planted:
    """Nothing planted: the file as it is."""
    return Planted(table.table.path.read_bytes(), frozenset())


@pytest.mark.parametrize("name", OURS)
def test_no_alarm_is_raised_in_our_packages_as_they_are_committed(name: str) -> None:
    report = examine(opened(name), YEAR, opened)
    assert [(task.name, task.errors) for task in report.tasks if task.errors] == []
