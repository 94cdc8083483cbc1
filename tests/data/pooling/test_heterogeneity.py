"""Q, I² and the method of moments, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from pipeline.data.pooling.heterogeneity import cochran_q, dersimonian_laird, i2
from pipeline.data.pooling.model import Numbers
from pipeline.data.pooling.reml import OneMean
from tests.data.pooling.sets import sets


def test_three_effects_by_hand() -> None:
    one = OneMean.of(np.array([0.0, 2.0, 4.0]), np.array([1.0, 1.0, 1.0]))
    assert cochran_q(one) == pytest.approx(8)
    found = dersimonian_laird(one)
    assert (found.estimate, found.tau2, found.se) == pytest.approx((2, 3, (4 / 3) ** 0.5))
    assert i2(one.variances, 3) == pytest.approx(75)


def test_what_would_be_negative_is_zero() -> None:
    found = dersimonian_laird(OneMean.of(np.array([0.0, 0.1, 0.2]), np.array([1.0, 1.0, 2.0])))
    assert found.tau2 == 0
    assert found.se == pytest.approx(2.5**-0.5)


@given(sets())
def test_by_moments_all_that_is_beyond_chance_is_between_effects(drawn: tuple[Numbers, Numbers]) -> None:
    """With DerSimonian and Laird's variance I² is what Higgins and Thompson defined by Q: (Q - df) / Q, or nothing."""
    one = OneMean.of(*drawn)
    q, df = cochran_q(one), len(drawn[0]) - 1
    assert i2(one.variances, dersimonian_laird(one).tau2) == pytest.approx(100 * max(0.0, 1 - df / q) if q else 0, abs=1e-7)
