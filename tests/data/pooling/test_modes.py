"""All modes are looked at, zero is found as zero, and a root to its last digit."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.data.pooling.modes import falls, grid, highest, root


def test_the_grid_begins_at_zero_and_is_even_in_the_whole_variance() -> None:
    points = grid(spread=4, least=0.5, most=2)
    steps = np.diff(np.log(points + 0.5))
    assert points[0] == 0
    assert steps == pytest.approx(np.full(len(steps), steps[0]))
    assert steps[0] <= np.log(10) / 40


def test_beyond_the_grid_no_slope_can_be_above_zero() -> None:
    end = grid(spread=4, least=0.5, most=2)[-1]
    assert (0.5 + end) ** 2 >= 4 * (2 + end)


def test_effects_closer_than_chance_have_a_grid_of_zero_alone() -> None:
    assert grid(spread=0.1, least=0.5, most=0.5).tolist() == [0]


def test_a_fall_is_a_step_from_above_zero_to_zero_or_below() -> None:
    assert falls(np.array([1.0, 0.0, -1.0, 2.0, -2.0]))[0].tolist() == [0, 3]


@pytest.mark.parametrize(("near", "far"), [(1.0, 2.0), (2.0, 1.0)])
def test_the_higher_of_two_modes_is_taken_wherever_it_lies(near: float, far: float) -> None:
    def height(at: float) -> float:
        return float(near * np.exp(-((at - 1) ** 2)) + far * np.exp(-((at - 6) ** 2)))

    def slope(at: float) -> float:
        return float(-2 * near * (at - 1) * np.exp(-((at - 1) ** 2)) - 2 * far * (at - 6) * np.exp(-((at - 6) ** 2)))

    points = np.linspace(0, 10, 41)
    assert highest(slope, height, points, np.array([slope(at) for at in points])) == pytest.approx(1 if near > far else 6, abs=1e-6)


def test_zero_is_a_mode_where_the_slope_falls_from_it_and_counts_only_if_it_is_higher() -> None:
    points = np.linspace(0, 4, 9)
    slopes = np.array([(at - 1) * (3 - at) for at in points])
    for more_at_zero, expected in ((2.0, 0.0), (0.0, 3.0)):
        found = highest(lambda at: (at - 1) * (3 - at), lambda at, more=more_at_zero: more if at == 0 else 1.0, points, slopes)  # type: ignore[misc]
        assert found == pytest.approx(expected)


def test_a_root_has_all_digits_and_a_sign_lost_to_rounding_gives_the_end() -> None:
    assert root(lambda at: 2 - at**2, 0, 2) == pytest.approx(2**0.5, rel=1e-15)
    assert root(lambda at: -at, 0, 1) == 0
    assert root(lambda at: 1 - at, 0, 1) == 1
