"""Figures that cannot be: counts below nought, shares below nought or above a hundred in every hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import numpy as np

from pipeline.checks.faults import Fault
from pipeline.checks.meaning import COUNT_NAME
from pipeline.data.ees.beyond_view import Indicator, Mask, Numbers, Rows, View
from pipeline.data.ees.vocabulary import UNITS

PERCENT = "%"
WHOLE = 100
TIMES = {"time_period", "time_identifier"}

COUNTED = re.compile(
    r"\b(?:number|count|headcount|pupils?|students?|children|schools?|teachers?|enrolments?|sessions?|applications?|offers?|starts"
    r"|achievements|cohort|staff|absentees)\b"
)
# What may well be below nought: how far something is from something else.
SIGNED = re.compile(
    r"change|differ|growth|increase|decrease|reduction|\bnet\b|gap|variance|balance|surplus|deficit|score|progress|added|p8"
)
# Rates of what may happen to one pupil more than once, and of what is measured against something other than its own whole.
OVER_A_HUNDRED = re.compile(
    r"change|differ|growth|increase|gap|variance|excl|suspen|turnover|ratio|index|progress|\bper \d|take-?up|coverage"
)
SHARE = re.compile(r"percentage of|proportion of|share of|per ?cent of")

# A figure that is out of range the way that its neighbours are was modelled or defined so, and is no slip: in the Department's own
# test data half of a college's figures are fractions below nought. So it is only told of, where it has at least so many neighbours
# at its place and as many of them as not are out of range too, or where so many figures of the whole column are, and such a share.
# At a place with fewer figures there is nothing to tell by but the rest of its level, of which a share must be out of range too:
# in other test data of the Department's the only district and one of nine schools have fewer schools than none.
NEIGHBOURS, AS_MANY = 4, 0.5
MANY, SHARE_OF_COLUMN = 10, 0.0001
# What is said to be percentages and is mostly more than a hundred is something else, which is one fault of the metadata.
MOST_OF_COLUMN = 0.5
SHARE_OF_LEVEL = 0.1


def negative(view: View) -> Iterator[Fault]:
    """Figures below nought of what is counted; of others where hardly any is."""
    for indicator in view.indicators:
        numbers = view.numbers(indicator.name)
        wrong = numbers < 0
        if indicator.unit == PERCENT or not wrong.any() or SIGNED.search(indicator.said):
            continue
        meant = systematic(view, indicator, wrong)
        counted = is_count(indicator)
        for row in np.flatnonzero(wrong if counted else wrong & ~meant):
            advisory = not counted or bool(meant[row])
            yield _told(view, "negative-count", int(row), indicator, "a figure below nought", "nought or more", advisory)


def is_count(indicator: Indicator) -> bool:
    """Whether the indicator says that it counts something."""
    return not indicator.unit and bool(COUNT_NAME.fullmatch(indicator.name.lower()) or COUNTED.search(indicator.said))


def out_of_range(view: View) -> Iterator[Fault]:
    """Percentages below nought or above a hundred."""
    for indicator in view.indicators:
        if indicator.unit != PERCENT:
            continue
        numbers = view.numbers(indicator.name)
        above = numbers > WHOLE
        if above.sum() > MOST_OF_COLUMN * len(view) and not OVER_A_HUNDRED.search(indicator.said):
            message = "a column of percentages that are none"
            yield _told(view, "out-of-range-percent", int(np.argmax(above)), indicator, message, "0 to 100, or another unit", False)
            continue
        tell = partial(_percentages, view, indicator)
        yield from tell(above, bool(OVER_A_HUNDRED.search(indicator.said) and not SHARE.search(indicator.said)))
        yield from tell(numbers < 0, bool(SIGNED.search(indicator.said)))


def _percentages(view: View, indicator: Indicator, wrong: Mask, may_be: bool) -> Iterator[Fault]:
    if not wrong.any():
        return
    meant = systematic(view, indicator, wrong)
    for row in np.flatnonzero(wrong & ~meant if may_be else wrong):
        yield _told(view, "out-of-range-percent", int(row), indicator, "no share of a whole", "0 to 100", may_be or bool(meant[row]))


def systematic(view: View, indicator: Indicator, wrong: Mask) -> Mask:
    """Which rows are ``wrong`` together with as many of their neighbours as not, or with many of the whole column."""
    figures = ~np.isnan(view.numbers(indicator.name))
    if wrong.sum() >= MANY and wrong.sum() >= SHARE_OF_COLUMN * figures.sum():
        return wrong
    place = view.ids(name for name in view.names if name in UNITS and name not in TIMES)
    known, shared = _share(place, figures, wrong)
    _, of_level = _share(view.ids(["geographic_level"]), figures, wrong)
    found: Mask = wrong & np.where(known >= NEIGHBOURS, shared >= AS_MANY, of_level >= SHARE_OF_LEVEL)
    return found


def _share(of: Rows, figures: Mask, wrong: Mask) -> tuple[Rows, Numbers]:
    """For each row, how many figures there are of the same, and what share of them is wrong."""
    there, out = np.bincount(of[figures], minlength=len(of)), np.bincount(of[wrong], minlength=len(of))
    return there[of], (out / np.maximum(there, 1))[of]


def _told(view: View, code: str, row: int, indicator: Indicator, message: str, expected: str, advisory: bool) -> Fault:
    return view.fault(code, row, indicator.name, message, expected, advisory=advisory, size=abs(float(view.numbers(indicator.name)[row])))
