"""Effects in words that readers know: correlations, odds ratios, percentiles, and months of progress by a named table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from statistics import NormalDist

import pandas as pd

MONTHS = "eef-toolkit-pre-2021"  # the table's name and version: the Education Endowment Foundation's, for its Toolkit before 2021
ATTAINMENT = "attainment"
ENDS = ("estimate", "ci_low", "ci_high", "pi_low", "pi_high")
NAMES = {"SMD": "standard deviations", "ZCOR": "correlation", "LOR": "odds ratio"}
BACK: dict[str, Callable[[float], float]] = {"SMD": float, "ZCOR": math.tanh, "LOR": math.exp}


def shown(row: Mapping[str, float | str], kind: str) -> dict[str, float | str]:
    """The pool on the scale that a reader is shown; percentiles and, for attainment, months are of standardised mean differences alone."""
    measure = str(row["measure"])
    found: dict[str, float | str] = {f"shown_{end}": BACK[measure](float(row[end])) for end in ENDS}
    found["shown_as"] = NAMES[measure]
    named = {"": "estimate", "_low": "ci_low", "_high": "ci_high"}
    in_months = measure == "SMD" and kind.startswith(ATTAINMENT)
    for suffix, end in named.items():
        found[f"percentile_gain{suffix}"] = percentile_gain(float(row[end])) if measure == "SMD" else math.nan
        found[f"months{suffix}"] = months(float(row[end])) if in_months else math.nan
    found["months_table"] = MONTHS if in_months else ""
    return found


def percentile_gain(effect: float) -> float:
    """By how many places in a hundred the middle pupil moves up: 100(Φ(d) - ½), if scores are normal."""
    return 100 * (NormalDist().cdf(effect) - 0.5)


def months(effect: float) -> float:
    """Months of progress by the table; not a number where the table ends before the effect."""
    table, rounded = _months(), round(effect, 2)
    row = table[(table["effect_size_from"] <= rounded) & (rounded <= table["effect_size_to"])]
    return float(row["months"].iloc[0]) if len(row) else math.nan


@cache
def _months() -> pd.DataFrame:
    return pd.read_csv(Path(__file__).with_name(f"{MONTHS}.csv"))
