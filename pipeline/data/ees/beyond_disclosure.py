"""Suppressed figures that a figure in the same row narrows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

import numpy as np

from pipeline.checks.faults import Fault
from pipeline.data.ees.beyond_view import Indicator, View
from pipeline.data.ees.importing_symbols import SUPPRESSED

# The same people counted by head and by hours: who knows one knows nearly the other, however many they are.
HEADS = re.compile(r"headcount|head count|\bheads\b")
HOURS = re.compile(r"full[ _-]?time[ _-]?equivalent|\bfte\b|_fte\b|\bfte_")
# Of other figures of one group a small one is telling: whoever is counted in one may be counted in the other.
SMALL = 5


def narrowed(view: View) -> Iterator[Fault]:
    """A suppressed figure beside one of the same group that is published: an error for heads and hours, else told of if it is small."""
    grouped = [
        indicator for indicator in view.indicators if indicator.group or HEADS.search(indicator.said) or HOURS.search(indicator.said)
    ]
    for hidden, shown in permutations(grouped, 2):
        if hidden.group == shown.group:
            yield from _beside(view, hidden, shown)


def _beside(view: View, hidden: Indicator, shown: Indicator) -> Iterator[Fault]:
    same = any(one.search(hidden.said) and other.search(shown.said) for one, other in ((HEADS, HOURS), (HOURS, HEADS)))
    if not same and (hidden.unit or shown.unit):
        return
    figures = view.numbers(shown.name)
    secret = view.column(hidden.name).is_in(SUPPRESSED)
    with np.errstate(invalid="ignore"):
        telling = secret & (figures > 0) & (np.full(len(view), True) if same else figures <= SMALL)
    for row in np.flatnonzero(telling):
        told = f"{shown.name} suppressed too, which is {figures[row]:g}"
        yield view.fault("disclosure", int(row), hidden.name, "a suppressed figure that one beside it narrows", told, advisory=not same)
