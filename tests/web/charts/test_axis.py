"""Years and figures as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.web.charts.axis import MINUS, period_of, periods_between, printed, printed_period, year


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(5.04, 1, "5.0"), (1234567.0, 0, "1,234,567"), (-0.25, 2, f"{MINUS}0.25"), (-0.004, 2, "0.00"), (0.0, 1, "0.0"), (-0.4, 0, "0")],
)
def test_a_figure_has_its_decimals_its_commas_and_a_true_minus(value: float, decimals: int, text: str) -> None:
    assert printed(value, decimals) == text


@given(st.integers(1999, 2098), st.integers(0, 30))
def test_periods_between_two_are_all_years_without_a_hole(first: int, more: int) -> None:
    periods = periods_between(period_of(first), period_of(first + more))
    assert [year(period) for period in periods] == list(range(first, first + more + 1))


def test_a_period_is_shown_with_a_stroke() -> None:
    assert printed_period("1999-00") == "1999/00"
