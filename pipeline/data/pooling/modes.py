"""Where a likelihood of one variance is highest: over all its modes, with zero among them, and as exactly as numbers go.

A search that starts at one place finds one mode, and the restricted likelihood of a variance may have several. So the slope is looked at
on a grid that is even in the logarithm of the whole variance, each fall through zero is closed in on, and the highest mode is taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq

from pipeline.data.pooling.model import Indices, Numbers

A_DECADE = 40  # points of the grid for each power of ten
MARGIN = 1.01  # since of equal variances the mode is the bound itself, give or take a rounding


def grid(spread: float, least: float, most: float, a_decade: int = A_DECADE) -> Numbers:
    """Variances from zero to beyond which no mode can lie, of effects whose own variances run from ``least`` to ``most``.

    ``spread`` is their sum of squares about the mean over its degrees of freedom. Where ``(least + t)² > spread (most + t)`` the slope is
    negative, since of P = V⁻¹ - V⁻¹X(X'V⁻¹X)⁻¹X'V⁻¹ the trace is at least df / (most + t), and y'PPy at most df · spread / (least + t)².
    """
    end = MARGIN * (spread + math.sqrt(spread**2 + 4 * spread * (most - least))) / 2 - least
    if end <= 0:
        return np.zeros(1)
    decades = math.log1p(end / least)
    points = 2 + math.ceil(a_decade * decades / math.log(10))
    ends: Numbers = least * np.expm1(np.linspace(0, decades, points))
    return ends


def falls(slopes: Numbers) -> tuple[Indices, ...]:
    """Before which points of the grid (the last axis of ``slopes``) the slope falls through zero: an array of indices for each axis."""
    return np.nonzero((slopes[..., :-1] > 0) & (slopes[..., 1:] <= 0))


def highest(slope: Callable[[float], float], height: Callable[[float], float], points: Numbers, slopes: Numbers) -> float:
    """The variance at which ``height`` is highest, out of zero and each place at which its slope falls through zero."""
    modes = [root(slope, float(points[at]), float(points[at + 1])) for at in falls(slopes)[-1]]
    if slopes[0] <= 0 or not modes:
        modes.append(0.0)
    return max(modes, key=height)


def root(slope: Callable[[float], float], low: float, high: float) -> float:
    """Where the slope is zero between two places at which its sign differs, to the last digits that a number holds."""
    # The grid's slope was summed in another order: at a root it may have another sign.
    for end, beyond in ((low, slope(low) <= 0), (high, slope(high) >= 0)):
        if beyond:
            return end
    return float(brentq(slope, low, high, xtol=1e-300, rtol=4 * np.finfo(float).eps))
