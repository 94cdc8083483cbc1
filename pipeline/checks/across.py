"""Declared checks that look at many rows at once: totals over the rows of a table, and jumps from one period's table to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.checks.batch import Batch
from pipeline.checks.cells import Hashes, Rows, hashes
from pipeline.checks.declared import Jump, Total
from pipeline.checks.faults import Fault, Table
from pipeline.checks.judging import walk
from pipeline.checks.structure import Structure
from pipeline.checks.unities import fetched

# Ten times off, with room for what a total holds and its parts do not.
FAR = 5.0


class Gathered(NamedTuple):
    """One number of each row of a table, with the hash of what it belongs to."""

    keys: Hashes
    values: npt.NDArray[np.float64]
    periods: npt.NDArray[np.str_]
    levels: npt.NDArray[np.str_]
    places: Rows


def total_faults(table: Table, form: Structure, total: Total) -> Iterator[Fault]:
    """Totals of one table that are more than five times, or less than a fifth, of what they are the total of."""
    rows = _gather(table, form, total.within, total.field, "", total.level)
    parts = (rows.levels == total.over) & ~np.isnan(rows.values)
    keys, where = np.unique(rows.keys[parts], return_inverse=True)
    sums = np.bincount(where, rows.values[parts], len(keys))
    totals = np.flatnonzero((rows.levels == total.of) & np.isin(rows.keys, keys) & ~np.isnan(rows.values))
    expected = sums[np.searchsorted(keys, rows.keys[totals])] if len(keys) else np.zeros(0)
    found = rows.values[totals]
    wrong = (expected > 0) & ((found > FAR * expected) | (found < expected / FAR))
    for place, sum_ in zip(rows.places[totals[wrong]].tolist(), expected[wrong].tolist(), strict=True):
        told = f"about {sum_:,.0f}, the sum of {total.over}"
        yield _fault("total-tenfold", told, table, form, place, total.field)


def jump_faults(tables: Sequence[tuple[Table, Structure]], jump: Jump) -> dict[str, list[Fault]]:
    """By table, the rows whose number is more than ``factor`` times the one before (or less than its part), the largest first."""
    gathered = [_gather(table, form, jump.key, jump.field, jump.period) for table, form in tables]
    keys, values, periods = (np.concatenate([each[place] for each in gathered]) for place in range(3))
    owner = np.repeat(np.arange(len(tables)), [len(each.keys) for each in gathered])
    places = np.concatenate([each.places for each in gathered])
    order = np.lexsort((periods, keys))
    before, after = order[:-1], order[1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.maximum(values[after] / values[before], values[before] / values[after])
        far = (keys[before] == keys[after]) & (times > jump.factor) & (np.fmax(values[before], values[after]) >= jump.least)
    hits = np.flatnonzero(far)
    found: dict[str, list[Fault]] = {}
    for hit in hits[np.argsort(-times[hits], kind="stable")].tolist():
        table, form = tables[owner[after[hit]]]
        was = f"{values[before[hit]]:g} in {periods[before[hit]]}, within {jump.factor:g} times"
        fault = _fault("jump", was, table, form, int(places[after[hit]]), jump.field, float(times[hit]))
        found.setdefault(table.name, []).append(fault)
    return found


def _fault(code: str, expected: str, table: Table, form: Structure, place: int, name: str, size: float = 0.0) -> Fault:
    cells = fetched(table, form, np.array([place]))[place]
    number = form.labels.index(name)
    at = int(form.numbers(np.array([place]))[0])
    return Fault(code, "", expected, at, name, number + 1, cells[number], cells, advisory=code == "jump", size=size)


def _gather(table: Table, form: Structure, key: Sequence[str], name: str, period: str = "", level: str = "") -> Gathered:
    parts = [_of(batch, key, name, period, level) for batch in walk(table, form)]
    return Gathered(*(np.concatenate(column) for column in zip(*parts, strict=True))) if parts else _of_nothing()


def _of(batch: Batch, key: Sequence[str], name: str, period: str, level: str) -> Gathered:
    def texts(field: str) -> Any:
        return batch.column(field).array.to_numpy(zero_copy_only=False).astype(str) if field else np.zeros(len(batch), dtype=str)

    places = np.arange(batch.first, batch.first + len(batch), dtype=np.int64)
    return Gathered(hashes([batch.column(each) for each in key]), batch.numbers(name), texts(period), texts(level), places)


def _of_nothing() -> Gathered:
    none = np.zeros(0)
    return Gathered(none.astype(np.uint64), none, none.astype(str), none.astype(str), none.astype(np.int64))
