"""Funnels: how far from England a school's figure would lie by chance alone, for each size that a school has.

Grain: ``funnels`` one row a measure and phase of the school; ``funnel_limits`` one a measure, phase and size; ``funnel_schools`` one a
measure, phase and school of today's register. All schools of a funnel stand in one year: the newest in which the size of most is known.

Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005), 1185-1202. Limits are
his, not widened for over-dispersion: that there is more between schools than chance is the thing to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.data.methods import figures
from pipeline.data.methods.figures import Figures, Numbers
from pipeline.data.methods.funnel_limits import WIDER, binomial, dispersion
from pipeline.data.methods.intervals import Z
from pipeline.data.methods.likeness import DIGITS
from pipeline.data.methods.scorecard import Places, Schools, periods
from pipeline.model import Measure

LEAST = 10  # schools, as of similar schools: fewer make no funnel
MOST = 0.5  # of the schools with a figure must have a size, lest a few of them stand for all
LINES = ("low_998", "low_95", "high_95", "high_998")
UNTOLD = "z"  # a figure that does not apply: no school to be looked for


@dataclass(frozen=True, slots=True)
class Dots:
    """The schools of one measure, phase and year: ``size`` is pupils, or half the published interval's width; NaN where not known."""

    measure: Measure
    phase: str
    year: int
    code: Numbers
    value: Numbers
    reason: Numbers
    size: Numbers

    @property
    def known(self) -> Numbers:
        """Which of them can be drawn."""
        return _known(self.value, self.size)

    @property
    def certain(self) -> bool:
        """Whether nobody, or everybody, is counted in all of them, so that chance has no room."""
        value = self.value[self.known]
        return not self.by_width and bool((value == 0).all() or (value == 100).all())

    @property
    def by_width(self) -> bool:
        """Whether the size is that of an interval: the larger, the less is known."""
        return self.measure.interval.method == "published"


def rows(table: pd.DataFrame, measures: tuple[Measure, ...], schools: Schools) -> tuple[list[pd.DataFrame], ...]:
    """The rows of ``funnels``, ``funnel_limits`` and ``funnel_schools`` of one built measure table, a frame each a measure and phase."""
    places = Places(table, schools)
    sure = [measure for measure in measures if measure.interval.method != "none"]
    made = [_funnel(dots) for measure in sure for dots in _dots(table, measure, places, schools) if not dots.certain]
    return tuple([frames[at] for frames in made] for at in range(3))


def _known(value: Numbers, size: Numbers) -> Numbers:
    known: Numbers = ~np.isnan(value) & (size > 0)
    return known


def _dots(table: pd.DataFrame, measure: Measure, places: Places, schools: Schools) -> Iterator[Dots]:
    """One a phase that has a year with enough schools."""
    found = figures.figures(table, measure, places.place, places.year)
    reason, school = figures.reasons(table, found), places.school[found.place]
    size = ((found.high - found.low) / 2).round(DIGITS) if measure.interval.method == "published" else found.pupils
    phase = np.append(schools.phase, "")[school]
    for each in measure.phases:
        ours = phase == each
        year = _year(found, ours, size)
        if year:
            at = np.flatnonzero(ours & (found.year == year) & (reason != UNTOLD))
            yield Dots(measure, each, year, schools.urn.to_numpy()[school[at]], found.value[at], reason[at], size[at])


def _year(found: Figures, ours: Numbers, size: Numbers) -> int:
    """The newest year in which the size of most schools with a figure is known; 0 if there is none."""
    for year in np.unique(found.year)[::-1]:
        now = ours & (found.year == year)
        known = int(np.count_nonzero(_known(found.value, size) & now))
        if known >= LEAST and known >= MOST * np.count_nonzero(~np.isnan(found.value) & now):
            return int(year)
    return 0


def _funnel(dots: Dots) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    value, size = dots.value[dots.known], dots.size[dots.known]
    weight = size**-2.0 if dots.by_width else size  # a mean's error falls with the root of its pupils
    centre = float(np.average(value, weights=weight).round(DIGITS))
    sizes = np.unique(size)
    limits = pd.DataFrame({"size": sizes, **dict(zip(LINES, _limits(dots, centre, sizes), strict=True))})
    standing = np.full(len(dots.value), "", dtype=object)
    standing[dots.known] = standings(value, [limits[name].to_numpy()[np.searchsorted(sizes, size)] for name in LINES])
    key = {"measure": dots.measure.id, "phase": dots.phase, "period": periods(np.array([dots.year]))[0]}
    return _told(dots, key, centre, standing), pd.DataFrame({**key, **limits}), _schools(dots, key, standing)


def _limits(dots: Dots, centre: float, sizes: Numbers) -> list[Numbers]:
    """The four lines at each size, in the measure's unit."""
    if dots.by_width:
        return [(centre + times * sizes).round(DIGITS) for times in (-WIDER, -1, 1, WIDER)]
    return [(100 * line).round(DIGITS) for line in binomial(centre / 100, sizes)]


def standings(value: Numbers, lines: list[Numbers]) -> Numbers:
    """``within`` the lines, or ``below``, ``above`` the inner ones, or ``far-below``, ``far-above`` the outer ones too."""
    outer_low, inner_low, inner_high, outer_high = lines
    cases = [value < outer_low, value > outer_high, value < inner_low, value > inner_high]
    return np.select(cases, ["far-below", "far-above", "below", "above"], "within").astype(object)


def _told(dots: Dots, key: dict[str, str], centre: float, standing: Numbers) -> pd.DataFrame:
    value, size = dots.value[dots.known], dots.size[dots.known]
    error = size / Z if dots.by_width else np.sqrt(centre * (100 - centre) / size)
    told: dict[str, Any] = {
        "sized_by": "half-width" if dots.by_width else "pupils",
        "centre": centre,
        "schools": len(value),
        "outside_95": int(np.count_nonzero(~np.isin(standing, ["", "within"]))),
        "outside_998": int(np.count_nonzero(np.isin(standing, ["far-below", "far-above"]))),
        "dispersion": round(dispersion((value - centre), error), DIGITS),
    }
    return pd.DataFrame([{**key, **told}])


def _schools(dots: Dots, key: dict[str, str], standing: Numbers) -> pd.DataFrame:
    told = {"value": dots.value, "value__reason": dots.reason, "size": dots.size, "standing": standing}
    made: pd.DataFrame = pd.DataFrame({**key, "school": dots.code, **told}).sort_values("school", ignore_index=True)
    return made
