"""Which numbers can be pooled, to the very edge."""

from __future__ import annotations

import pytest

from pipeline.data.pooling.bounds import hold_count, hold_number
from pipeline.errors import PoolingError


@pytest.mark.parametrize(("effect", "variance"), [(0, 1), (-1e30, 1e-30), (1e30, 1e30)])
def test_what_lies_within_is_held(effect: float, variance: float) -> None:
    hold_number("here", effect, variance)


@pytest.mark.parametrize(("effect", "variance"), [(1.1e30, 1), (float("nan"), 1), (0, 0.9e-30), (0, 0), (0, -1), (0, float("inf"))])
def test_what_lies_beyond_is_refused(effect: float, variance: float) -> None:
    with pytest.raises(PoolingError, match=r"^here: found an? "):
        hold_number("here", effect, variance)


def test_three_are_enough_and_two_are_not() -> None:
    hold_count("here", 3, "studies")
    with pytest.raises(PoolingError, match=r"too few studies \(2\); expected at least 3"):
        hold_count("here", 2, "studies")
