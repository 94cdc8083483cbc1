"""All at once is the same as one after another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from pipeline.data.pooling.leave_one_out import estimates_without, leave_one_out
from pipeline.data.pooling.model import Numbers
from pipeline.data.pooling.reml import OneMean
from tests.data.pooling.sets import sets


def one_by_one(one: OneMean) -> list[float]:
    rest = [OneMean(np.delete(one.effects, out), np.delete(one.variances, out)) for out in range(len(one.effects))]
    return [left.mean(left.tau2)[0] for left in rest]


@given(sets())
def test_all_at_once_is_one_after_another(drawn: tuple[Numbers, Numbers]) -> None:
    one = OneMean.of(*drawn)
    assert estimates_without(one) == pytest.approx(one_by_one(one), rel=1e-7, abs=1e-7)


def test_beside_one_of_great_weight_no_digit_is_lost() -> None:
    one = OneMean.of(np.array([5.0, 0.1, 0.7, -0.4, 0.9]), np.array([1e-10, 0.1, 0.2, 0.1, 0.3]))
    assert estimates_without(one) == pytest.approx(one_by_one(one), rel=1e-9)


def test_the_range_is_that_of_the_estimates() -> None:
    found = leave_one_out(OneMean.of(np.array([0.0, 3.0, 6.0]), np.ones(3)))
    assert (found.min, found.max) == pytest.approx((1.5, 4.5))
