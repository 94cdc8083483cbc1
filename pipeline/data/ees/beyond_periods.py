"""Time: periods that have not come, and figures that leap from one period to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.checks.faults import Fault
from pipeline.data.ees.beyond_ranges import is_count
from pipeline.data.ees.beyond_view import Indicator, Rows, View
from pipeline.data.ees.vocabulary import UNITS

FORECAST = re.compile(r"project(?:ed|ion)|forecast|predict|planned|plans?\b|scenario|estimat", re.IGNORECASE)
# The Department projects the number of pupils a dozen years ahead; nobody projects a generation.
AHEAD = 30

# A figure that grows or shrinks so much is worth a look, unless it is a small one, which leaps of itself.
LEAP, SMALL = 3.0, 100.0
MOST_LISTED = 100
PLACES_LISTED = ("National", "Regional", "Local authority", "Local authority district")


@dataclass(frozen=True, slots=True)
class Leap:
    """A figure so many times that (``before``) of an earlier row, or as small a part of it."""

    row: int
    earlier: int
    name: str
    before: float
    size: float


def future(view: View) -> Iterator[Fault]:
    """Periods that begin after the year in which the data set is looked at. One that says it forecasts is only told of."""
    column = view.column("time_period")
    foreseen = _forecasts(view)
    for text in column.texts:
        begins = int(text[:4]) if re.fullmatch(r"[0-9]{4}(?:[0-9]{2})?", text) else 0
        if begins > view.year:
            row = int(np.flatnonzero(column.is_in((text,)))[0])
            advisory = foreseen and begins <= view.year + AHEAD
            yield view.fault("future-period", row, "time_period", "a period that has not come", f"one by {view.year}", advisory=advisory)


def _forecasts(view: View) -> bool:
    texts = [text for name in ("col_name", "label") if name in view.pair.meta for text in view.pair.meta[name].tolist()]
    items = [text for name in view.filters for text in view.column(name).texts[:50]]
    return any(FORECAST.search(text) for text in (view.pair.data_path.name.replace("_", " "), *texts, *items))


def jumps(view: View) -> Iterator[Fault]:
    """Counts of places above schools that grew or shrank to a third from one period to the next: advisories, the largest first."""
    if not view.has("time_period", "geographic_level"):
        return
    order = _in_time(view)
    found = [leap for indicator in view.indicators if is_count(indicator) for leap in _leaps(view, indicator, order)]
    for place, leap in enumerate(sorted(found, key=lambda leap: -leap.size)[:MOST_LISTED]):
        total = f", the largest of {len(found):,}" if place == 0 and len(found) > MOST_LISTED else ""
        told = f"between a third and three times the {leap.before:g} of {view.cell(leap.earlier, 'time_period')}"
        message = f"a leap since the period before{total}"
        yield view.fault("jump", leap.row, leap.name, message, told, advisory=True, size=leap.size)


def _in_time(view: View) -> tuple[Rows, Rows]:
    """The rows of the places listed by what they are of and then by time, and what each is of."""
    same = view.ids([*(name for name in view.names if name in UNITS and name != "time_period"), *view.breakdowns])
    column = view.column("time_period")
    places = {text: place for place, text in enumerate(sorted(column.texts))}
    ranks = np.array([places[text] for text in column.texts])[column.codes]
    rows = np.flatnonzero(view.column("geographic_level").is_in(PLACES_LISTED))
    ordered = rows[np.lexsort((ranks[rows], same[rows]))]
    return ordered, same[ordered]


def _leaps(view: View, indicator: Indicator, order: tuple[Rows, Rows]) -> Iterator[Leap]:
    rows, same = order
    numbers = view.numbers(indicator.name)[rows]
    before, after = numbers[:-1], numbers[1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.maximum(after / before, before / after)
        leapt = (same[1:] == same[:-1]) & (np.fmax(before, after) >= SMALL) & (size > LEAP) & (before > 0) & (after > 0)
    for place in np.flatnonzero(leapt):
        yield Leap(int(rows[place + 1]), int(rows[place]), indicator.name, float(before[place]), float(size[place]))
