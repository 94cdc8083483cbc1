"""Each study of a pool as one mark of a chart: the mean of its effects, with an error that does not shrink with their number.

Grain: one row a pool and study. Effects of one study are alike: its variance is the mean of theirs, as if they were one and the same; so
does the test of small studies take them (``summary``). The interval is normal, 95 %.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.data.methods.intervals import Z
from pipeline.data.reviews.scales import BACK


def by_study(plan: str, effects: pd.DataFrame) -> pd.DataFrame:
    """The studies of the pool ``plan`` by name, on its own scale and on the one that a reader is shown."""
    groups = effects.groupby("study", sort=False)
    found = groups.agg(citation=("citation", "first"), effects=("effect", "size"), effect=("effect", "mean"), variance=("variance", "mean"))
    found["se"] = np.sqrt(found.pop("variance"))
    back = BACK[str(effects["measure"].iloc[0])]
    ends = {"shown_effect": 0.0, "shown_low": -Z, "shown_high": Z}
    for name, errors in ends.items():
        found[name] = (found["effect"] + errors * found["se"]).map(back)
    ordered = found.reset_index().sort_values(["citation", "study"], ignore_index=True, key=_in_order)
    ordered.insert(0, "pool", plan)
    return ordered


def _in_order(names: pd.Series) -> pd.Series:
    """So that study 2 comes before study 10."""
    return names.str.replace(r"\d+", lambda digits: digits[0].zfill(9), regex=True)
