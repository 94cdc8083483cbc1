"""A study as one mark: the mean of its effects, whose error does not shrink with their number."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from pipeline.data.reviews.by_study import by_study


def effects(measure: str = "SMD") -> pd.DataFrame:
    rows = [("b", "Brown (2001)", 0.2, 0.04), ("a", "Adams (1999)", 0.5, 0.01), ("b", "Brown (2001)", 0.4, 0.12)]
    return pd.DataFrame(rows, columns=["study", "citation", "effect", "variance"]).assign(measure=measure)


def test_studies_stand_by_name_with_mean_effect_and_mean_variance() -> None:
    found = by_study("all", effects())
    assert found["citation"].tolist() == ["Adams (1999)", "Brown (2001)"]
    assert found["pool"].tolist() == ["all", "all"]
    assert found["effects"].tolist() == [1, 2]
    assert found["effect"].tolist() == pytest.approx([0.5, 0.3])
    assert found["se"].tolist() == pytest.approx([0.1, math.sqrt(0.08)])


def test_the_interval_is_of_95_per_cent() -> None:
    first = by_study("all", effects()).iloc[0]
    assert (first["shown_effect"], first["shown_low"], first["shown_high"]) == pytest.approx((0.5, 0.5 - 0.1959964, 0.5 + 0.1959964))


@pytest.mark.parametrize(("measure", "back"), [("LOR", math.exp), ("ZCOR", math.tanh)])
def test_a_reader_is_shown_odds_and_correlations(measure: str, back: object) -> None:
    assert callable(back)
    first = by_study("all", effects(measure)).iloc[0]
    assert first["shown_effect"] == pytest.approx(back(0.5))
    assert first["shown_low"] == pytest.approx(back(0.5 - 0.1959964))
    assert first["effect"] == 0.5


def test_numbered_studies_stand_in_the_order_of_their_numbers() -> None:
    numbered = pd.DataFrame({"study": ["10", "9", "2"], "citation": ["Study 10", "Study 9", "Study 2"], "effect": 0.1, "variance": 0.1})
    assert by_study("all", numbered.assign(measure="SMD"))["citation"].tolist() == ["Study 2", "Study 9", "Study 10"]
