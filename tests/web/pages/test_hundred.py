"""Percentages as so many in a hundred."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.web.pages.hundred import half_of_100, of_100

PERCENT = st.integers(0, 1000).map(lambda tenths: tenths / 10)


def number(text: str) -> float:
    return {"none": 0.0, "few": 0.25, "most": 99.75, "all": 100.0}[text] if text.isalpha() else float(text)


@given(PERCENT)
def test_it_is_never_more_than_half_a_point_off(percent: float) -> None:
    assert abs(number(of_100(percent)) - percent) <= 0.5


@given(PERCENT)
def test_none_and_all_are_said_of_exactly_that(percent: float) -> None:
    assert (of_100(percent) == "none") == (percent == 0)
    assert (of_100(percent) == "all") == (percent == 100)


@given(PERCENT, PERCENT, PERCENT)
def test_rounding_moves_nothing_into_the_half_or_out_of_it(percent: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    about, begin, end = half_of_100(percent, low, high, 1)
    assert (float(begin) <= number(about) <= float(end)) == (low <= percent <= high)
    assert (begin == end) == (low == high)
