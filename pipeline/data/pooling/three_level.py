"""Effects that come several to a study: variances between studies and within them, by restricted maximum likelihood.

Source of the model: S. Konstantopoulos, Fixed effects and variance components estimation in three-level meta-analysis, Research Synthesis
Methods 2 (2011), 61-76. Given the variance within studies, the likelihood parts in two: contrasts within studies, and their weighted
means, which are effects round one mean (``reml``). So for each variance within, that between is found exactly, and one search is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.data.pooling.model import Indices, Numbers
from pipeline.data.pooling.modes import grid, highest
from pipeline.data.pooling.reml import OneMean

A_DECADE = 12  # points of the grid: each of them costs a search


@dataclass(frozen=True, eq=False)
class Clusters:
    """Effects, their own variances, and for each the number of its study, from 0 and with none left out."""

    effects: Numbers
    variances: Numbers
    numbers: Indices

    def total(self, values: Numbers) -> Numbers:
        """The sum over each study."""
        total: Numbers = np.bincount(self.numbers, values).astype(float, copy=False)
        return total


def fit(clusters: Clusters) -> tuple[float, float]:
    """The variances between and within studies at which the restricted likelihood is highest, zeros included.

    Where no study has two effects the variance within cannot be told from that between: all of it stands between.
    """
    effects, variances = clusters.effects, clusters.variances
    spare = len(effects) - int(clusters.numbers.max()) - 1

    @cache
    def between(within: float) -> tuple[OneMean, float]:
        means = _means(clusters, within)
        return means, means.tau2

    if spare == 0:
        return between(0.0)[1], 0.0

    def slope(within: float) -> float:
        return _slope(clusters, between(within)[1], within)

    def height(within: float) -> float:
        means, tau2 = between(within)
        return float(means.height(tau2)) + _contrasts(clusters, within)

    spread = float(np.sum((effects - effects.mean()) ** 2)) / spare
    points = grid(spread, float(variances.min()), float(variances.max()), A_DECADE)
    within = highest(slope, height, points, np.array([slope(float(point)) for point in points]))
    return between(within)[1], within


def _means(clusters: Clusters, within: float) -> OneMean:
    """The weighted mean of each study as an effect, with the variance that it would have were studies all alike."""
    weights = 1 / (clusters.variances + within)
    total = clusters.total(weights)
    return OneMean.of(clusters.total(weights * clusters.effects) / total, 1 / total)


def _contrasts(clusters: Clusters, within: float) -> float:
    """The part of the log-likelihood that is about effects of one study against each other."""
    weights = 1 / (clusters.variances + within)
    total = clusters.total(weights)
    mean = clusters.total(weights * clusters.effects) / total
    squares = np.sum(weights * (clusters.effects - mean[clusters.numbers]) ** 2)
    return float(np.log(weights).sum() - np.log(total).sum() - squares) / 2


def _slope(clusters: Clusters, between: float, within: float) -> float:
    """The slope along the variance within: (y'PPy - trace P) / 2 with P = V⁻¹ - V⁻¹1(1'V⁻¹1)⁻¹1'V⁻¹, and V inverted study by study."""
    weights = 1 / (clusters.variances + within)
    total, squared = clusters.total(weights), clusters.total(weights**2)
    shrink = 1 / (1 + between * total)
    whole = float(np.sum(total * shrink))
    mean = float(np.sum(clusters.total(weights * clusters.effects) * shrink)) / whole
    residuals = clusters.effects - mean
    shared = between * shrink * clusters.total(weights * residuals)
    squares = float(np.sum((weights * (residuals - shared[clusters.numbers])) ** 2))
    inverse = math.fsum(weights) - float(np.sum(between * squared * shrink))
    return (squares - inverse + float(np.sum(squared * shrink**2)) / whole) / 2
