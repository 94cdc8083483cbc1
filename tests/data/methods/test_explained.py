"""What is explained: all, nothing, or less than nothing; never by a school's own figure."""

from __future__ import annotations

import numpy as np

from pipeline.data.methods.explained import LEAST, explained

COUNT = 400
PHASE = np.array(["primary"] * COUNT, dtype=object)
BY_FOUR = np.arange(COUNT) // 4


def of_four() -> np.ndarray:
    """The three others of each school's group of four."""
    return np.array([[other for other in range(4 * (at // 4), 4 * (at // 4) + 4) if other != at] for at in range(COUNT)])


def test_likes_that_agree_explain_everything() -> None:
    (row,) = explained(BY_FOUR.astype(float), PHASE, BY_FOUR, of_four()).to_dict("records")
    assert (row["phase"], row["schools"], row["similar_pct"], row["authority_pct"]) == ("primary", COUNT, 100.0, 100.0)
    assert row["random_pct"] < 20


def test_noise_is_not_explained() -> None:
    noise = np.random.default_rng(5).normal(size=COUNT)
    (row,) = explained(noise, PHASE, BY_FOUR, of_four()).to_dict("records")
    assert row["similar_pct"] < 0  # three others are farther off than the mean of all


def test_a_schools_own_figure_is_in_no_prediction() -> None:
    lone = np.zeros(COUNT)
    lone[0] = 100.0
    (row,) = explained(lone, PHASE, BY_FOUR, of_four()).to_dict("records")
    assert row["similar_pct"] < 0


def test_a_phase_of_few_schools_is_left_out() -> None:
    few = np.where(np.arange(COUNT) < LEAST - 1, "special", "primary").astype(object)
    assert set(explained(BY_FOUR.astype(float), few, BY_FOUR, of_four())["phase"]) == {"primary"}
