"""A pool as a row: what metafor makes of the same data, and what must hold of any."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.data.reviews.selection import chosen
from pipeline.data.reviews.summary import estimates_without, participants, small_study_p, summary
from tests.reviews_at_hand import COMMITTED, effects, review

METAFOR = Path(__file__).with_name("metafor.csv")
with METAFOR.open(encoding="utf-8") as file:
    ANALYSES = list(csv.DictReader(file))


@pytest.mark.parametrize("analysis", ANALYSES, ids=[row["analysis"] for row in ANALYSES])
def test_a_pool_of_the_register_is_that_of_metafor(analysis: dict[str, str]) -> None:
    found = review(analysis["review"], COMMITTED)
    (plan,) = (pool for pool in found.pools if pool.id == analysis["pool"])
    row = summary(chosen(effects(found), plan.where))
    assert (row["model"], row["effects"]) == (analysis["model"], int(analysis["effects"]))
    numbers = {name: float(text) for name, text in analysis.items() if text and name not in ("review", "pool", "analysis", "model")}
    assert {name: row[name] for name in numbers} == pytest.approx(numbers, rel=1e-6, abs=1e-9)


def table(*rows: tuple[str, float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["cluster", "effect", "variance"])
    return frame.assign(study=frame["cluster"], n_total=10.0, measure="SMD", outcome_kind="attainment")


NESTED = table(("a", 0.1, 0.02), ("a", 0.5, 0.03), ("b", 0.2, 0.01), ("c", 0.9, 0.05), ("c", 0.7, 0.04), ("d", -0.1, 0.02))


def test_several_effects_of_a_cluster_make_three_levels_and_one_each_two() -> None:
    assert summary(NESTED)["model"] == "three-level"
    assert summary(NESTED.drop_duplicates("cluster"))["model"] == "two-level"


def test_without_a_cluster_the_estimate_is_that_of_the_others_at_the_same_variances() -> None:
    between, within = 0.05, 0.02
    found = estimates_without(NESTED, between, within)
    for cluster, estimate in zip("abcd", found, strict=True):
        rest = NESTED[NESTED["cluster"] != cluster]
        same = rest["cluster"].to_numpy()[:, None] == rest["cluster"].to_numpy()
        inverse = np.linalg.inv(np.diag(rest["variance"] + within) + between * same)
        assert estimate == pytest.approx(float((inverse @ rest["effect"]).sum() / inverse.sum()))


def test_the_estimate_lies_between_the_least_and_the_most_without_one() -> None:
    row = summary(NESTED)
    assert float(row["leave_one_out_min"]) < float(row["estimate"]) < float(row["leave_one_out_max"])
    assert float(row["pi_low"]) < float(row["ci_low"]) < float(row["ci_high"]) < float(row["pi_high"])


def test_a_small_study_test_counts_clusters_not_effects() -> None:
    many = pd.concat([NESTED] * 5, ignore_index=True)
    assert math.isnan(small_study_p(many))
    ten = table(*((str(number), 0.1 * number, 0.01 * (number + 1)) for number in range(10)))
    twice = pd.concat([ten, ten], ignore_index=True)
    assert small_study_p(twice) == pytest.approx(small_study_p(ten))
    assert 0 <= small_study_p(ten) <= 1


def test_participants_of_a_study_are_counted_once_and_not_guessed() -> None:
    assert participants(NESTED) == 40
    assert math.isnan(participants(NESTED.assign(n_total=[10.0, 10.0, math.nan, 10.0, 10.0, 10.0])))


@pytest.mark.parametrize("name", ["dropout-prevention", "targeted-reading-and-maths", "maths-anxiety", "wwc-literacy"])
def test_one_more_study_is_never_surer_than_the_average(name: str) -> None:
    found = review(name, COMMITTED)
    for plan in found.pools:
        for moderator in found.moderators:
            for _, own in chosen(effects(found), plan.where).groupby(moderator.column):
                if own["cluster"].nunique() >= 3:
                    row = summary(own)
                    assert float(row["pi_low"]) <= float(row["ci_low"]) + 1e-12
                    assert float(row["pi_high"]) >= float(row["ci_high"]) - 1e-12
