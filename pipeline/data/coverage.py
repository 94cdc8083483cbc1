"""Roll-ups that are not shown, since the publisher's file lacks too many of the schools, or that give way to the publisher's own."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pipeline.model import Measure
from pipeline.packages import reason_column

KEY = ["level", "code", "phase", "period"]


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


def printed(rolled: pd.DataFrame, published: pd.DataFrame, measures: Iterable[Measure]) -> pd.DataFrame:
    """The roll-up rows with the publisher's own figures of areas wherever a measure says that they stand, and one was printed.

    Such a figure counts no schools of ours: its two counts are empty.
    """
    held = rolled.copy()
    keys = pd.MultiIndex.from_frame(held[KEY].astype("str"))
    places = pd.MultiIndex.from_frame(published[KEY].astype("str"))
    for measure in measures:
        for item in measure.printed:
            figures = pd.Series(published[item.column].to_numpy(), index=places).reindex(keys).to_numpy()
            rows = held["period"].isin(item.periods).to_numpy() & ~np.isnan(figures)
            held.loc[rows, measure.column] = figures[rows]
            held.loc[rows, reason_column(measure.column)] = ""
            held.loc[rows, [f"{measure.column}_schools", f"{measure.column}_missing"]] = np.nan
    return held
