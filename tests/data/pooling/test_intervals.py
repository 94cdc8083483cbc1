"""Intervals against figures from tables of the normal and of Student's distribution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from pipeline.data.pooling.intervals import hartung_knapp, normal, prediction, student
from pipeline.data.pooling.model import Interval, Numbers
from pipeline.data.pooling.reml import OneMean
from tests.data.pooling.sets import sets


def ends(interval: Interval) -> tuple[float, float]:
    return interval.ci_low, interval.ci_high


def test_the_quantiles_are_those_in_print() -> None:
    assert ends(normal(1, 2)) == pytest.approx((1 - 2 * 1.959964, 1 + 2 * 1.959964), abs=1e-6)
    assert ends(student(0, 1, 4)) == pytest.approx((-2.776445, 2.776445), abs=1e-6)
    assert ends(student(0, 1, 1)) == pytest.approx((-12.706205, 12.706205), abs=1e-6)


def test_a_prediction_of_three_effects_has_one_degree_of_freedom() -> None:
    assert ends(prediction(0, 0.3, 0.16, 3)) == pytest.approx((-0.5 * 12.706205, 0.5 * 12.706205), abs=1e-6)


@given(sets())
def test_hartung_and_knapp_are_never_narrower_than_the_plain_interval(drawn: tuple[Numbers, Numbers]) -> None:
    one = OneMean.of(*drawn)
    estimate, se = one.mean(one.tau2)
    wide, plain = hartung_knapp(one.effects, one.variances, one.tau2, estimate, se), normal(estimate, se)
    assert wide.ci_low < plain.ci_low < plain.ci_high < wide.ci_high


def test_effects_that_differ_widen_it_by_their_own_spread() -> None:
    effects, variances = np.array([-2.0, 0.0, 2.0]), np.ones(3)
    assert ends(hartung_knapp(effects, variances, 0.0, 0.0, 3**-0.5)) == pytest.approx(
        (-4.302653 * (4 / 3) ** 0.5, 4.302653 * (4 / 3) ** 0.5)
    )
