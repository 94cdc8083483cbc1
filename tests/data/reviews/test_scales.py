"""Effects as readers are shown them."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.reviews import scales
from pipeline.data.reviews.scales import MONTHS, months, percentile_gain, shown

ROW = {"estimate": 0.3, "ci_low": 0.1, "ci_high": 0.5, "pi_low": -0.2, "pi_high": 0.8}


def test_a_standardised_difference_is_told_in_percentiles_and_months() -> None:
    found = shown({**ROW, "measure": "SMD"}, "attainment in maths")
    assert found["percentile_gain"] == pytest.approx(11.791, abs=1e-3)
    assert (found["months"], found["months_low"], found["months_high"], found["months_table"]) == (4, 2, 6, MONTHS)
    assert (found["shown_estimate"], found["shown_as"]) == (0.3, "standard deviations")


def test_months_are_of_attainment_alone() -> None:
    found = shown({**ROW, "measure": "SMD"}, "measured intelligence")
    assert math.isnan(float(found["months"]))
    assert found["months_table"] == ""
    assert found["percentile_gain_low"] == pytest.approx(3.983, abs=1e-3)


@pytest.mark.parametrize(("measure", "name", "value"), [("ZCOR", "correlation", math.tanh(0.3)), ("LOR", "odds ratio", math.exp(0.3))])
def test_other_scales_are_turned_back_and_have_neither(measure: str, name: str, value: float) -> None:
    found = shown({**ROW, "measure": measure}, "attainment")
    assert found["shown_as"] == name
    assert found["shown_estimate"] == pytest.approx(value)
    assert all(math.isnan(float(found[key])) for key in ("percentile_gain", "months", "months_low"))


@pytest.mark.parametrize(("effect", "expected"), [(0.0, 0), (0.014, 0), (0.016, 1), (0.186, 3), (0.35, 4), (1.0, 12)])
def test_months_go_by_the_effect_to_two_places(effect: float, expected: int) -> None:
    assert months(effect) == expected


@pytest.mark.parametrize("effect", [-0.02, 1.01, -3.0])
def test_where_the_table_ends_there_are_no_months(effect: float) -> None:
    assert math.isnan(months(effect))


def test_the_table_has_neither_hole_nor_overlap() -> None:
    table = pd.read_csv(Path(scales.__file__).with_name(f"{MONTHS}.csv"))
    rows = list(zip(table["effect_size_from"], table["effect_size_to"], strict=True))
    assert all(round(later[0] - earlier[1], 2) == 0.01 for earlier, later in pairwise(rows))
    assert list(table["months"]) == list(range(13))


def test_percentiles_are_those_of_the_normal_curve() -> None:
    assert percentile_gain(0.0) == 0
    assert percentile_gain(-1.0) == pytest.approx(-34.134, abs=1e-3)
