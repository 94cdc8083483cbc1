"""The 30 schools most similar to each, by intake and setting.

Grain of ``neighbours``: one row a school and similar school, nearest first. The distance is the root of the mean squared difference, in
standard deviations among the schools of the kind, over the dimensions known to both; every dimension weighs the same, so that nothing is
tuned to any outcome. Not symmetric: a school that is unlike all others has similar schools that are more like others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.data.methods.similar_features import DIMENSIONS

Numbers = np.ndarray[Any, np.dtype[Any]]
SIMILAR = 30
LEAST_DIMENSIONS = 5
LEAST_SCHOOLS = 11  # of a kind: below that every school of the kind would be called similar
SPARE = 10  # candidates beyond the last, so that ties are settled by URN and not by the machine
DIGITS = 4
BLOCK = 256
COLUMNS = ["urn", "similar_urn", "rank", "distance", "dimensions"]
PAIR = ("urn", "similar_urn")


def neighbours(features: pd.DataFrame) -> pd.DataFrame:
    """``urn``, ``similar_urn``, ``rank`` from 1, ``distance`` in standard deviations and the number of ``dimensions`` known to both.

    A pair with fewer than five dimensions in common is not compared; a school of a kind with fewer than eleven has no rows. Ties go by URN.
    """
    frames = [pd.DataFrame(columns=COLUMNS)]
    for _, kind in features.groupby("kind", sort=True):
        if len(kind) >= LEAST_SCHOOLS:
            frames += _of_kind(kind.sort_values("urn", ignore_index=True))
    found = pd.concat(frames[1:] or frames, ignore_index=True)
    ordered: pd.DataFrame = found.sort_values(["urn", "rank"], ignore_index=True)
    return ordered


def standardised(features: pd.DataFrame) -> Numbers:
    """The dimensions in standard deviations from the mean of these schools; 0 throughout where all are alike."""
    values = features[list(DIMENSIONS)].to_numpy(dtype=float)
    known = ~np.isnan(values)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, values, 0).sum(axis=0) / count
    spread = np.sqrt(np.where(known, (values - mean) ** 2, 0).sum(axis=0) / count)
    scaled: Numbers = (values - mean) / np.where(spread > 1e-9, spread, np.inf)
    return scaled


def _of_kind(kind: pd.DataFrame) -> Iterator[pd.DataFrame]:
    urn = kind["urn"].to_numpy(dtype=object)
    scaled = standardised(kind)
    known = (~np.isnan(scaled)).astype(float)
    values = np.nan_to_num(scaled)
    squares = values**2
    width = min(SIMILAR + SPARE, len(urn) - 1)
    for start in range(0, len(urn), BLOCK):
        block = slice(start, start + BLOCK)
        shared = known[block] @ known.T
        # Of each dimension known to both: a² + b² - 2ab, as one product.
        apart = np.hstack([squares[block], known[block], values[block]]) @ np.hstack([known, squares, -2 * values]).T
        np.maximum(apart, 0, out=apart)
        apart /= np.maximum(shared, 1)
        apart[shared < LEAST_DIMENSIONS] = np.inf
        rows = np.arange(len(apart))
        apart[rows, rows + start] = np.inf
        yield _nearest(urn, start, apart, shared, np.argpartition(apart, width - 1, axis=1)[:, :width])


def _nearest(urn: Numbers, start: int, apart: Numbers, shared: Numbers, candidates: Numbers) -> pd.DataFrame:
    """The candidates in order of distance, then URN; those at no distance that is known fall away."""
    candidates = np.sort(candidates, axis=1)  # numbers go in order of URN
    distance = np.sqrt(np.take_along_axis(apart, candidates, axis=1)).round(DIGITS)
    order = np.argsort(distance, axis=1, kind="stable")[:, :SIMILAR]
    chosen = np.take_along_axis(candidates, order, axis=1)
    row, place = np.indices(chosen.shape)
    frame = pd.DataFrame(
        {
            "urn": urn[start + row.ravel()],
            "similar_urn": urn[chosen.ravel()],
            "rank": place.ravel() + 1,
            "distance": np.take_along_axis(distance, order, axis=1).ravel(),
            "dimensions": np.take_along_axis(shared, chosen, axis=1).ravel().astype(int),
        }
    )
    finite: pd.DataFrame = frame[np.isfinite(frame["distance"])]
    return finite


def changed(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """``urn`` and how many of its similar schools are ``new`` in ``after``; schools with neighbours in both years only."""
    urns = pd.Index(pd.unique(pd.concat([frame[name] for frame in (before, after) for name in PAIR]))).sort_values()
    older, newer = ([urns.get_indexer(pd.Index(frame[name])) for name in PAIR] for frame in (before, after))
    both = np.isin(newer[0], older[0])
    pairs = [numbers[0] * len(urns) + numbers[1] for numbers in (older, [each[both] for each in newer])]
    new = np.bincount(newer[0][both], weights=~np.isin(pairs[1], pairs[0]), minlength=len(urns))
    known = np.bincount(newer[0][both], minlength=len(urns)) > 0
    return pd.DataFrame({"urn": urns[known].to_numpy(), "new": new[known].astype(int)})
