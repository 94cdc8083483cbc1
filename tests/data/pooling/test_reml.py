"""One mean by REML: closed forms, the definition, and what must not change it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.data.pooling.model import Numbers
from pipeline.data.pooling.reml import OneMean, trace
from tests.data.pooling.sets import sets


@given(sets(), st.integers(1, 1000))
def test_equal_variances_have_a_closed_form(drawn: tuple[Numbers, Numbers], thousandths: int) -> None:
    effects, variance = drawn[0], thousandths / 1000
    one = OneMean.of(effects, np.full(len(effects), variance))
    expected = max(0.0, float(np.var(effects, ddof=1)) - variance)
    assert one.tau2 == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert one.mean(one.tau2) == pytest.approx((effects.mean(), np.sqrt((variance + expected) / len(effects))), abs=1e-12)


@given(sets())
def test_nowhere_is_the_likelihood_higher(drawn: tuple[Numbers, Numbers]) -> None:
    one = OneMean.of(*drawn)
    elsewhere = np.concatenate([[0], np.geomspace(1e-8, 100, 2000)])
    assert float(one.height(one.tau2)) >= one.height(elsewhere).max() - 1e-12 * abs(float(one.height(one.tau2)))


@given(sets(), st.floats(0, 5))
def test_height_and_slope_are_what_matrices_give(drawn: tuple[Numbers, Numbers], tau2: float) -> None:
    one = OneMean.of(*drawn)
    inverse = np.diag(1 / (one.variances + tau2))
    p = inverse - inverse @ np.ones((len(inverse), len(inverse))) @ inverse / inverse.sum()
    y = one.effects
    assert float(one.slope(tau2)) == pytest.approx((y @ p @ p @ y - np.trace(p)) / 2, rel=1e-7, abs=1e-7)
    assert float(one.height(tau2)) == pytest.approx((np.linalg.slogdet(inverse)[1] - np.log(inverse.sum()) - y @ p @ y) / 2, abs=1e-7)


@given(sets(), st.integers(0, 2**32 - 1))
def test_the_order_of_rows_changes_no_digit(drawn: tuple[Numbers, Numbers], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(drawn[0]))
    assert OneMean.of(*drawn).tau2 == OneMean.of(drawn[0][order], drawn[1][order]).tau2


def test_of_two_modes_the_higher_is_found() -> None:
    # Two precise effects near each other and far ones that are vague: one mode at zero, one where all effects differ.
    one = OneMean.of(np.array([0.0, 0.01, 6.0, -7.0, 8.0]), np.array([0.0001, 0.0001, 9.0, 9.0, 9.0]))
    points = np.geomspace(1e-7, 100, 4000)
    slopes = one.slope(points)
    assert np.count_nonzero((slopes[:-1] > 0) & (slopes[1:] <= 0)) + (slopes[0] <= 0) > 1
    assert float(one.height(one.tau2)) >= one.height(np.concatenate([[0], points])).max()


@given(sets())
def test_the_trace_is_that_of_its_definition(drawn: tuple[Numbers, Numbers]) -> None:
    weights = np.sort(1 / drawn[1])[::-1]
    assume(weights[0] < 1000 * weights[-1])
    assert float(trace(weights)) == pytest.approx(weights.sum() - np.sum(weights**2) / weights.sum(), rel=1e-9)


def test_beside_one_of_great_weight_the_trace_keeps_the_others() -> None:
    assert float(trace(np.array([1e20, 1.0, 1.0]))) == pytest.approx(4)
