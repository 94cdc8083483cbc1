"""The published rule of certainty, step by step."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.data.reviews import certainty as rule
from pipeline.data.reviews.certainty import STATUS, certainty, imprecision, inconsistency, indirectness, risk_of_bias, small_studies, start
from pipeline.evidence import COMPUTED, UNRATED, Certainty
from tests.reviews_at_hand import review

ROW: dict[str, Any] = {
    "estimate": 0.3,
    "ci_low": 0.2,
    "ci_high": 0.4,
    "pi_low": 0.1,
    "pi_high": 0.5,
    "i2": 20.0,
    "clusters": 20,
    "egger_p": 0.4,
    "share_below_zero": 0.1,
}
TEXT = Path("docs/methods/certainty.md")


def table(**columns: list[str]) -> pd.DataFrame:
    filled = {"design": ["randomised"] * 10, "rob_overall": ["low"] * 10, "phase": ["primary"] * 10}
    return pd.DataFrame({**filled, **columns}).assign(effect_id=[str(number) for number in range(10)])


def part(word: str, many: int, rest: str = "") -> list[str]:
    return [word] * many + [rest] * (10 - many)


@pytest.mark.parametrize(("many", "step", "code"), [(8, 3, "START-HIGH"), (5, 2, "START-MODERATE"), (4, 1, "START-LOW")])
def test_the_rating_starts_by_how_many_are_randomised(many: int, step: int, code: str) -> None:
    found = start(table(design=part("randomised", many, "matched")))
    assert (found.step, found.code, found.numbers["share_randomised"]) == (step, code, many / 10)


@pytest.mark.parametrize(("many", "step", "code"), [(8, 0, "BIAS-LOW"), (5, -1, "BIAS-SOME"), (4, -2, "BIAS-MUCH")])
def test_bias_goes_by_the_overall_judgement(many: int, step: int, code: str) -> None:
    found = risk_of_bias(table(rob_overall=part("Meets WWC standards without reservations", many, "other")), None)
    assert (found.step, found.code) == (step, code)


@pytest.mark.parametrize(
    ("judgements", "step", "code"),
    [(("low", "low"), 0, "BIAS-LOW"), (("low", "unclear"), -1, "BIAS-SOME"), (("low", "high"), -2, "BIAS-MUCH")],
)
def test_or_by_how_pupils_were_assigned(judgements: tuple[str, str], step: int, code: str) -> None:
    rows = [(str(number), domain, each) for number in range(10) for domain, each in zip(rule.ASSIGNMENT, judgements, strict=True)]
    bias = pd.DataFrame(rows, columns=["effect_id", "domain", "judgement"])
    found = risk_of_bias(table(rob_overall=[""] * 10), bias)
    assert (found.step, found.code) == (step, code)


def test_what_nobody_judged_is_not_taken_to_be_good() -> None:
    assert risk_of_bias(table(rob_overall=[""] * 10), None).code == "BIAS-NOT-JUDGED"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "SPREAD-SMALL"),
        ({"i2": 60.0}, "SPREAD-SMALL"),
        ({"i2": 40.0, "pi_low": -0.1}, "SPREAD-SMALL"),
        ({"i2": 60.0, "pi_low": -0.1}, "SPREAD-LARGE"),
        ({"i2": 60.0, "pi_low": -0.1, "share_below_zero": 0.4}, "SPREAD-VERY-LARGE"),
        ({"i2": 60.0, "pi_low": -0.5, "pi_high": 0.1, "estimate": -0.3, "share_below_zero": 0.9}, "SPREAD-LARGE"),
    ],
)
def test_spread_counts_where_one_more_study_may_find_none(changes: dict[str, float], code: str) -> None:
    assert inconsistency({**ROW, **changes}).code == code


@pytest.mark.parametrize(("many", "step"), [(8, 0), (5, -1), (4, -2)])
def test_directness_is_being_of_school_age(many: int, step: int) -> None:
    assert indirectness(table(phase=part("secondary", many, "adult"))).step == step


@pytest.mark.parametrize(
    ("changes", "code"),
    [({}, "PRECISE"), ({"ci_low": -0.1}, "IMPRECISE"), ({"clusters": 9}, "IMPRECISE"), ({"ci_low": 0.0, "clusters": 3}, "VERY-IMPRECISE")],
)
def test_precision_is_an_interval_apart_from_nought_and_ten_studies(changes: dict[str, float], code: str) -> None:
    assert imprecision({**ROW, **changes}).code == code


@pytest.mark.parametrize(("p", "code"), [(0.09, "SMALL-DIFFER"), (0.1, "SMALL-ALIKE"), (math.nan, "SMALL-NOT-TESTED")])
def test_small_studies_are_compared_with_large_ones(p: float, code: str) -> None:
    assert small_studies({**ROW, "egger_p": p}).code == code


def computed(**columns: list[str]) -> pd.DataFrame:
    found = replace(review(), certainty=Certainty(COMPUTED, "x", UNRATED))
    return certainty(found, "all", table(**columns), ROW, None)


def test_steps_add_up_to_the_final_level() -> None:
    rows = computed(rob_overall=part("low", 6), phase=part("primary", 6)).set_index("domain")
    assert list(rows["level"]) == ["high", "moderate", "moderate", "low", "low", "low", "low"]
    assert rows["step"].sum() == 1
    assert set(rows["status"]) == {STATUS}
    assert rows.loc["start", "numbers"] == "share_randomised=1 effects=10"


def test_there_is_nothing_below_very_low() -> None:
    rows = computed(design=[""] * 10, rob_overall=[""] * 10, phase=[""] * 10).set_index("domain")
    assert rows.loc["final", "level"] == "very low"


def test_a_review_that_is_not_rated_says_so_and_no_more() -> None:
    rows = certainty(review(), "all", table(), ROW, None)
    assert list(rows.iloc[0][["domain", "level", "status"]]) == ["final", UNRATED, UNRATED]
    assert len(rows) == 1


def test_every_code_is_in_the_published_rule_and_none_is_there_in_vain() -> None:
    published = set(re.findall(r"`([A-Z]+(?:-[A-Z]+)+|PRECISE|IMPRECISE)`", TEXT.read_text(encoding="utf-8")))
    source = Path(rule.__file__).read_text(encoding="utf-8")
    assert published == set(re.findall(r'"([A-Z]+(?:-[A-Z]+)+|PRECISE|IMPRECISE)"', source))
