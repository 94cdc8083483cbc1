"""Declared checks that look at many rows at once: totals over the rows of a table, and jumps from one period's table to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pipeline.checks.batch import Batch
from pipeline.checks.cells import Hashes, Numbers, Rows, hashes
from pipeline.checks.declared import Jump, Total
from pipeline.checks.faults import Fault, Table
from pipeline.checks.findings import KEPT
from pipeline.checks.judging import fields_of, walk
from pipeline.checks.structure import Structure
from pipeline.checks.unities import fetched

# Ten times off, with room for what a total holds and its parts do not.
FAR = 5.0
LETTERS = 100


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
    told = [f"about {sum_:,.0f}, the sum of {total.over}" for sum_ in expected[wrong].tolist()]
    yield from _faults("total-tenfold", table, form, total.field, rows.places[totals[wrong]], told)


def jump_faults(tables: Sequence[tuple[Table, Structure]], jump: Jump) -> dict[str, tuple[int, Iterator[Fault]]]:
    """By table, how many rows have a number more than ``factor`` times the one before (or less than its part), and the largest of them."""
    if not tables:
        return {}
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
    hits = hits[np.argsort(-times[hits], kind="stable")]
    found: dict[str, tuple[int, Iterator[Fault]]] = {}
    for number, (table, form) in enumerate(tables):
        mine = hits[owner[after[hits]] == number]
        kept = mine[:KEPT]
        was = zip(values[before[kept]].tolist(), periods[before[kept]].tolist(), strict=True)
        told = [f"{value:g} in {period}, within {jump.factor:g} times" for value, period in was]
        found[table.name] = len(mine), _faults("jump", table, form, jump.field, places[after[kept]], told, times[kept])
    return found


def _faults(
    code: str, table: Table, form: Structure, name: str, places: Rows, told: Sequence[str], sizes: Numbers | None = None
) -> Iterator[Fault]:
    """A fault for each of those places, whose rows are read again in one go."""
    rows = fetched(table, form, np.sort(places))
    number = [field["name"] for field in fields_of(table, form.labels)].index(name) if len(places) else 0
    lines = form.numbers(places).tolist()
    for order, (place, line) in enumerate(zip(places.tolist(), lines, strict=True)):
        cells, size = rows[place], float(sizes[order]) if sizes is not None else 0.0
        yield Fault(code, "", told[order], line, name, number + 1, cells[number], cells, advisory=code == "jump", size=size)


def _gather(table: Table, form: Structure, key: Sequence[str], name: str, period: str = "", level: str = "") -> Gathered:
    parts = [_of(batch, key, name, period, level) for batch in walk(table, form)]
    return Gathered(*(np.concatenate(column) for column in zip(*parts, strict=True))) if parts else _of_nothing()


def _of(batch: Batch, key: Sequence[str], name: str, period: str, level: str) -> Gathered:
    def texts(field: str) -> Any:
        # An array of numpy's gives each text the room of the longest: no level or period is longer than this.
        return pc.utf8_slice_codeunits(batch.column(field).array, 0, LETTERS).to_numpy(zero_copy_only=False).astype(str) if field else none

    none = np.zeros(len(batch), dtype=str)
    places = np.arange(batch.first, batch.first + len(batch), dtype=np.int64)
    return Gathered(hashes([batch.column(each) for each in key]), batch.numbers(name), texts(period), texts(level), places)


def _of_nothing() -> Gathered:
    none = np.zeros(0)
    return Gathered(none.astype(np.uint64), none, none.astype(str), none.astype(str), none.astype(np.int64))
