"""CR2 and its degrees of freedom against their definition, with whole matrices."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import block_diag, inv, sqrtm

from pipeline.data.pooling.cluster_robust import clustered
from pipeline.data.pooling.three_level import Clusters
from pipeline.errors import PoolingError
from tests.data.pooling.sets import dense, drawn_clusters


def by_definition(clusters: Clusters, between: float, within: float) -> tuple[float, float, float]:
    """Pustejovsky and Tipton (2018), equations for A, the sandwich and the degrees of freedom, of a model with one mean."""
    v = dense(clusters, between, within)
    w, ones = inv(v), np.ones(len(v))
    m = 1 / (ones @ w @ ones)
    estimate = m * ones @ w @ clusters.effects
    residual_maker = np.eye(len(v)) - m * np.outer(ones, ones) @ w
    adjusters = []
    for study in range(int(clusters.numbers.max()) + 1):
        mine = clusters.numbers == study
        root = np.real(sqrtm(v[np.ix_(mine, mine)]))
        b = root @ (residual_maker @ v @ residual_maker.T)[np.ix_(mine, mine)] @ root
        adjusters.append(root @ np.real(inv(sqrtm(b))) @ root)
    picked = [np.where(clusters.numbers == study, 1.0, 0.0) for study in range(len(adjusters))]
    a = block_diag(*adjusters)
    vectors = np.array([m * (ones @ w * pick) @ a @ residual_maker for pick in picked])
    omega = vectors @ v @ vectors.T
    return estimate, float(np.sqrt(np.sum((vectors @ clusters.effects) ** 2))), float(np.trace(omega) ** 2 / np.sum(omega**2))


@pytest.mark.parametrize("seed", range(12))
def test_it_is_what_the_definition_gives(seed: int) -> None:
    clusters = drawn_clusters(seed)
    found = clustered(clusters)
    expected = by_definition(clusters, found.tau2_between, found.tau2_within)
    assert (found.estimate, found.se, found.df) == pytest.approx(expected, rel=1e-8)
    assert found.clusters == 8


def test_of_equal_studies_it_is_the_error_of_a_mean_of_means() -> None:
    effects = np.array([0.1, 0.3, 0.2, 0.6, 0.9, 0.7, -0.1, 0.2])
    found = clustered(Clusters(effects, np.full(8, 0.02), np.repeat(np.arange(4), 2)))
    means = effects.reshape(4, 2).mean(axis=1)
    assert (found.estimate, found.se, found.df) == pytest.approx((means.mean(), means.std(ddof=1) / 2, 3))


def test_one_study_with_nearly_all_weight_does_no_harm() -> None:
    found = clustered(Clusters(np.array([0.2, 0.2, 0.3, 0.1]), np.array([1e-12, 1e-12, 1e3, 1e3]), np.array([0, 0, 1, 2])))
    assert found.estimate == pytest.approx(0.2)
    assert np.isfinite([found.se, found.df, found.ci_low, found.ci_high]).all()


def test_where_one_study_is_all_there_is_no_interval() -> None:
    effects, variances = np.array([0.5, *np.linspace(-1, 1, 10)]), np.array([1e-30, *[1e30] * 10])
    with pytest.raises(PoolingError, match="one study with all the weight"):
        clustered(Clusters(effects, variances, np.arange(11) // 2))
