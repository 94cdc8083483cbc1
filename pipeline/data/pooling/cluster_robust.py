"""The standard error of a pool of clusters that holds though the model of what its effects share is wrong, and its degrees of freedom.

Source of the formulae: J. E. Pustejovsky and E. Tipton, Small-sample methods for cluster-robust variance estimation and hypothesis testing
in fixed effects models, Journal of Business and Economic Statistics 36 (2018), 672-683: CR2, with Satterthwaite's degrees of freedom, the
working model being the three-level one. For one mean, (I - H)V(I - H)' of a study is V - 11' / s with s = 1'V⁻¹1 over all studies. So
its matrix A solves A(V - 11' / s)A' = V and is symmetric, and all that is needed of it is the vector a = A V⁻¹ 1.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.linalg import cholesky, solve_triangular

from pipeline.data.pooling.intervals import student
from pipeline.data.pooling.model import Clustered, Numbers
from pipeline.data.pooling.three_level import Clusters, fit
from pipeline.errors import PoolingError


def clustered(clusters: Clusters) -> Clustered:
    """The three-level pool with CR2 standard error and t interval; of at least three studies.

    Raises PoolingError where one study has so nearly all the weight that no interval is left.
    """
    between, within = fit(clusters)
    total = clusters.total(1 / (clusters.variances + within))
    sizes = total / (1 + between * total)
    estimate = float(sizes @ (clusters.total(clusters.effects / (clusters.variances + within)) / total) / sizes.sum())
    se, df = _robust(clusters, between, within, estimate, sizes)
    interval = student(estimate, se, df)
    if not math.isfinite(interval.ci_high):
        raise PoolingError("pool", f"one study with all the weight ({df:.1g} degrees of freedom)", "weight in more than one")
    return Clustered(estimate, se, interval.ci_low, interval.ci_high, df, len(total), between, within)


def _robust(clusters: Clusters, between: float, within: float, estimate: float, sizes: Numbers) -> tuple[float, float]:
    """The standard error and its degrees of freedom; ``sizes`` are 1'V⁻¹1 of each study."""
    whole = float(sizes.sum())
    scores, sums = np.zeros(len(sizes)), np.zeros(len(sizes))
    for study in range(len(sizes)):
        mine = clusters.numbers == study
        variances = clusters.variances[mine] + within
        adjusted = _adjusted(variances, between, float(np.delete(sizes, study).sum()) / whole)
        scores[study], sums[study] = adjusted @ (clusters.effects[mine] - estimate), adjusted.sum()
    squares = float(np.sum(sums**2)) ** 2 - float(np.sum(sums**4))
    df = whole**2 / (float(np.sum(sizes**2)) + squares / whole**2)
    return math.sqrt(float(np.sum(scores**2))) / whole, df


def _adjusted(variances: Numbers, between: float, rest: float) -> Numbers:
    """The vector a of a study; ``rest`` is the share of all weight that other studies have.

    With V = LL', z the unit vector along L⁻¹1 and R = I - (1 - √rest)zz', V - 11' / s is LRRL', so A is L'⁻¹R⁻¹(RL'LL'LR)^½R⁻¹L⁻¹. The root
    comes from the singular values of L'LR, which keep the digits that squaring would lose.
    """
    factor = cholesky(np.diag(variances) + between, lower=True)
    ones = solve_triangular(factor, np.ones(len(variances)), lower=True)
    along = ones / math.sqrt(float(ones @ ones))
    outer = np.outer(along, along)
    shrink, stretch = np.eye(len(along)) - (1 - math.sqrt(rest)) * outer, np.eye(len(along)) + (1 / math.sqrt(rest) - 1) * outer
    _, singular, right = np.linalg.svd(factor.T @ factor @ shrink)
    inner = stretch @ solve_triangular(factor, solve_triangular(factor, ones, lower=True, trans="T"), lower=True)
    rooted = right.T @ (singular * (right @ inner))
    adjusted: Numbers = solve_triangular(factor, stretch @ rooted, lower=True, trans="T")
    return adjusted
