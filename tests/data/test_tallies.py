"""The arithmetic of roll-ups, held to exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.tallies import half_up, parts, total
from pipeline.model import REASONS, Measure, Rollup
from tests.data.small_table import MEAN, RATIO, SCHOOL, SCHOOLS, measure, table

HALF_A_UNIT = 0.51e-5
PLAIN_RATIO = Rollup("ratio", "missed", "possible", per=100.0)
unhurried = settings(deadline=None, max_examples=40)


def figure(rows: list[dict[str, Any]], shown: Measure) -> tuple[float, int]:
    """What all rows come to together, and how many of them count."""
    given_parts = parts(table(*rows), shown)
    places = np.arange(len(rows))
    values, _ = total(given_parts, places, np.zeros(len(rows), dtype=int), 1, ratio=shown.rollup.method != "sum")
    return float(values[0]), int(given_parts.used.sum())


@unhurried
@given(SCHOOLS)
def test_a_mean_lies_between_the_least_and_the_greatest_of_its_parts(rows: list[dict[str, Any]]) -> None:
    known = [row["away_pct"] for row in rows if row["away_pct"] not in REASONS and row["pupils"] not in ("x", 0)]
    value, counted = figure(rows, measure(MEAN))
    assert counted == len(known)
    assert np.isnan(value) if not known else min(known) - HALF_A_UNIT <= value <= max(known) + HALF_A_UNIT


@unhurried
@given(SCHOOLS, st.integers(0, 3))
def test_a_ratio_is_exact_and_rounded_half_up(rows: list[dict[str, Any]], decimals: int) -> None:
    value, _ = figure(rows, measure(RATIO, decimals))
    counted = [row for row in rows if row["possible"]]
    if counted:
        exact = Fraction(100 * sum(row["missed"] for row in counted), sum(row["possible"] for row in counted))
        scale = 10 ** (decimals + 4)
        assert round(value * scale) == int(exact * scale + Fraction(1, 2))


@unhurried
@given(SCHOOLS)
def test_a_sum_is_the_sum_of_what_is_known(rows: list[dict[str, Any]]) -> None:
    known = [Fraction(str(row["away_pct"])) for row in rows if row["away_pct"] not in REASONS]
    value, counted = figure(rows, measure(Rollup("sum")))
    assert counted == len(known)
    assert np.isnan(value) if not known else value == float(sum(known))


@unhurried
@given(SCHOOLS, SCHOOL)
@pytest.mark.parametrize("rule", [MEAN, PLAIN_RATIO], ids=["mean", "ratio"])
def test_a_school_of_weight_nought_changes_nothing(rule: Rollup, rows: list[dict[str, Any]], light: dict[str, Any]) -> None:
    light = {**light, "pupils": 0, "missed": 0, "possible": 0}
    np.testing.assert_equal(figure([*rows, light], measure(rule)), figure(rows, measure(rule)))


@pytest.mark.parametrize(
    ("top", "bottom", "digits", "value"),
    [(1, 8, 2, 0.13), (3, 8, 2, 0.38), (80_600, 2_560, 5, 31.48438), (1, 3, 5, 0.33333), (0, 7, 5, 0.0), (0.25, 2.0, 2, 0.13)],
)
def test_half_up(top: float, bottom: float, digits: int, value: float) -> None:
    assert half_up(np.array([top], dtype=float), np.array([bottom], dtype=float), digits).tolist() == [value]


def test_numbers_too_large_to_be_exact_are_still_close() -> None:
    assert half_up(np.array([2.0**53]), np.array([2.0**51]), 9).tolist() == [4.0]
