"""The figures of one measure as arrays in order of place and year: the latest of each, and up to three years taken together.

A place here is a school's unbroken line, or an area or trust in one phase group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.data.methods.intervals import Z, wilson
from pipeline.model import Measure
from pipeline.packages import reason_column

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Figures:
    """One entry a place and year, in their order: ``place`` its number, ``row`` the table's row, ``year`` 2018 for 2018-19."""

    measure: Measure
    place: Numbers
    row: Numbers
    year: Numbers
    value: Numbers
    low: Numbers
    high: Numbers
    pupils: Numbers
    weight: Numbers


@dataclass(frozen=True, slots=True)
class Pooled:
    """By place: the years taken together, the interval, the first year and how many; NaN and 0 where there are fewer than two."""

    value: Numbers
    low: Numbers
    high: Numbers
    first: Numbers
    years: Numbers


def figures(table: pd.DataFrame, measure: Measure, place: Numbers, year: Numbers) -> Figures:
    """The measure's figures out of a measure table; ``place`` (-1: not wanted) and ``year`` run along its rows."""
    rows = np.flatnonzero(place >= 0)
    order = rows[np.lexsort((year[rows], place[rows]))]
    names = (measure.column, measure.low, measure.high, measure.pupils, measure.rollup.weight or measure.rollup.denominator)
    columns = [_floats(table, name)[order] for name in names]
    return Figures(measure, place[order], order, year[order], *columns)


def reasons(table: pd.DataFrame, found: Figures) -> Numbers:
    """The reason of each figure's absence, "" where there is one."""
    return table[reason_column(found.measure.column)].astype(object).to_numpy()[found.row]


def latest(found: Figures, places: int) -> Numbers:
    """By place the number of its last entry with a value; -1 if there is none."""
    last = np.full(places, -1)
    known = np.flatnonzero(~np.isnan(found.value))
    last[found.place[known]] = known  # the later of two assignments stands, and years come in order
    return last


def pooled(found: Figures, until: Numbers, places: int, since: Numbers | None = None, least: int = 2) -> Pooled:
    """Up to the measure's ``pool`` years that end with the year ``until`` of each place (0: none), not across a break.

    Each year counts by its pupils where all of them are known, else by the weight of the measure's roll-up, else all alike. The interval:
    Wilson's of the pooled share with all the pupils; or, of published intervals, the root of the summed squares of the weighted standard
    errors (high - low) / 2z, years taken as independent. ``since`` is the earliest year by place,
    ``least`` the fewest years that make a pool.
    """
    first = until - found.measure.pool + 1 if since is None else np.maximum(until - found.measure.pool + 1, since)
    breaks = np.array(sorted(int(item.period[:4]) for item in found.measure.breaks))
    for start in breaks:
        first = np.where(until >= start, np.maximum(first, start), first)
    chosen = ~np.isnan(found.value) & (found.year >= first[found.place]) & (found.year <= until[found.place])
    place, value = found.place[chosen], found.value[chosen]
    weight = _weights(found, chosen, places)
    total = np.bincount(place, weight, places)
    years = np.bincount(place, minlength=places)
    enough = years >= least
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(enough, np.bincount(place, weight * value, places) / total, np.nan)
    low, high = _interval(found, chosen, weight, mean, places)
    begin = np.full(places, 9999)
    np.minimum.at(begin, place, found.year[chosen])
    return Pooled(mean, low, high, np.where(enough, begin, 0), np.where(enough, years, 0))


def _weights(found: Figures, chosen: Numbers, places: int) -> Numbers:
    """What each chosen year counts for: the first of pupils, weight and 1 that is known for all the years of its place."""
    place = found.place[chosen]
    weights = np.ones(len(place))
    for known in (found.weight[chosen], found.pupils[chosen]):
        whole = np.bincount(place[~(known > 0)], minlength=places) == 0
        weights = np.where(whole[place], known, weights)
    return weights


def _interval(found: Figures, chosen: Numbers, weight: Numbers, mean: Numbers, places: int) -> tuple[Numbers, Numbers]:
    place, method = found.place[chosen], found.measure.interval.method
    nothing = np.full(places, np.nan)
    if method == "wilson":
        pupils = np.bincount(place, found.pupils[chosen], places)  # NaN where one is not known
        return wilson(mean, pupils)
    if method == "published":
        error = (found.high[chosen] - found.low[chosen]) / (2 * Z)
        with np.errstate(invalid="ignore", divide="ignore"):
            half = Z * np.sqrt(np.bincount(place, (weight * error) ** 2, places)) / np.bincount(place, weight, places)
        return mean - half, mean + half
    return nothing, nothing


def _floats(table: pd.DataFrame, column: str) -> Numbers:
    if not column or column not in table:
        return np.full(len(table), np.nan)
    return table[column].to_numpy(dtype=float, na_value=np.nan)
