"""The limits of a funnel at each size, and how much more than chance lies between the schools of one.

Sources: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005), 1185-1202, appendix
A.1.1 (exact binomial limits, interpolated); the same, Handling over-dispersion of performance indicators, Quality and Safety in Health
Care 14 (2005), 347-351 (dispersion of Winsorised z-scores).
"""

from __future__ import annotations

import math

import numpy as np

from pipeline.data.methods.figures import Numbers
from pipeline.data.methods.intervals import Z

TAILS = np.array([0.001, 0.025])  # on either side of 99.8 and of 95 per cent
Z_998 = 3.090232306167813  # of a 99.8 % interval
WIDER = Z_998 / Z
WINSORISED = 0.1  # of the scores at either end


def binomial(share: float, sizes: Numbers) -> list[Numbers]:
    """``low_998``, ``low_95``, ``high_95`` and ``high_998``, as shares of 1, round ``share`` at each number of pupils.

    Exact: so small or smaller a share would come with a chance of at most the tail. Between two counts the limit is interpolated. The upper
    limits are the lower ones of those who are not counted, so that both sides ask the same; his own stand one pupil nearer.
    """
    logs = _log_factorials(int(sizes.max()))
    low = np.array([_lower(share, int(size), logs) for size in sizes]).T
    high = 1 - np.array([_lower(1 - share, int(size), logs) for size in sizes]).T
    return [low[0], low[1], high[1], high[0]]


def _lower(share: float, size: int, logs: Numbers) -> Numbers:
    """Of r pupils, the fewest whose chance with all below reaches the tail, r less the part of that chance that exceeds it."""
    if not 0 < share < 1:
        return np.full(len(TAILS), float(share))
    count = np.arange(min(size, int(size * share) + 2) + 1)  # the median lies within one of the mean: no tail is beyond it
    chance = np.exp(logs[size] - logs[count] - logs[size - count] + count * math.log(share) + (size - count) * math.log1p(-share))
    so_few = np.cumsum(chance)
    fewest = np.searchsorted(so_few, TAILS)
    limit: Numbers = np.maximum(fewest - (so_few[fewest] - TAILS) / chance[fewest], 0) / size
    return limit


def _log_factorials(most: int) -> Numbers:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, most + 1)))])


def dispersion(distance: Numbers, error: Numbers) -> float:
    """The mean square of the z-scores, the tenth at either end set to where it begins: 1 if chance alone were at work; NaN without any."""
    known = error > 0
    if not known.any():
        return math.nan
    scores = distance[known] / error[known]
    return float(np.mean(np.clip(scores, *np.quantile(scores, [WINSORISED, 1 - WINSORISED])) ** 2))
