"""Faults planted in real tables: not 98 in 100 but all are found, each at its place, and no alarm is false in the tables as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
PLANTED, OF_KINDS, IN_TABLES = 1000, 40, 20
# What is told without making a table invalid: all else must be an error.
ADVISORIES = {"jump", "byte-order-mark", "disclosure"}
IN_ONE_CELL = numbers.KINDS.keys() | texts.KINDS.keys() | meaning.KINDS.keys()


class Outcome(NamedTuple):
    """The kind of a planted fault, whether it was found, and how many other rows are said to be wrong."""

    kind: str
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
        return Outcome(kind, REFUSED in fault.codes, 0)
    rows = {found.row for found in faults if not found.advisory} - {fault.row}
    return Outcome(kind, any(is_it(found, fault) for found in faults), len(rows))


def test_a_thousand_faults_of_forty_kinds_in_twenty_tables_are_planted(folder: Path) -> None:
    planted = [(kind, name) for name in NAMES for kind, _ in plantings(ground(folder, name))]
    kinds, tables = ({pair[place] for pair in planted} for place in (0, 1))
    assert len(planted) >= PLANTED
    assert len(kinds) >= OF_KINDS
    assert len(tables) >= IN_TABLES
    assert KINDS.keys() - kinds == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_one_of_them_is_found(folder: Path, name: str) -> None:
    table = ground(folder, name)
    outcomes = [outcome(kind, table, folder / "planted", fault) for kind, fault in plantings(table)]
    assert [each.kind for each in outcomes if not each.found] == []
    assert [each for each in outcomes if each.kind in IN_ONE_CELL and each.others] == []


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
