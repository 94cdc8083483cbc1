"""How much of the spread between schools their similar schools explain: the test of the method, against authority and chance.

Grain: one row a measure, phase of school and span (one year, or up to three together). For each of three ways to choose schools the
figure of a school is predicted by the mean of the others: its similar schools, the schools of its phase in its authority, or 30 of its
phase drawn by lot. Explained is 1 - SSE / SST over the schools that all three can predict, SST about their mean; below 0 the mean of all
would have been nearer. No school's own figure is in its prediction, and no weight was ever fitted to an outcome.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.data.methods.likeness import Numbers

LEAST = 200  # schools
LOT = 20261125  # the seed of the draw
DIGITS = 1


def explained(values: Numbers, phase: Numbers, authority: Numbers, neighbours: Numbers) -> pd.DataFrame:
    """``phase``, ``schools`` and the per cent explained by ``similar``, ``authority`` and ``random``; phases with 200 schools or more.

    ``values`` by school, NaN where unknown; ``authority`` a number by school; ``neighbours`` school by rank, -1 for none.
    """
    kinds, number = np.unique(phase.astype("str"), return_inverse=True)
    predictions = {
        "similar_pct": _mean(values, neighbours),
        "authority_pct": _others(values, authority * len(kinds) + number),
        "random_pct": _mean(values, _lot(number, neighbours.shape[1])),
    }
    rows = []
    for at, kind in enumerate(kinds):
        chosen = (number == at) & ~np.isnan([values, *predictions.values()]).any(axis=0)
        if chosen.sum() >= LEAST:
            shares = {name: _share(values[chosen], guess[chosen]) for name, guess in predictions.items()}
            rows.append({"phase": kind, "schools": int(chosen.sum()), **shares})
    return pd.DataFrame(rows)


def _share(values: Numbers, guess: Numbers) -> float:
    whole = ((values - values.mean()) ** 2).sum()
    return float(round(100 * (1 - ((values - guess) ** 2).sum() / whole), DIGITS)) if whole > 0 else 0.0


def _mean(values: Numbers, chosen: Numbers) -> Numbers:
    """The mean of what is known of the chosen schools of each; NaN where nothing is."""
    known = np.where(chosen >= 0, ~np.isnan(values)[chosen], False)
    count = known.sum(axis=1)
    total = np.where(known, np.nan_to_num(values)[chosen], 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _others(values: Numbers, group: Numbers) -> Numbers:
    """The mean of the others of the group; NaN where there are none."""
    known = ~np.isnan(values)
    own = np.nan_to_num(values)
    size = int(group.max()) + 1
    total, count = np.bincount(group, own, size)[group] - own, np.bincount(group[known], minlength=size)[group] - known
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _lot(number: Numbers, width: int) -> Numbers:
    """Schools of the same phase drawn by lot, with the same seed in every build; a school may draw itself out, never in."""
    random = np.random.default_rng(LOT)
    drawn = np.empty((len(number), width), dtype=int)
    for kind in np.unique(number):
        members = np.flatnonzero(number == kind)
        drawn[members] = members[random.integers(0, len(members), (len(members), width))]
    return np.where(drawn == np.arange(len(number))[:, None], -1, drawn)
