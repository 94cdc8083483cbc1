"""How much rests on one effect: the estimate by REML with each effect taken out in turn, all of them worked out at once.

The formulae are those of ``reml``. Each sum over all effects but one is a row of a product of matrices, never a difference, since taking
a heavy effect off a total would leave rounding alone.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize.elementwise import find_root

from pipeline.data.pooling.model import Indices, LeaveOneOut, Numbers
from pipeline.data.pooling.modes import falls, grid
from pipeline.data.pooling.reml import OneMean


def leave_one_out(effects: OneMean) -> LeaveOneOut:
    """The range of the estimates, of at least three effects."""
    estimates = estimates_without(effects.effects, effects.variances)
    return LeaveOneOut(float(estimates.min()), float(estimates.max()))


def estimates_without(effects: Numbers, variances: Numbers) -> Numbers:
    """The estimate by REML without the first effect, without the second, and so on."""
    centred = effects - (centre := float(np.median(effects)))
    rows, tau2, heights = _modes(centred, variances)
    order = np.lexsort((heights, rows))
    highest = order[np.flatnonzero(np.diff(rows[order], append=-1))]
    weights = _weights(variances, tau2[highest], rows[highest])
    estimates: Numbers = centre + weights @ centred / weights.sum(axis=1)
    return estimates


def _modes(effects: Numbers, variances: Numbers) -> tuple[Indices, Numbers, Numbers]:
    """All modes of all likelihoods: which effect is out, the variance between the others, and how high the likelihood is there."""
    points = grid(_widest(effects), float(variances.min()), float(variances.max()))
    slopes = _slopes(effects, variances, points)
    rows, left = falls(slopes)
    within = np.zeros(0)
    if len(rows):
        found = find_root(lambda at, row: _slope(effects, variances, at, row), (points[left], points[left + 1]), args=(rows,))
        within = found.x
    flat = np.flatnonzero(slopes[:, 0] <= 0)
    rows, tau2 = np.concatenate([rows, flat]), np.concatenate([within, np.zeros(len(flat))])
    return rows, tau2, _height(effects, variances, tau2, rows)


def _widest(effects: Numbers) -> float:
    """No less than the variance of the effects with any one of them taken out."""
    return float(np.sum((effects - effects.mean()) ** 2)) / (len(effects) - 2)


def _slopes(effects: Numbers, variances: Numbers, points: Numbers) -> Numbers:
    """The slope without each effect (rows) at each point of the grid (columns)."""
    others = 1 - np.eye(len(effects))
    weights = 1 / (variances[:, None] + points)
    y = effects[:, None]
    total, squared = others @ weights, others @ weights**2
    mean = others @ (weights * y) / total
    squares = others @ (weights * y) ** 2 - 2 * mean * (others @ (weights**2 * y)) + mean**2 * squared
    slopes: Numbers = (squares - total + squared / total) / 2
    return slopes


def _slope(effects: Numbers, variances: Numbers, tau2: Numbers, rows: Indices) -> Numbers:
    weights = _weights(variances, tau2, rows)
    total = weights.sum(axis=1)
    residuals = effects - (weights @ effects / total)[:, None]
    slope: Numbers = (np.sum((weights * residuals) ** 2, axis=1) - total + np.sum(weights**2, axis=1) / total) / 2
    return slope


def _height(effects: Numbers, variances: Numbers, tau2: Numbers, rows: Indices) -> Numbers:
    weights = _weights(variances, tau2, rows)
    total = weights.sum(axis=1)
    squares = np.sum(weights * (effects - (weights @ effects / total)[:, None]) ** 2, axis=1)
    logs = np.log(variances + tau2[:, None])
    logs[np.arange(len(rows)), rows] = 0
    height: Numbers = -(logs.sum(axis=1) + np.log(total) + squares) / 2
    return height


def _weights(variances: Numbers, tau2: Numbers, rows: Indices) -> Numbers:
    """For each row the weights of all effects, with that of the one left out at zero."""
    weights: Numbers = 1 / (variances + tau2[:, None])
    weights[np.arange(len(rows)), rows] = 0
    return weights
