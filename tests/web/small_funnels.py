"""Funnels of the very small England: a score of its secondary and special school, and a share of its primary schools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from tests.web.small_measures import LESSONS, NAN, NEW, PRIMARY, SCORE, SECONDARY, SPECIAL, UNKNOWN

SHARES = {"measure": LESSONS.id, "phase": "primary", "period": "2018-19"}
SCORES = {"measure": SCORE.id, "phase": "secondary", "period": "2023-24"}
FUNNELS: list[dict[str, Any]] = [
    {**SHARES, "sized_by": "pupils", "centre": 7.1234, "schools": 1200, "outside_95": 400, "outside_998": 200},
    {**SCORES, "sized_by": "half-width", "centre": -0.024, "schools": 30, "outside_95": 8, "outside_998": 3},
]
LIMITS: list[dict[str, Any]] = [
    {**SHARES, "size": 30.0, "low_998": 0.0, "low_95": 0.5, "high_95": 17.1234, "high_998": 23.0},
    {**SHARES, "size": 400.0, "low_998": 3.5, "low_95": 4.7, "high_95": 9.9, "high_998": 11.6},
    {**SCORES, "size": 0.4, "low_998": -0.6547, "low_95": -0.424, "high_95": 0.376, "high_998": 0.6067},
]
DOTS: list[dict[str, Any]] = [
    {**SHARES, "school": PRIMARY, "value": 12.3, "value__reason": "", "size": 400.0, "standing": "far-above"},
    {**SHARES, "school": UNKNOWN, "value": NAN, "value__reason": "c", "size": NAN, "standing": ""},
    {**SHARES, "school": NEW, "value": 5.0, "value__reason": "", "size": NAN, "standing": ""},
    {**SCORES, "school": SECONDARY, "value": -0.5, "value__reason": "", "size": 0.4, "standing": "below"},
    {**SCORES, "phase": "special", "school": SPECIAL, "value": -2.0, "value__reason": "", "size": 0.9, "standing": "far-below"},
]


def write(built: Path) -> Path:
    """Write the three tables into the package ``scorecard`` in ``built`` and return it."""
    (built / "scorecard").mkdir(parents=True, exist_ok=True)
    for name, rows in {"funnels": FUNNELS, "funnel_limits": LIMITS, "funnel_schools": DOTS}.items():
        pd.DataFrame(rows).to_parquet(built / "scorecard" / f"{name}.parquet")
    return built
