"""Like with like: a school's figure beside the middle half of its similar schools, and where it stands to them.

The middle half runs from the lower to the upper quartile (linear between order statistics, as numpy and R's type 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[Any]]
DIGITS = 4  # with which quartiles are written, and so read
LEAST = 10  # similar schools with a figure, fewer of which have no middle half worth the name
QUARTILES = (0.25, 0.5, 0.75)
BLOCK = 4096
STANDINGS = ("", "within", "above", "below", "near-above", "near-below", "over", "under")


@dataclass(frozen=True, slots=True)
class Middle:
    """By place: the quartiles of those beside it, NaN where fewer than ten have a figure, and how many have one."""

    low: Numbers
    mid: Numbers
    high: Numbers
    schools: Numbers


def beside(values: Numbers, neighbours: Numbers, column: Numbers) -> Middle:
    """The similar schools' middle half. ``values`` is school by year; ``neighbours`` school by place in the list, -1 for none;
    ``column`` the year in which each school is looked at, -1 for none.
    """
    cuts = np.full((len(QUARTILES), len(neighbours)), np.nan)
    counts = np.zeros(len(neighbours), dtype=int)
    for start in range(0, len(neighbours), BLOCK):
        block = slice(start, start + BLOCK)
        near, year = neighbours[block], column[block, None]
        found = np.where((near >= 0) & (year >= 0), values[near, year], np.nan)
        counts[block] = (~np.isnan(found)).sum(axis=1)
        cuts[:, block] = _quantiles(found, counts[block], np.array(QUARTILES))
    low, mid, high = np.where(counts >= LEAST, cuts, np.nan)
    return Middle(low, mid, high, counts)


def _quantiles(found: Numbers, counts: Numbers, shares: Numbers) -> Numbers:
    """Quantiles of each row over what is known of it, one row a share."""
    ordered = np.sort(found, axis=1)  # what is not known goes last
    at = np.clip(shares[:, None] * (counts - 1), 0, None)
    below = np.floor(at).astype(int)
    above = np.minimum(below + 1, np.maximum(counts - 1, 0))
    rows = np.arange(len(found))
    low, high = ordered[rows, below], ordered[rows, above]
    return np.where(counts > 0, low + (high - low) * (at - below), np.nan)


def grouped(values: Numbers, group: Numbers, groups: int, shares: tuple[float, ...]) -> tuple[Numbers, Numbers]:
    """Quantiles of each group of known values, one row a share; and how many values each has."""
    known = ~np.isnan(values) & (group >= 0)
    order = np.lexsort((values[known], group[known]))
    ordered = np.append(values[known][order], np.nan)
    counts = np.bincount(group[known], minlength=groups)
    start = np.cumsum(counts) - counts
    at = np.clip(np.array(shares)[:, None] * (counts - 1), 0, None)
    below = np.floor(at).astype(int)
    above = np.minimum(below + 1, np.maximum(counts - 1, 0))
    low, high = ordered[start + below], ordered[start + above]
    return np.where(counts > 0, low + (high - low) * (at - below), np.nan), counts


def standing(value: Numbers, low: Numbers, high: Numbers, middle: Middle, decimals: int) -> Numbers:
    """Where each value stands to the middle half, all rounded to the ``decimals`` that a reader is shown; see STANDINGS.

    ``within`` it; wholly ``above`` or ``below`` it, interval and all; ``near-above`` and ``near-below`` if outside, but the interval
    reaches it, so that the two cannot be told apart; ``over`` and ``under`` if outside and no interval is known; "" without a comparison.
    """
    sure = ~np.isnan(low) & ~np.isnan(high)
    compared = ~np.isnan(value) & ~np.isnan(middle.low)
    value, low, high = (_shown(numbers, decimals) for numbers in (value, low, high))
    first, last = (_shown(ends.round(DIGITS), decimals) for ends in (middle.low, middle.high))
    higher, lower = value > last, value < first
    cases = [
        (~compared, ""),
        (~higher & ~lower, "within"),
        (higher & ~sure, "over"),
        (lower & ~sure, "under"),
        (higher & (low > last), "above"),
        (lower & (high < first), "below"),
        (higher, "near-above"),
    ]
    return np.select([condition for condition, _ in cases], [np.array(word, dtype=object) for _, word in cases], default="near-below")


def _shown(numbers: Numbers, decimals: int) -> Numbers:
    """As they are printed: Python's rounding, since numpy's is off where a number is next to half."""
    return np.array([round(number, decimals) for number in numbers.tolist()])
