"""Effects round one mean that differ by more than chance: the variance between them by restricted maximum likelihood.

Source of the formula: W. Viechtbauer, Bias and efficiency of meta-analytic variance estimators in the random-effects model, Journal of
Educational and Behavioral Statistics 30 (2005), 261-293. With w = 1 / (v + t) the restricted log-likelihood is, but for a constant,
-(Σ log(v + t) + log Σw + Σw(y - m)²) / 2, and its slope -(Σw - Σw² / Σw - Σw²(y - m)²) / 2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.data.pooling.model import Numbers
from pipeline.data.pooling.modes import grid, highest


@dataclass(frozen=True)
class OneMean:
    """Effects and their own variances, smallest variance first along the last axis: the heaviest effect is then always the first.

    With an axis before the last they are many sets of effects, and ``slope`` and ``height`` take one variance for each.
    """

    effects: Numbers
    variances: Numbers

    @classmethod
    def of(cls, effects: Numbers, variances: Numbers) -> OneMean:
        """Effects in any order; the result is to the last digit the same for all orders."""
        order = np.lexsort((effects, variances))
        return cls(effects[order], variances[order])

    def slope(self, tau2: Numbers | float) -> Numbers:
        """The slope of the restricted log-likelihood at each of ``tau2``."""
        weights, mean = self.weighed(tau2)
        slope: Numbers = (np.sum((weights * (self.effects - mean)) ** 2, axis=-1) - trace(weights)) / 2
        return slope

    def height(self, tau2: Numbers | float) -> Numbers:
        """The restricted log-likelihood at each of ``tau2``, but for a constant."""
        weights, mean = self.weighed(tau2)
        squares = np.sum(weights * (self.effects - mean) ** 2, axis=-1)
        height: Numbers = (np.log(weights).sum(axis=-1) - np.log(weights.sum(axis=-1)) - squares) / 2
        return height

    @cached_property
    def tau2(self) -> float:
        """The variance between effects at which the restricted likelihood is highest, zero included."""
        spread = float(np.var(self.effects, ddof=1))
        points = grid(spread, float(self.variances[0]), float(self.variances[-1]))
        return highest(lambda at: float(self.slope(at)), lambda at: float(self.height(at)), points, self.slope(points))

    def mean(self, tau2: float) -> tuple[float, float]:
        """The mean and its standard error, each effect weighed by 1 / (v + tau2)."""
        weights, mean = self.weighed(tau2)
        return float(mean[0]), 1 / math.sqrt(float(weights.sum()))

    def weighed(self, tau2: Numbers | float) -> tuple[Numbers, Numbers]:
        """The weights 1 / (v + tau2), and the mean of the effects so weighed along an axis of length one."""
        weights = 1 / (self.variances + np.asarray(tau2)[..., None])
        means: Numbers = np.sum(weights * self.effects, axis=-1) / weights.sum(axis=-1)
        return weights, means[..., None]


def trace(weights: Numbers) -> Numbers:
    """Σw - Σw² / Σw of weights with the largest first.

    It is no difference of two large numbers: beside one of great weight that would lose the others.
    """
    others, total = weights[..., 1:].sum(axis=-1), weights.sum(axis=-1)
    rest = np.sum(weights[..., 1:] * (total[..., None] - weights[..., 1:]), axis=-1)
    trace: Numbers = (weights[..., 0] * others + rest) / total
    return trace
