"""Three levels against the whole matrices, and where three levels are two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.pooling.model import Numbers
from pipeline.data.pooling.reml import OneMean
from pipeline.data.pooling.three_level import Clusters, fit
from tests.data.pooling.sets import dense, drawn_clusters, sets


def height(clusters: Clusters, between: float, within: float) -> float:
    """The restricted log-likelihood by its definition."""
    covariance = dense(clusters, between, within)
    inverse = np.linalg.inv(covariance)
    residuals = clusters.effects - float((inverse @ clusters.effects).sum() / inverse.sum())
    return float(-(np.linalg.slogdet(covariance)[1] + np.log(inverse.sum()) + residuals @ inverse @ residuals) / 2)


@pytest.mark.parametrize("seed", range(12))
def test_nowhere_is_the_likelihood_higher(seed: int) -> None:
    clusters = drawn_clusters(seed)
    between, within = fit(clusters)
    top = height(clusters, between, within)
    elsewhere = [0, *np.geomspace(1e-4, 3, 25)]
    assert top >= max(height(clusters, b, w) for b in elsewhere for w in elsewhere)
    for step in (1e-4, 1e-3):
        near = [(between + b * step, within + w * step) for b in (-1, 0, 1) for w in (-1, 0, 1)]
        assert top >= max(height(clusters, b, w) for b, w in near if b >= 0 and w >= 0) - 1e-12


@given(sets())
def test_one_effect_a_study_is_two_levels(drawn: tuple[Numbers, Numbers]) -> None:
    between, within = fit(Clusters(*drawn, np.arange(len(drawn[0]))))
    assert between == pytest.approx(OneMean.of(*drawn).tau2, rel=1e-9, abs=1e-12)
    assert within == 0


@given(st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_balanced_sets_have_the_closed_form_of_the_analysis_of_variance(size: int, seed: int) -> None:
    random, studies, variance = np.random.default_rng(seed), 7, 0.05
    effects = random.normal(0, 1, studies)[:, None] + random.normal(0, 0.6, (studies, size))
    inside = effects.var(axis=1, ddof=1).mean()
    outside = size * effects.mean(axis=1).var(ddof=1)
    between, within = fit(Clusters(effects.ravel(), np.full(effects.size, variance), np.repeat(np.arange(studies), size)))
    if inside > variance and outside > inside:
        assert (between, within) == pytest.approx(((outside - inside) / size, inside - variance), rel=1e-9)
    else:
        assert between == 0 or within == 0


def test_effects_that_are_all_alike_have_no_variance_at_all() -> None:
    assert fit(Clusters(np.full(6, 0.4), np.linspace(0.01, 0.2, 6), np.array([0, 0, 1, 1, 2, 2]))) == (0, 0)
