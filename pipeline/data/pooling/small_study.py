"""Whether small studies show other effects than large ones, as they would if those without an effect had stayed in a drawer.

Sources of the formulae: M. Egger, G. Davey Smith, M. Schneider and C. Minder, Bias in meta-analysis detected by a simple, graphical test,
BMJ 315 (1997), 629-634 (the linear regression); J. A. C. Sterne and M. Egger, Regression methods to detect publication and other bias in
meta-analysis, in Publication bias in meta-analysis (2005), 99-110 (the standard error as a moderator, here with effects at random by REML).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, stdtr

from pipeline.data.pooling.model import Egger, Numbers
from pipeline.data.pooling.modes import grid, highest
from pipeline.data.pooling.reml import OneMean, trace

FEWEST = 10  # effects; with fewer the test says next to nothing
ALIKE = 1e-7  # standard errors that differ by a smaller part than this are too alike to draw a line through
EPSILON = float(np.finfo(float).eps)


@dataclass(frozen=True, slots=True)
class Line:
    """Effects along their standard errors, each counted from those of the most precise effect, which is the first."""

    effects: Numbers
    errors: Numbers
    variances: Numbers

    @classmethod
    def of(cls, one: OneMean) -> Line:
        """The most precise effect as the origin: however heavy, it then adds no rounding to the others."""
        errors = np.sqrt(one.variances)
        return cls(one.effects - one.effects[0], errors - errors[0], one.variances)

    def fit(self, tau2: float) -> tuple[float, float, Numbers, Numbers]:
        """The slope of the line, the inverse of its variance, weights and residuals, if effects lie round the line with variance tau2."""
        weights = 1 / (self.variances + tau2)
        along = self.errors - weights @ self.errors / weights.sum()
        precision = float(weights @ along**2)
        slope = float(weights * along @ self.effects) / precision
        return slope, precision, weights, self.effects - weights @ self.effects / weights.sum() - slope * along

    def rise(self, tau2: float) -> float:
        """How the restricted log-likelihood changes with the variance round the line."""
        _, precision, weights, residuals = self.fit(tau2)
        along = self.errors - weights @ self.errors / weights.sum()
        left = float(trace(weights)) - float(np.sum((weights * along) ** 2)) / precision
        return (float(np.sum((weights * residuals) ** 2)) - left) / 2

    def height(self, tau2: float) -> float:
        """The restricted log-likelihood, but for a constant."""
        _, precision, weights, residuals = self.fit(tau2)
        squares = float(weights @ residuals**2)
        return (float(np.log(weights).sum()) - math.log(weights.sum()) - math.log(precision) - squares) / 2


def egger(effects: Numbers, variances: Numbers) -> Egger | None:
    """Both forms of the test, or None below ten effects or where all standard errors are alike."""
    line = Line.of(OneMean.of(effects, variances))
    if len(effects) < FEWEST or line.errors[-1] <= ALIKE * math.sqrt(line.variances[-1]):
        return None
    df = len(effects) - 2
    slope, precision, weights, residuals = line.fit(0.0)
    t = _over(slope, math.sqrt(float(weights @ residuals**2) / df / precision))
    slope, precision, *_ = line.fit(_tau2(line))
    z = _over(slope, 1 / math.sqrt(precision))
    return Egger(2 * float(stdtr(df, -abs(t))), t, df, 2 * float(ndtr(-abs(z))), z)


def _tau2(line: Line) -> float:
    """The variance of effects round the line, by restricted maximum likelihood."""
    least, most = float(line.variances[0]), float(line.variances[-1])
    residuals = Line(line.effects, line.errors, np.ones(len(line.effects))).fit(0.0)[3]
    points = grid(float(residuals @ residuals) / (len(residuals) - 2), least, most)
    return highest(line.rise, line.height, points, np.array([line.rise(float(point)) for point in points]))


def _over(slope: float, se: float) -> float:
    """The slope over its error; points on a level line say nothing, and those on any other line no more than a number has digits."""
    return slope / max(se, EPSILON * abs(slope)) if slope else 0.0
