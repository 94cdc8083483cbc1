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
    estimates = estimates_without(effects)
    return LeaveOneOut(float(estimates.min()), float(estimates.max()))


def estimates_without(effects: OneMean) -> Numbers:
    """The estimate by REML without the first effect, without the second, and so on."""
    rows, tau2 = _modes(effects)
    order = np.lexsort((_without(effects, rows).height(tau2), rows))
    highest = order[np.flatnonzero(np.diff(rows[order], append=-1))]
    _, means = _without(effects, rows[highest]).weighed(tau2[highest])
    return means[:, 0]


def _without(effects: OneMean, rows: Indices) -> OneMean:
    """For each of ``rows`` the set of the effects without that one, still in their order."""
    places = np.arange(len(effects.effects) - 1)
    kept = places + (places >= rows[:, None])
    return OneMean(effects.effects[kept], effects.variances[kept])


def _modes(effects: OneMean) -> tuple[Indices, Numbers]:
    """All modes of all likelihoods: which effect is out, and the variance between the others."""
    points = grid(_widest(effects.effects), float(effects.variances[0]), float(effects.variances[-1]))
    slopes = _slopes(effects, points)
    rows, left = falls(slopes)
    flat = np.setdiff1d(np.arange(len(slopes)), rows[slopes[rows, 0] > 0])
    within = _roots(effects, rows, points[left], points[left + 1]) if len(rows) else np.zeros(0)
    return np.concatenate([rows, flat]), np.concatenate([within, np.zeros(len(flat))])


def _roots(effects: OneMean, rows: Indices, low: Numbers, high: Numbers) -> Numbers:
    found = find_root(lambda at, row: _without(effects, row).slope(at), (low, high), args=(rows,))
    # The grid's slope was summed in another order: at a root it may have another sign, and the nearer end is the root.
    nearer = np.where(abs(found.f_bracket[0]) < abs(found.f_bracket[1]), *found.bracket)
    roots: Numbers = np.where(found.success, found.x, nearer)
    return roots


def _widest(effects: Numbers) -> float:
    """No less than the variance of the effects with any one of them taken out."""
    return float(np.sum((effects - effects.mean()) ** 2)) / (len(effects) - 2)


def _slopes(effects: OneMean, points: Numbers) -> Numbers:
    """The slope without each effect (rows) at each point of the grid (columns)."""
    weights, mean = effects.weighed(points)
    # About the mean of all, the heaviest effect is near nought: squares about the mean of the rest then lose no digits.
    weights, residuals = weights.T, (effects.effects - mean).T
    light = 1 - np.eye(len(weights))
    light[1:, 0] = light[0, 1] = 0
    heaviest, heaviest_residual = weights[[1, *[0] * (len(weights) - 1)]], residuals[[1, *[0] * (len(weights) - 1)]]
    lighter, squared = light @ weights, light @ weights**2
    total = heaviest + lighter
    shift = (heaviest * heaviest_residual + light @ (weights * residuals)) / total
    weighed = weights**2 * residuals
    squares = light @ (weighed * residuals) - 2 * shift * (light @ weighed) + shift**2 * squared
    squares += (heaviest * (heaviest_residual - shift)) ** 2
    slopes: Numbers = (squares - (lighter * (2 * heaviest + lighter) - squared) / total) / 2
    return slopes
