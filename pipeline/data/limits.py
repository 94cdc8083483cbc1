"""The ends of an area's or trust's interval out of those that the publisher printed of its schools.

Source of the method: G. Y. Zou and A. Donner, Construction of confidence intervals about effect measures: a general approach,
Statistics in Medicine 27 (2008), 1693-1702: each end of a sum is recovered from the ends of its parts. Of scores whose interval is
x ± 1.96 s / √n with one s, as of Progress 8, and weights n this is the Department's own formula, with the pupils of all schools.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.data.tallies import Numbers, Parts, total
from pipeline.model import Measure

EXTRA_DIGITS = 2  # more than are shown, as of the interval of a share


@dataclass(frozen=True, slots=True)
class Limit:
    """One end of the interval of a weighted mean: ``squares`` has, by row, (weight × way from the figure to its end)².

    NaN where a row counts and its interval is not known, 0 where it does not count. ``side`` is -1 for the lower end, 1 for the upper.
    """

    figure: Parts
    squares: Numbers
    side: int
    digits: int

    def of(self, rows: Numbers, group: Numbers, groups: int) -> tuple[Numbers, Numbers]:
        """The end of each group, in the measure's unit, and its reason: the figure's own, or x where a school has no interval."""
        figures, reasons = total(self.figure, rows, group, groups, ratio=True)
        weight = np.bincount(group, self.figure.bottom[rows], groups)
        reach = np.sqrt(np.bincount(group, self.squares[rows], groups)) / np.where(weight > 0, weight, np.nan)
        ends: Numbers = (figures + self.side * reach).round(self.digits)
        return ends, np.where(np.isnan(ends) & (reasons == ""), "x", reasons)


def limits(table: pd.DataFrame, measures: Iterable[Measure], figures: Mapping[str, Parts]) -> dict[str, Limit]:
    """By column, both ends of each measure with published intervals that is rolled up as a weighted mean; ``figures`` by its column."""
    found: dict[str, Limit] = {}
    for measure in measures:
        if measure.interval.method == "published" and measure.rollup.method == "mean":
            figure = figures[measure.column]
            for column, side in ((measure.low, -1), (measure.high, 1)):
                way = (_floats(table, column) - _floats(table, measure.column)) * figure.bottom
                squares = np.where(figure.used, way**2, 0.0)
                found[column] = Limit(figure, squares, side, measure.decimals + EXTRA_DIGITS)
    return found


def _floats(table: pd.DataFrame, column: str) -> Numbers:
    return table[column].to_numpy(dtype=float, na_value=np.nan)
