"""Funnels of small tables: which year, which centre, which schools lie outside, and what is never lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from pipeline.data.methods import funnel
from pipeline.model import Interval, Measure
from tests.data.methods.test_scorecard import schools
from tests.data.small_table import MEAN, measure, table

COUNT = 12
SHARE = measure(MEAN, interval=Interval("wilson"), pupils="pupils", low="away_pct_low", high="away_pct_high")
SCORE = measure(MEAN, interval=Interval("published"), low="missed", high="possible")


def shares(period: str = "2018-19", **more: Any) -> list[dict[str, Any]]:
    """Twelve schools of 100 pupils with 10 % away, but for what ``more`` says."""
    return [{"code": f"{100001 + at}", "away_pct": 10, "pupils": 100, "period": period, **more} for at in range(COUNT)]


def funnels(cells: list[dict[str, Any]], each: Measure = SHARE, line: dict[str, str] | None = None) -> list[pd.DataFrame]:
    """The three tables, or three empty ones."""
    made = funnel.rows(table(*cells), (each,), schools(line=line))
    return [pd.concat(frames) if frames else pd.DataFrame() for frames in made]


def test_the_centre_is_the_share_of_all_pupils_together() -> None:
    cells = shares()
    cells[0] |= {"away_pct": 50, "pupils": 1100}
    told, limits, dots = funnels(cells)
    assert told.iloc[0]["centre"] == 30  # 550 and 11 times 10 of 2,200, where the mean of the schools' shares is 13.3
    assert (told.iloc[0]["period"], told.iloc[0]["sized_by"], told.iloc[0]["schools"]) == ("2018-19", "pupils", COUNT)
    assert limits["size"].tolist() == [100, 1100]
    assert dots.set_index("school")["standing"].tolist() == ["far-above"] + ["far-below"] * 11
    assert (told.iloc[0]["outside_95"], told.iloc[0]["outside_998"]) == (COUNT, COUNT)


# Of 100 pupils round 10 % (the binomial's own tails): 1 or fewer come once in 3,000 times, 3 or fewer 8 in 1,000, 19 or more 5 in 1,000.
@pytest.mark.parametrize(("percent", "standing"), [(10, "within"), (19, "above"), (25, "far-above"), (3, "below"), (1, "far-below")])
def test_how_far_from_england_is_said_in_five_words(percent: float, standing: str) -> None:
    cells = shares()
    cells[0]["away_pct"] = percent
    _, limits, dots = funnels(cells)
    assert dots.set_index("school").loc["100001", "standing"] == standing
    assert set(dots["standing"]) <= {"within", standing}
    low_998, low_95, high_95, high_998 = limits.iloc[0][list(funnel.LINES)]
    assert low_998 < low_95 < 10 < high_95 < high_998


def test_what_lies_on_a_limit_lies_within() -> None:
    lines = [np.full(4, limit) for limit in (1.0, 2.0, 3.0, 4.0)]
    assert funnel.standings(np.array([2.0, 3.0, 1.0, 4.0]), lines).tolist() == ["within", "within", "below", "above"]


def test_a_school_without_a_figure_keeps_the_reason_and_has_no_dot() -> None:
    cells = shares()
    cells[0]["away_pct"], cells[1]["pupils"] = "c", "x"
    told, _, dots = funnels(cells)
    first, second = dots.iloc[0], dots.iloc[1]
    assert np.isnan(first["value"])
    assert (first["value__reason"], first["standing"]) == ("c", "")
    assert (second["value"], second["standing"]) == (10, "")
    assert np.isnan(second["size"])
    assert told.iloc[0]["schools"] == COUNT - 2


def test_a_school_to_which_it_does_not_apply_is_not_listed() -> None:
    cells = shares()
    cells[0]["away_pct"] = "z"
    assert "100001" not in set(funnels(cells)[2]["school"])


def test_the_newest_year_in_which_most_schools_have_a_size() -> None:
    newer = shares("2023-24", away_pct=20)
    for cell in newer[:6]:
        cell["pupils"] = "x"
    assert funnels([*shares(), *newer])[0].iloc[0]["period"] == "2018-19"  # six sizes are half, but fewer than ten
    newer = shares("2023-24", away_pct=20)
    newer[0]["pupils"] = "x"
    assert funnels([*shares(), *newer])[0].iloc[0][["period", "centre"]].tolist() == ["2023-24", 20]


@pytest.mark.parametrize("more", [{"pupils": "x"}, {"away_pct": "c"}, {"pupils": 0}])
def test_without_sizes_or_figures_there_is_no_funnel(more: dict[str, Any]) -> None:
    assert all(frame.empty for frame in funnels(shares(**more)))


def test_a_measure_without_interval_has_no_funnel() -> None:
    assert all(frame.empty for frame in funnels(shares(), measure(MEAN)))


@pytest.mark.parametrize("percent", [0, 100])
def test_if_nobody_or_everybody_is_counted_anywhere_there_is_no_funnel(percent: int) -> None:
    assert all(frame.empty for frame in funnels(shares(away_pct=percent)))


def test_a_line_goes_on_under_the_urn_of_today() -> None:
    cells = shares()
    cells[0]["code"] = "900001"
    assert funnels(cells, line={"900001": "100001"})[2]["school"].tolist()[0] == "100001"


def test_a_score_has_the_limits_of_its_publishers_interval() -> None:
    cells = shares()
    for cell in cells:
        cell |= {"away_pct": 1.0, "missed": 0.6, "possible": 1.4, "pupils": "x"}
    cells[0] |= {"away_pct": 3.0, "missed": 1.0, "possible": 5.0}
    told, limits, dots = funnels(cells, SCORE)
    assert told.iloc[0]["sized_by"] == "half-width"
    centre = (11 / 0.4**2 * 1 + 3 / 2.0**2) / (11 / 0.4**2 + 1 / 2.0**2)
    assert told.iloc[0]["centre"] == pytest.approx(centre, abs=0.0001)
    assert limits["size"].tolist() == [0.4, 2.0]
    narrow = [centre + times * 0.4 for times in (-1.5767, -1, 1, 1.5767)]
    assert limits.iloc[0][list(funnel.LINES)].tolist() == pytest.approx(narrow, abs=0.0002)
    assert dots["standing"].tolist() == ["within"] * COUNT
