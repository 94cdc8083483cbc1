"""Wholes and their parts: the items of a filter beside its total, the places of one level beside those of the level above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.data.ees.beyond_view import Mask, Numbers, Rows, View
from pipeline.data.ees.importing_symbols import SUPPRESSED
from pipeline.data.ees.vocabulary import TOTALS, UNITS

TIMES = ("time_period", "time_identifier")
# Each level with one that it is made of, and the column that says to which place of it a part belongs.
NESTED: tuple[tuple[str, str, str], ...] = (
    ("National", "Regional", ""),
    ("National", "Local authority", ""),
    ("Regional", "Local authority", "region_code"),
    ("Local authority", "School", "new_la_code"),
    ("Local authority", "Local authority district", "new_la_code"),
)
# London is a region, or its two halves are; a file that has all three has it twice.
LONDON, HALVES = "E12000007", ("E13000001", "E13000002")


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Rows that are wholes, rows that are parts, and ``of``: a number for each row, the same for a whole and its parts.

    ``items`` names the parts, where they are items of a filter.
    """

    whole: Rows
    parts: Rows
    of: Rows
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """The wholes of a family that stand alone with two parts or more, beside what their parts add to.

    One entry a whole: its row, its figure, the sum and number of the parts that have a figure, the parts that have none, those of them
    that are suppressed, and the greatest part with its row.
    """

    row: Rows
    whole: Numbers
    total: Numbers
    count: Rows
    lacking: Rows
    suppressed: Rows
    hidden: Rows
    greatest: Numbers
    at: Rows


def families(view: View) -> Iterator[Family]:
    """All families of a data set that have both wholes and parts."""
    for family in (*_of_filters(view), *_of_levels(view)):
        if len(family.whole) and len(family.parts):
            yield family


def _of_filters(view: View) -> Iterator[Family]:
    apart = [name for name in view.described if name not in (*TIMES, *view.breakdowns)]
    for name, group in view.filters.items():
        items = view.column(name)
        total = items.is_in(TOTALS)
        # What groups a filter's items differs between whole and parts, and may itself be a filter.
        others = [*TIMES, *(unit for unit in apart if unit in UNITS), *(other for other in view.breakdowns if other not in (name, group))]
        of = view.ids(others)
        groups = view.column(group)
        for number in range(len(groups.texts)):
            parts = np.flatnonzero(~total & (groups.codes == number))
            texts = frozenset(items.texts[code] for code in np.unique(items.codes[parts]))
            yield Family(np.flatnonzero(total), parts, of, texts)


def _of_levels(view: View) -> Iterator[Family]:
    level = view.column("geographic_level")
    for above, below, belongs in NESTED:
        if belongs and not view.has(belongs):
            continue
        of = view.ids([*TIMES, *view.breakdowns, *([belongs] if belongs else [])])
        yield Family(np.flatnonzero(level.is_in((above,))), np.flatnonzero(level.is_in((below,)) & ~_second_london(view, below)), of)


def _second_london(view: View, level: str) -> Mask:
    region = view.column("region_code")
    return region.is_in(HALVES) & (level == "Regional" and LONDON in region.texts)


def added(view: View, family: Family, name: str) -> Added:
    """An indicator's wholes of a family, beside what their parts add to."""
    of, parts = family.of, family.parts
    size = int(of.max(initial=0)) + 1
    figures = view.numbers(name)[parts]
    known = ~np.isnan(figures)
    secret = view.column(name).is_in(SUPPRESSED)[parts]
    wholes = family.whole[np.bincount(of[family.whole], minlength=size)[of[family.whole]] == 1]
    wholes = wholes[np.bincount(of[parts], minlength=size)[of[wholes]] >= 2]
    here = of[wholes]
    ordered = parts[np.argsort(np.where(known, figures, -np.inf), kind="stable")]
    at, hidden = np.zeros(size, np.int64), np.zeros(size, np.int64)
    at[of[ordered]] = ordered
    hidden[of[parts[secret]]] = parts[secret]
    total = np.bincount(of[parts[known]], weights=figures[known], minlength=size)[here]
    count, lacking, suppressed = (np.bincount(of[parts[mask]], minlength=size)[here] for mask in (known, ~known, secret))
    numbers = view.numbers(name)
    return Added(wholes, numbers[wholes], total, count, lacking, suppressed, hidden[here], numbers[at[here]], at[here])
