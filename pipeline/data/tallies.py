"""The arithmetic of roll-ups: what each row brings to a figure, and what the rows of a group come to together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.model import REASONS, Measure, Rollup
from pipeline.packages import reason_column

# Weakest first: a group without a figure takes the strongest reason of its rows. "Not applicable" only if it is so for all of them.
STRENGTH = ("z", "x", "low", "u", "c")
# Four digits more than are shown: as the publisher prints areas, and shown figures that are rounded once more stay right.
EXTRA_DIGITS = 4
LARGEST = 2.0**61

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What each row brings: the figure of a group is the sum of ``top`` over the sum of ``bottom``, of the rows in ``used``.

    ``missing`` marks the rows whose figure ought to count and is not known; ``strength`` their reason's place in STRENGTH.
    """

    top: Numbers
    bottom: Numbers
    used: Numbers
    missing: Numbers
    strength: Numbers
    digits: int


def parts(table: pd.DataFrame, measure: Measure) -> Parts:
    """The parts of a rolled-up measure; where a period has none of the counts that its rule needs, those of ``otherwise``."""
    top, bottom, used = _by_rule(table, measure.column, measure.rollup)
    strength = _strength(table, measure.column)
    missing = ~used & (strength != STRENGTH.index("z"))
    return Parts(np.where(used, top, 0.0), np.where(used, bottom, 0.0), used, missing, strength, measure.decimals + EXTRA_DIGITS)


def count_parts(table: pd.DataFrame, column: str) -> Parts:
    """The parts of a count, which is added up over the rows where it is known."""
    values, known = _known(table, column)
    return Parts(values, known.astype(float), known, ~known, _strength(table, column), 0)


def _by_rule(table: pd.DataFrame, column: str, rule: Rollup) -> tuple[Numbers, Numbers, Numbers]:
    """Top, bottom and which rows count: those with both parts known and something below the line."""
    if rule.method == "sum":
        top, used = _known(table, column)
        bottom = np.ones_like(top)
    elif rule.method == "ratio":
        (top, known), (bottom, weighty) = _known(table, rule.numerator), _known(table, rule.denominator)
        top, used = top * rule.per, known & weighty & (bottom > 0)
    else:
        (values, known), (bottom, weighty) = _known(table, column), _known(table, rule.weight)
        top, used = values * bottom, known & weighty & (bottom > 0)
    if rule.otherwise is None:
        return top, bottom, used
    return _or_otherwise(table, column, rule.otherwise, (top, bottom, used))


def _or_otherwise(
    table: pd.DataFrame, column: str, rule: Rollup, first: tuple[Numbers, Numbers, Numbers]
) -> tuple[Numbers, Numbers, Numbers]:
    second = _by_rule(table, column, rule)
    counted = table["period"].isin(table["period"][first[2]].unique()).to_numpy()
    top, bottom, used = (np.where(counted, ours, theirs) for ours, theirs in zip(first, second, strict=True))
    return top, bottom, used.astype(bool)


def _known(table: pd.DataFrame, column: str) -> tuple[Numbers, Numbers]:
    """Values with 0 where there is none, and where there is one."""
    values = table[column].to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(values)
    return np.where(known, values, 0.0), known


def _strength(table: pd.DataFrame, column: str) -> Numbers:
    """Each row's reason as its place in STRENGTH; a row that has a value, or no reason to tell, stands as "x"."""
    name = reason_column(column)
    if name not in table:
        return np.full(len(table), STRENGTH.index("x"))
    places = np.array([STRENGTH.index("x"), *(STRENGTH.index(reason) for reason in REASONS)])
    found: Numbers = places[pd.Categorical(table[name], categories=["", *REASONS]).codes]
    return found


def total(given: Parts, rows: Numbers, group: Numbers, groups: int, ratio: bool) -> tuple[Numbers, Numbers]:
    """The figure of each group (NaN where no row of it counts) and its reason ("" where there is a figure).

    ``rows`` are places in the table, ``group`` the number of the group that each belongs to.
    """
    top = np.bincount(group, given.top[rows], groups)
    bottom = np.bincount(group, given.bottom[rows], groups)
    strongest = np.zeros(groups, dtype=int)
    np.maximum.at(strongest, group, given.strength[rows])
    empty = bottom == 0
    below = np.where(empty, 1.0, bottom) if ratio else np.ones(groups)
    figures = np.where(empty, np.nan, half_up(top, below, given.digits))
    return figures, np.where(empty, np.array(STRENGTH)[strongest], "")


def half_up(top: Numbers, bottom: Numbers, digits: int) -> Numbers:
    """``top / bottom`` rounded half up: exact for whole numbers, which is what a publisher's own counts are."""
    scale = 10**digits
    whole = np.concatenate([top, bottom])
    if (whole == np.rint(whole)).all() and np.abs(whole).max(initial=0) * 2 * scale < LARGEST:
        above, below = top.astype("int64"), bottom.astype("int64")
        rounded: Numbers = (2 * above * scale + below) // (2 * below) / scale
    else:
        rounded = np.floor(top / bottom * scale + 0.5) / scale
    return rounded


def tally(flags: Numbers, rows: Numbers, group: Numbers, groups: int) -> Numbers:
    """How many rows of each group are flagged."""
    return np.bincount(group[flags[rows]], minlength=groups)
