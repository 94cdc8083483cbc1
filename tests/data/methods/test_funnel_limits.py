"""Limits of a share against the binomial worked by hand and by whole numbers, and what must hold of them whatever is drawn."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.methods.funnel_limits import TAILS, WIDER, binomial, dispersion

SHARE = st.integers(1, 99).map(lambda hundredths: hundredths / 100)
SIZE = st.integers(1, 600)
CLASS = st.integers(1, 90)  # fractions of larger ones take long


def limits(share: float, *sizes: int) -> np.ndarray:
    """Line by size."""
    return np.array(binomial(share, np.array(sizes, dtype=float)))


def at_most(count: int, size: int, share: Fraction) -> Fraction:
    """The chance of so many or fewer, exactly."""
    return sum((comb(size, each) * share**each * (1 - share) ** (size - each) for each in range(count + 1)), Fraction(0))


def test_half_of_ten_pupils_worked_by_hand() -> None:
    # 1, 11 and 56 of 1,024 ways have at most 0, 1 and 2 pupils. 25.6 ways are 2.5 %: 2 less 30.4/45; 1.024 are 0.1 %: 1 less 9.976/10.
    low_998, low_95, high_95, high_998 = limits(0.5, 10)[:, 0]
    assert (low_95, low_998) == pytest.approx(((2 - 30.4 / 45) / 10, (1 - 9.976 / 10) / 10), rel=1e-12)
    assert (high_95, high_998) == pytest.approx((1 - low_95, 1 - low_998), rel=1e-12)


def test_one_pupil_can_be_neither_above_nor_below() -> None:
    assert limits(0.5, 1)[:, 0].tolist() == pytest.approx([0, 0, 1, 1])


@given(SHARE, CLASS)
def test_a_school_below_the_limit_would_come_less_often_than_the_tail_and_one_pupil_more_would_not(share: float, size: int) -> None:
    """Checked in fractions, which round nothing."""
    exact = Fraction(share)
    for tail, limit in zip(TAILS, limits(share, size)[:2, 0], strict=True):
        below = int(np.ceil(limit * size - 1e-9)) - 1  # the most pupils that lie below the limit
        assert at_most(below, size, exact) < tail * (1 + 1e-9)
        assert at_most(below + 1, size, exact) >= tail * (1 - 1e-9)


@given(SHARE, SIZE)
def test_those_who_are_not_counted_have_the_mirrored_limits(share: float, size: int) -> None:
    assert limits(share, size)[:, 0] == pytest.approx(1 - limits(1 - share, size)[::-1, 0], abs=1e-9)


@given(SHARE, SIZE)
def test_the_lines_keep_their_order_round_the_centre_and_within_what_a_share_can_be(share: float, size: int) -> None:
    low_998, low_95, high_95, high_998 = limits(share, size)[:, 0]
    assert 0 <= low_998 <= low_95 <= share <= high_95 <= high_998 <= 1


@given(SHARE, SIZE)
def test_twice_the_pupils_narrow_the_funnel(share: float, size: int) -> None:
    few, many = limits(share, size, 2 * size).T
    assert many[1] - many[2] >= few[1] - few[2] - 1e-9  # the inner gap, as a negative
    assert many[0] - many[3] >= few[0] - few[3] - 1e-9


@pytest.mark.parametrize("share", [0.07, 0.5, 0.82])
def test_with_many_pupils_the_limits_are_those_of_the_normal_curve(share: float) -> None:
    size = 5000
    error = (share * (1 - share) / size) ** 0.5
    assert limits(share, size)[:, 0] == pytest.approx(share + error * np.array([-3.0902, -1.96, 1.96, 3.0902]), abs=0.1 * error)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_if_nobody_or_everybody_is_counted_there_is_no_room_for_chance(share: float) -> None:
    assert limits(share, 30)[:, 0].tolist() == [share] * 4


def test_99_8_reaches_1_577_times_as_far_as_95() -> None:
    assert round(WIDER, 3) == 1.577


def test_chance_alone_has_a_dispersion_of_about_one_and_schools_that_differ_far_more() -> None:
    drawn = np.random.default_rng(11).normal(size=20_000)
    once = dispersion(drawn, np.ones(20_000))
    assert 0.6 < once < 1  # the ends of a normal curve weigh 0.31 of its square
    assert dispersion(3 * drawn, np.ones(20_000)) == pytest.approx(9 * once)


def test_a_few_schools_far_out_do_not_make_dispersion() -> None:
    scores = np.concatenate([np.tile([-1.0, 1.0], 50), [500.0]])
    assert dispersion(scores, np.ones(101)) == 1
    assert np.isnan(dispersion(scores, np.zeros(101)))
