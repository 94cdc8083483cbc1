"""How far chance alone could move a share: Wilson's interval, and the columns that carry it in a built table.

Source of the formula: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
American Statistical Association 22 (1927), 209-212.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from pipeline.model import Measure

Z = 1.959963984540054  # of a 95 % interval
DIGITS = 2  # more than any share is shown with, and few enough to keep the downloads small

Numbers = np.ndarray[Any, np.dtype[Any]]


def wilson(percent: Numbers, pupils: Numbers) -> tuple[Numbers, Numbers]:
    """The ends of the 95 % interval, in per cent, of a share of so many pupils; NaN where either is unknown or nobody counts."""
    known = (pupils > 0) & (percent >= 0) & (percent <= 100)
    counted = np.where(known, pupils, np.nan)
    share = percent / 100
    shrink = 1 + Z**2 / counted
    middle = (share + Z**2 / (2 * counted)) / shrink
    half = Z / shrink * np.sqrt(np.clip(share * (1 - share), 0, None) / counted + Z**2 / (4 * counted**2))
    return 100 * np.clip(middle - half, 0, 1), 100 * np.clip(middle + half, 0, 1)


def with_intervals(table: pd.DataFrame, measures: Iterable[Measure]) -> pd.DataFrame:
    """The table with two columns more for each share whose interval is worked out: ``low`` and ``high`` of its measure."""
    ends: dict[str, Numbers] = {}
    for measure in measures:
        if measure.interval.method == "wilson":
            low, high = wilson(_floats(table, measure.column), _floats(table, measure.pupils))
            ends |= {measure.low: low.round(DIGITS), measure.high: high.round(DIGITS)}
    return table.assign(**ends) if ends else table


def interval_fields(measures: Iterable[Measure]) -> list[dict[str, Any]]:
    """The schema of those columns; an empty cell where the figure or its number of pupils is not known."""
    shares = [measure for measure in measures if measure.interval.method == "wilson"]
    return [_field(name, measure, end) for measure in shares for name, end in ((measure.low, "Lower"), (measure.high, "Upper"))]


def _field(name: str, measure: Measure, end: str) -> dict[str, Any]:
    words = f"{end} end of the 95 per cent interval (Wilson) of {measure.column} out of {measure.pupils}."
    return {"name": name, "type": "number", "unit": "percent", "description": words, "constraints": {"minimum": 0, "maximum": 100}}


def _floats(table: pd.DataFrame, column: str) -> Numbers:
    return table[column].to_numpy(dtype=float, na_value=np.nan)
