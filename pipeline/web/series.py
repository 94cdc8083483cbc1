"""Series out of built measure tables. Columns stay arrays, sorted once; a place is a slice of them.

Grain: one Series a place, measure and phase group; a school has one phase, whatever it was called in other years.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pipeline import packages
from pipeline.model import Dataset, Measure, Place, Point, Series

ANY_PHASE = ""
KEY = ("level", "code", "phase", "period")


class Tables:
    """The tables of every package that has measures."""

    def __init__(self, built: Path, datasets: Mapping[str, Dataset]) -> None:
        """Read them. Raises PackageError."""
        shown = {name: dataset.measures for name, dataset in datasets.items() if dataset.measures}
        with ThreadPoolExecutor() as threads:
            tables = threads.map(lambda name: Table(_read(built, name, shown[name])), shown)
            self._tables = dict(zip(shown, tables, strict=True))

    def series(self, place: Place, measure: Measure, phase: str) -> Series | None:
        """The place's points, oldest first; None if the table has no row of it. A school is found by ``ANY_PHASE`` alone."""
        points = self._tables[measure.package].points(measure, place.level, place.code, phase)
        return Series(place, measure, phase, points) if points else None

    def newest(self, measure: Measure, of_schools: bool = False) -> str:
        """The latest period in which the measure has a figure anywhere in England, be it of a school alone."""
        return self._tables[measure.package].newest(measure.column, of_schools)

    def has(self, urn: str, measure: Measure) -> bool:
        """Whether the measure's table has a row of the school."""
        return self._tables[measure.package].has(urn)

    def has_schools(self, measure: Measure) -> bool:
        """Whether the measure's table has a row of any school, or areas alone."""
        return self._tables[measure.package].has_schools


def _read(built: Path, package: str, measures: tuple[Measure, ...]) -> pd.DataFrame:
    """The key and what the measures name; the other columns would fill half the memory."""
    of_one = attrgetter("column", "low", "high", "pupils", "status", "rollup.weight")
    columns = {name for measure in measures for name in of_one(measure)}
    beside = {f"{name}{ending}" for name in columns for ending in ("__reason", "_schools", "_missing")}
    frame = packages.read_built(built, package, package)
    return frame[[name for name in frame if name in {*KEY, *columns, *beside}]].copy()


class Table:
    """One wide table as arrays in order of place and period."""

    def __init__(self, frame: pd.DataFrame) -> None:
        phase = np.where(frame["level"].to_numpy() == "school", ANY_PHASE, frame["phase"].astype(object).to_numpy())
        group, keys = _groups(frame["level"], frame["code"], pd.Series(phase, index=frame.index))
        period, periods = pd.factorize(frame["period"].astype(object), sort=True)
        self._periods: list[str] = list(periods)
        order = np.lexsort((period, group))
        self._frame = frame
        self._names = frozenset(frame.columns)
        self._newest: dict[tuple[str, bool], str] = {}
        self._order = order
        self._period = period[order]
        sizes = np.bincount(group, minlength=len(keys))
        ends = np.cumsum(sizes).tolist()
        self._slices = {key: slice(end - size, end) for key, end, size in zip(keys, ends, sizes.tolist(), strict=True)}
        self._columns: dict[str, Any] = {}
        self.has_schools = any(level == "school" for level, _, _ in keys)

    def points(self, measure: Measure, level: str, code: str, phase: str) -> tuple[Point, ...]:
        """The points of one place and phase; empty if there is no row."""
        rows = self._slices.get((level, code, phase))
        if rows is None:
            return ()
        periods = self._periods
        return tuple(
            map(
                Point,
                [periods[period] for period in self._period[rows].tolist()],
                self._numbers(measure.column, rows),
                self._words(f"{measure.column}__reason", rows),
                self._numbers(measure.low, rows),
                self._numbers(measure.high, rows),
                self._numbers(measure.pupils, rows),
                self._numbers(f"{measure.column}_schools", rows),
                self._numbers(f"{measure.column}_missing", rows),
                self._words(measure.status, rows),
            )
        )

    def has(self, urn: str) -> bool:
        """Whether there is a row of the school."""
        return ("school", urn, ANY_PHASE) in self._slices

    def newest(self, column: str, of_schools: bool) -> str:
        """The latest period with a figure in ``column``, of a school alone if ``of_schools``; "" if there is none."""
        key = column, of_schools
        if key not in self._newest:
            wanted = ~np.isnan(self._column(column))
            if of_schools:
                wanted &= (self._frame["level"] == "school").to_numpy()[self._order]
            there = self._period[wanted]
            self._newest[key] = self._periods[there.max()] if there.size else ""
        return self._newest[key]

    def _numbers(self, name: str, rows: slice) -> Any:
        if name not in self._names:
            return repeat(None)
        return [None if value != value else value for value in self._column(name)[rows].tolist()]

    def _words(self, name: str, rows: slice) -> Any:
        if name not in self._names:
            return repeat("")
        codes, words = self._column(name)
        return [words[code] for code in codes[rows].tolist()]

    def _column(self, name: str) -> Any:
        """A number column as floats, a text column as codes and words; in the table's order, made once."""
        if name not in self._columns:
            column = self._frame[name]
            if pd.api.types.is_numeric_dtype(column):
                self._columns[name] = column.to_numpy(dtype=float)[self._order]
            else:
                words = column.astype("category").cat
                self._columns[name] = (words.codes.to_numpy()[self._order], [*words.categories, ""])
        return self._columns[name]


def _groups(*columns: pd.Series[Any]) -> tuple[Any, list[tuple[str, ...]]]:
    """A number for each row, the same for the same cells, and by number the cells."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        codes, words = pd.factorize(column.astype(object))
        numbers = numbers * len(words) + codes
    found, first, group = np.unique(numbers, return_index=True, return_inverse=True)
    cells = [column.iloc[first].astype(object).tolist() for column in columns]
    return group, list(zip(*cells, strict=True)) if len(found) else []
