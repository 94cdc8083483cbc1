"""What every kind of chart shares: years on the axis, figures as they are printed, and the words that stand in cells."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

MINUS = "\N{MINUS SIGN}"
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
HALF = 0.5  # of a year: between two points


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a table, as the templates give them.

    ``reasons`` a missing figure's reason in a cell, by its letter; ``nothing`` for a year in which others have a figure and
    this place has no row; ``gap`` for years in which nobody has;
    ``under`` before an earlier number; ``status`` a figure's standing as it is to be shown.
    """

    year: str
    here: str
    unit: str
    interval: str
    schools: str
    missing: str
    nothing: str
    gap: str
    to: str
    under: str
    reasons: Mapping[str, str]
    status: Mapping[str, str]


@cache
def year(period: str) -> int:
    """The calendar year in which an academic year begins: 2018 of ``2018-19``."""
    return int(period[:4])


@cache
def printed_period(period: str) -> str:
    """``2018/19`` of ``2018-19``."""
    return period.replace("-", "/")


@lru_cache(maxsize=200_000)
def printed(value: float, decimals: int) -> str:
    """A figure with thousands commas, a true minus sign and as many decimals as its measure has."""
    text = f"{value:,.{decimals}f}"
    if text.strip("-0.,") == "":
        return text.lstrip("-")
    return text.replace("-", MINUS)


@cache
def periods_between(first: str, last: str) -> list[str]:
    """Every academic year from one to the other, both counted; to be read, not altered."""
    return [period_of(start) for start in range(year(first), year(last) + 1)]


@cache
def period_of(start: int) -> str:
    """``2018-19`` of 2018."""
    return f"{start}-{(start + 1) % 100:02d}"


def runs(periods: list[str], chosen: list[bool]) -> list[tuple[str, str]]:
    """First and last of each run of chosen years."""
    if True not in chosen:
        return []
    pairs = groupby(zip(periods, chosen, strict=True), key=itemgetter(1))
    found = [[period for period, _ in run] for is_chosen, run in pairs if is_chosen]
    return [(run[0], run[-1]) for run in found]


def edges(values: Iterable[float]) -> list[float]:
    """Three round numbers, evenly apart, about these values: they part a map's areas into four classes, the outer two open."""
    known = list(values)
    low, high = min(known), max(known)
    rough = (high - low) / 2 or 1.0
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(times * scale for times in NICE if times * scale >= rough)
    middle = round((low + high) / 2 / step) * step
    return [round(middle + step * by, 6) for by in (-1, 0, 1)]
