"""Which faults are shown where not all can be: some of every table and of every kind, so that no flood hides the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, zip_longest

from pipeline.checks.faults import Fault, Report, Task

# Within one row Frictionless tells of its cells first, one by one, then of the row.
RANKS = {"extra-cell": 1, "missing-cell": 2, "blank-row": 3, "unique-error": 4, "primary-key": 5, "foreign-key": 6}


def first_of_each(report: Report, limit: int) -> tuple[tuple[Fault, ...], ...]:
    """For each task the faults that are shown, ``limit`` in all: errors in their order, then advisories, the largest first.

    Errors come before advisories; among them, each table and each code has its turn until the limit is reached.
    """
    ordered = [in_order(task) for task in report.tasks]
    errors, advisories = _groups(ordered, advisory=False), _groups(ordered, advisory=True)
    chosen = set(islice(chain(_in_turn(errors), _in_turn(advisories)), limit))
    return tuple(tuple(fault for place, fault in enumerate(faults) if (task, place) in chosen) for task, faults in enumerate(ordered))


def in_order(task: Task) -> tuple[Fault, ...]:
    """Errors in Frictionless's order, then advisories by size."""
    errors = sorted((fault for fault in task.faults if not fault.advisory), key=_rank)
    return (*errors, *sorted((fault for fault in task.faults if fault.advisory), key=lambda fault: -fault.size))


def _rank(fault: Fault) -> tuple[int, int, int]:
    return fault.row or 0, RANKS.get(fault.code, 0), fault.field_number or 0


def _groups(ordered: Iterable[tuple[Fault, ...]], advisory: bool) -> list[list[tuple[int, int]]]:
    """The places (task, fault) of each code of each task."""
    groups: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for task, faults in enumerate(ordered):
        for place, fault in enumerate(faults):
            if fault.advisory == advisory:
                groups.setdefault((task, fault.code), []).append((task, place))
    return list(groups.values())


def _in_turn(groups: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """The first of each group, then the second of each, and so on."""
    return (place for turn in zip_longest(*groups) for place in turn if place is not None)
