"""Middle halves against numpy, and standings case by case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.methods.likeness import LEAST, STANDINGS, Middle, beside, grouped, standing

VALUE = st.one_of(st.floats(-50, 50), st.just(float("nan")))


@settings(deadline=None)
@given(st.lists(VALUE, min_size=30, max_size=30))
def test_quartiles_are_numpys_over_what_is_known(values: list[float]) -> None:
    neighbours = np.vstack([np.arange(30), np.full(30, -1)])
    middle = beside(np.array(values)[:, None], neighbours, np.array([0, 0]))
    known = [value for value in values if not np.isnan(value)]
    assert middle.schools.tolist() == [len(known), 0]
    found = (middle.low[0], middle.mid[0], middle.high[0])
    if len(known) >= LEAST:
        assert found == pytest.approx(np.quantile(known, [0.25, 0.5, 0.75]))
    else:
        assert np.isnan(found).all()
    assert np.isnan([middle.low[1], middle.mid[1], middle.high[1]]).all()


@settings(deadline=None)
@given(st.lists(st.tuples(VALUE, st.integers(-1, 3)), max_size=40))
def test_quantiles_of_groups_are_numpys(rows: list[tuple[float, int]]) -> None:
    values, group = np.array([row[0] for row in rows], dtype=float), np.array([row[1] for row in rows], dtype=int)
    cuts, counts = grouped(values, group, 4, (0.02, 0.5, 0.98))
    for number in range(4):
        known = values[(group == number) & ~np.isnan(values)]
        assert counts[number] == len(known)
        if len(known):
            assert cuts[:, number] == pytest.approx(np.quantile(known, [0.02, 0.5, 0.98]))
        else:
            assert np.isnan(cuts[:, number]).all()


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (15, 5, 30, "within"),
        (20, 19, 21, "within"),
        (25, 21, 29, "above"),
        (25, 19, 31, "near-above"),
        (25, None, None, "over"),
        (5, 1, 9, "below"),
        (5, 1, 11, "near-below"),
        (5, None, None, "under"),
        (None, None, None, ""),
        (20.049, None, None, "within"),
        (20.051, None, None, "over"),
        (9.951, None, None, "within"),
        (9.949, None, None, "under"),
        (25, 20.049, 29, "near-above"),
        (25, 20.051, 29, "above"),
    ],
)
def test_where_a_figure_stands(value: float | None, low: float | None, high: float | None, told: str) -> None:
    middle = Middle(*(np.array([number]) for number in (10.0, 15.0, 20.0, 30)))
    here, first, last = (np.array([number], dtype=float) for number in (value, low, high))
    assert standing(here, first, last, middle, 1).tolist() == [told]
    assert told in STANDINGS


def test_without_a_middle_half_there_is_no_standing() -> None:
    nothing = np.array([np.nan])
    assert standing(np.array([5.0]), nothing, nothing, Middle(nothing, nothing, nothing, np.array([4])), 1).tolist() == [""]
