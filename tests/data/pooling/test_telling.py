"""A pool told: every name that a program relies on, and each sentence where it belongs."""

from __future__ import annotations

import json

import numpy as np

from pipeline.data.pooling import Pool, pool
from pipeline.data.pooling.telling import as_json, as_text

NAMES = {"k", "estimate", "se", "ci_low", "ci_high", "tau2", "i2", "q", "pi_low", "pi_high", "dropped"}
PARTS = {
    "hartung_knapp": {"ci_low", "ci_high"},
    "dersimonian_laird": {"estimate", "se", "tau2", "ci_low", "ci_high"},
    "egger": {"p", "mixed_effects_p"},
    "leave_one_out": {"min", "max"},
    "clustered": {"estimate", "se", "ci_low", "ci_high", "clusters", "df", "tau2_between", "tau2_within"},
}


def pooled(k: int, studies: bool) -> Pool:
    return pool(np.linspace(0, 1, k) ** 2, np.linspace(0.01, 0.1, k), [place // 3 for place in range(k)] if studies else None)


def test_the_json_has_every_name() -> None:
    said = json.loads(as_json(pooled(12, studies=True), 2))
    assert set(said) == NAMES | set(PARTS)
    for part, names in PARTS.items():
        assert names <= set(said[part])
    assert (said["k"], said["dropped"], said["clustered"]["clusters"]) == (12, 2, 4)


def test_what_there_is_not_is_null() -> None:
    said = json.loads(as_json(pooled(9, studies=False), 0))
    assert set(said["egger"]) >= PARTS["egger"]
    assert set(said["egger"].values()) == {None}
    assert said["clustered"] is None


def test_the_clustered_pool_comes_first_and_says_why() -> None:
    lines = as_text(pooled(12, studies=True), 0, "effects.csv").splitlines()
    assert lines[0] == "effects.csv: 12 effects"
    assert lines[1].startswith("Pooled effect, 4 studies")
    assert any("too narrow" in line for line in lines)
    assert not any("left out" in line or "--study" in line for line in lines)


def test_without_studies_the_reader_is_told_of_them_and_of_what_was_left_out() -> None:
    text = as_text(pooled(9, studies=False), 3, "effects.csv")
    assert "name its column with --study" in text
    assert "left out: 3 rows" in text
    assert "not tested" in text


def test_from_ten_effects_the_test_of_small_studies_is_told() -> None:
    assert "with random effects p" in as_text(pooled(10, studies=False), 0, "effects.csv")
