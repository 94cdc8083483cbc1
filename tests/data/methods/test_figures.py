"""Years taken together: weights, breaks, gaps and intervals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.methods import figures
from pipeline.data.methods.figures import Figures, Pooled
from pipeline.data.methods.intervals import wilson
from pipeline.model import Break, Interval
from tests.data.small_table import MEAN, measure

WILSON = measure(MEAN, interval=Interval("wilson"), pupils="pupils", low="l", high="h")


def found(rows: dict[int, tuple[float, float]], which: Any = WILSON, ends: tuple[float, float] | None = None) -> Figures:
    """One place: year to value and pupils."""
    low, high = ends or (np.nan, np.nan)
    frame = pd.DataFrame([{"away_pct": value, "pupils": pupils, "l": value + low, "h": value + high} for value, pupils in rows.values()])
    return figures.figures(frame, which, np.zeros(len(rows), dtype=int), np.array(list(rows)))


def pooled(of: Figures, until: int) -> tuple[float, float, float, int, int]:
    """The one place's pool."""
    made: Pooled = figures.pooled(of, np.array([until]), 1)
    return tuple(getattr(made, name)[0].item() for name in ("value", "low", "high", "first", "years"))


NAN = float("nan")


def test_shares_are_pooled_as_if_they_were_one_year_of_all_the_pupils() -> None:
    value, low, high, first, years = pooled(found({2022: (50, 10), 2023: (80, 30), 2024: (20, 20)}), 2024)
    assert value == pytest.approx(100 * (5 + 24 + 4) / 60)
    assert (low, high) == pytest.approx([end[0] for end in wilson(np.array([value]), np.array([60.0]))])
    assert (first, years) == (2022, 3)


@settings(deadline=None)
@given(st.dictionaries(st.integers(2015, 2024), st.tuples(st.floats(0, 100), st.integers(1, 300)), min_size=1))
def test_a_pool_lies_between_its_years_and_narrows_the_interval(rows: dict[int, tuple[float, float]]) -> None:
    last = max(rows)
    value, low, high, first, years = pooled(found(rows), last)
    chosen = {year: row for year, row in rows.items() if year > last - 3}
    assert years == (len(chosen) if len(chosen) > 1 else 0)
    if years:
        shares = [row[0] for row in chosen.values()]
        assert min(shares) - 1e-9 <= value <= max(shares) + 1e-9
        assert low <= value + 1e-9
        assert value <= high + 1e-9
        assert first == min(chosen)


def test_years_long_before_and_missing_ones_do_not_count() -> None:
    assert pooled(found({2010: (50, 10), 2024: (20, 20)}), 2024)[4] == 0
    assert pooled(found({2022: (50, 10), 2023: (NAN, 10), 2024: (20, 10)}), 2024)[::4] == (35, 2)


def test_a_pool_never_crosses_a_break() -> None:
    broken = measure(MEAN, interval=Interval("wilson"), pupils="pupils", low="l", high="h", breaks=(Break("2023-24", "counted anew"),))
    assert pooled(found({2022: (90, 10), 2023: (50, 10), 2024: (30, 10)}, broken), 2024)[0] == pytest.approx(40)
    assert pooled(found({2021: (90, 10), 2022: (50, 10)}, broken), 2022)[0] == pytest.approx(70)


def test_without_the_pupils_of_every_year_the_years_count_alike_and_there_is_no_interval() -> None:
    value, low, high, *_ = pooled(found({2023: (50, NAN), 2024: (20, 20)}), 2024)
    assert value == pytest.approx(35)
    assert np.isnan([low, high]).all()


def test_published_intervals_are_pooled_by_their_errors() -> None:
    score = measure(MEAN, interval=Interval("published"), pupils="pupils", low="l", high="h")
    value, low, high, *_ = pooled(found({2023: (1.0, 100), 2024: (0.0, 100)}, score, (-0.4, 0.4)), 2024)
    assert value == pytest.approx(0.5)
    assert (high - value, value - low) == pytest.approx((0.4 / 2**0.5, 0.4 / 2**0.5))


def test_the_latest_is_the_last_with_a_value() -> None:
    of = found({2022: (50, 10), 2023: (20, 10), 2024: (NAN, 10)})
    assert of.value[figures.latest(of, 1)].tolist() == [20]
    assert figures.latest(found({2024: (NAN, 10)}), 1).tolist() == [-1]
