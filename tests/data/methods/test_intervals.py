"""Wilson's interval against figures from print, and as columns of a table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.methods.intervals import Z, interval_fields, wilson, with_intervals
from pipeline.model import Interval
from tests.data.small_table import MEAN, measure, table

SHARE = measure(MEAN, interval=Interval("wilson"), pupils="pupils", low="away_pct_low", high="away_pct_high")


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_figures_in_print(part: int, whole: int, low: float, high: float) -> None:
    ends = wilson(np.array([100 * part / whole]), np.array([float(whole)]))
    assert [end[0] / 100 for end in ends] == pytest.approx([low, high], abs=0.00006)


@given(st.integers(1, 5000), st.data())
def test_the_interval_is_where_the_share_is_as_far_as_its_own_error_allows(whole: int, data: st.DataObject) -> None:
    """Both ends solve (p - x)² = z² x (1 - x) / n, which is how Wilson defined them."""
    part = data.draw(st.integers(0, whole))
    share = part / whole
    for end in wilson(np.array([100 * share]), np.array([float(whole)])):
        x = end[0] / 100
        assert 0 <= x <= 1
        assert (share - x) ** 2 == pytest.approx(Z**2 * x * (1 - x) / whole, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("percent", "pupils"), [(np.nan, 30.0), (50.0, np.nan), (50.0, 0.0)])
def test_without_share_or_pupils_there_is_no_interval(percent: float, pupils: float) -> None:
    assert np.isnan(wilson(np.array([percent]), np.array([pupils]))).all()


def test_a_table_carries_the_interval_and_a_suppressed_figure_has_none() -> None:
    rows = with_intervals(table({"away_pct": 50, "pupils": 30}, {"away_pct": "c", "pupils": 30}, {"away_pct": 50, "pupils": "x"}), (SHARE,))
    assert rows["away_pct_low"][0] == pytest.approx(33.15, abs=0.01)
    assert rows["away_pct_high"][0] == pytest.approx(66.85, abs=0.01)
    assert rows.loc[1:, ["away_pct_low", "away_pct_high"]].isna().all(axis=None)
    assert [field["name"] for field in interval_fields((SHARE,))] == ["away_pct_low", "away_pct_high"]


def test_a_measure_without_interval_leaves_the_table_as_it_is() -> None:
    rows = table({"away_pct": 50, "pupils": 30})
    pd.testing.assert_frame_equal(with_intervals(rows, (measure(MEAN),)), rows)
    assert interval_fields((measure(MEAN),)) == []
