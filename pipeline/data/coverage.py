"""Roll-ups that are not shown, since the publisher's file lacks too many of the schools, or that give way to the publisher's own."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pipeline.data.tallies import Numbers
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
            rows = (held["period"] == gap.period) & held["phase"].isin(gap.phases) & (held["code"].isin(gap.codes) | (not gap.codes))
            for column in (measure.column, *_ends(measure)):
                held.loc[rows, column] = np.nan
                held.loc[rows, reason_column(column)] = "x"
    return held


def printed(rolled: pd.DataFrame, published: pd.DataFrame, measures: Iterable[Measure]) -> pd.DataFrame:
    """The roll-up rows with the publisher's own figures of areas wherever a measure says that they stand, and one was printed.

    Such a figure counts no schools of ours: its two counts are empty, and a published interval is the one printed with it or none (x).
    """
    held = rolled.copy()
    keys = pd.MultiIndex.from_frame(held[KEY].astype("str"))
    places = pd.MultiIndex.from_frame(published[KEY].astype("str"))
    for measure in measures:
        for item in measure.printed:
            figures = _beside(published, item.column, places, keys)
            rows = held["period"].isin(item.periods).to_numpy() & ~np.isnan(figures)
            for column, own in zip((measure.column, *_ends(measure)), (item.column, item.low, item.high), strict=False):
                numbers = _beside(published, own, places, keys)[rows]
                held.loc[rows, column] = numbers
                held.loc[rows, reason_column(column)] = np.where(np.isnan(numbers), "x", "")
            held.loc[rows, [f"{measure.column}_schools", f"{measure.column}_missing"]] = np.nan
    return held


def _ends(measure: Measure) -> tuple[str, ...]:
    """The columns of a published interval; one that is worked out follows its figure by itself."""
    return (measure.low, measure.high) if measure.interval.method == "published" else ()


def _beside(published: pd.DataFrame, column: str, places: pd.MultiIndex, keys: pd.MultiIndex) -> Numbers:
    """The publisher's numbers along ``keys``; NaN where there is none, or no such column."""
    if not column:
        return np.full(len(keys), np.nan)
    return pd.Series(published[column].to_numpy(), index=places).reindex(keys).to_numpy(dtype=float)
