"""Totals that are not shown, since the publisher's file of that year lacks too many of the schools."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pipeline.model import Measure
from pipeline.packages import reason_column


def withhold(rolled: pd.DataFrame, measures: Iterable[Measure]) -> pd.DataFrame:
    """The roll-up rows with every figure that falls into one of its measure's gaps taken out, for the reason x.

    How many schools have a figure stays: that is what the gap is judged by.
    """
    held = rolled.copy()
    for measure in measures:
        for gap in measure.gaps:
            rows = (held["period"] == gap.period) & held["phase"].isin(gap.phases)
            held.loc[rows, measure.column] = np.nan
            held.loc[rows, reason_column(measure.column)] = "x"
    return held
