"""Egger's test against its own form (effect over error on one over error), and where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import linregress

from pipeline.data.pooling.model import Numbers
from pipeline.data.pooling.small_study import egger
from tests.data.pooling.sets import sets


@given(sets(least=10).filter(lambda drawn: float(np.ptp(drawn[1])) > 0.01 and float(np.ptp(drawn[0])) > 0.1))
def test_the_linear_form_is_eggers_own(drawn: tuple[Numbers, Numbers]) -> None:
    errors = np.sqrt(drawn[1])
    line = linregress(1 / errors, drawn[0] / errors)
    assume(line.intercept_stderr > 1e-6)  # of points on a line the statistic has no digits: see below
    found = egger(*drawn)
    assert found is not None
    assert found.t == pytest.approx(line.intercept / line.intercept_stderr, rel=1e-6, abs=1e-6)


def test_nine_effects_are_too_few_and_ten_are_enough() -> None:
    effects, variances = np.linspace(0, 1, 10) ** 2, np.linspace(0.01, 0.1, 10)
    assert egger(effects[:9], variances[:9]) is None
    assert egger(effects, variances) is not None


def test_where_all_are_as_precise_there_is_no_line() -> None:
    assert egger(np.linspace(0, 1, 12), np.full(12, 0.1)) is None


@given(st.floats(-3, 3))
def test_effects_that_are_all_the_same_show_nothing(effect: float) -> None:
    found = egger(np.full(12, effect), np.linspace(0.01, 0.1, 12))
    assert found is not None
    assert (found.p, found.mixed_effects_p) == pytest.approx((1, 1), abs=1e-6)


def test_effects_that_grow_with_their_error_show_it_in_both_forms() -> None:
    variances = np.linspace(0.01, 0.2, 20)
    found = egger(3 * np.sqrt(variances) + 0.01 * (-1.0) ** np.arange(20), variances)
    assert found is not None
    assert found.t > 50
    assert found.p < 1e-10
    assert found.mixed_effects_p < 0.01


def test_points_on_a_line_have_a_finite_statistic() -> None:
    found = egger(np.arange(1.0, 13.0), np.arange(1.0, 13.0) ** 2)
    assert found is not None
    assert np.isfinite(found.t)
    assert found.p < 1e-20
