"""Intervals of areas out of their schools': by hand, by the Department's formula, and beside what the Department printed itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.authorities import todays_code
from pipeline.data.limits import Limit, limits
from pipeline.data.methods.intervals import Z
from pipeline.data.rollups import roll_up
from pipeline.data.tallies import parts
from pipeline.model import REASONS, Interval, Measure
from tests.data.small_table import MEAN, REGIONS, measure, table

DATAPACKAGES = Path(__file__).parents[2] / "datapackages"
SCORE = measure(MEAN, decimals=2, interval=Interval("published"), low="low", high="high")
YEARS = ("2015-16", "2016-17", "2017-18", "2018-19")


def scores(*rows: tuple[float | str, float | str, float | str, float | str]) -> pd.DataFrame:
    """A table of schools, each with its pupils, its score and the ends of its interval."""
    made = table(*({"pupils": pupils, "away_pct": score} for pupils, score, _, _ in rows))
    for name, at in (("low", 2), ("high", 3)):
        given = pd.Series([row[at] for row in rows], dtype=object)
        reasons = given.where(given.isin(REASONS), "")
        made[name] = pd.to_numeric(given.where(reasons == "")).astype(float)
        made[f"{name}__reason"] = pd.Categorical(reasons, categories=["", *REASONS])
    return made


def england(schools: pd.DataFrame) -> tuple[float, float, float, str]:
    """England's score, the ends of its interval, and why there is no lower one."""
    found = roll_up(schools, (SCORE,), pd.DataFrame(columns=["urn", "level", "parent", "since"], dtype="str"), REGIONS)
    row = found[(found["level"] == "england") & (found["phase"] == "all")].iloc[0]
    return row["away_pct"], row["low"], row["high"], row["low__reason"]


def test_the_ends_are_those_worked_out_by_hand() -> None:
    # Score (30 × 1 + 10 × 5) / 40 = 2, below √((30 × 0.4)² + (10 × 0.9)²) / 40 = 15 / 40, above √((30 × 0.8)² + (10 × 1)²) / 40 = 26 / 40.
    assert england(scores((30, 1.0, 0.6, 1.8), (10, 5.0, 4.1, 6.0))) == (2.0, 1.625, 2.65, "")


def test_of_one_school_it_is_the_interval_that_was_printed() -> None:
    assert england(scores((30, 0.17, -0.01, 0.36))) == (0.17, -0.01, 0.36, "")


def test_no_interval_where_a_school_that_counts_has_none() -> None:
    score, low, high, why = england(scores((30, 1.0, 0.6, 1.8), (10, 5.0, "x", "x")))
    assert score == 2
    assert np.isnan([low, high]).all()
    assert why == "x"


def test_a_school_that_does_not_count_takes_no_interval_away() -> None:
    assert england(scores((30, 1.0, 0.6, 1.8), (10, "c", "c", "c"), ("x", 5.0, "x", "x"))) == (1.0, 0.6, 1.8, "")


def test_without_a_figure_the_reason_is_its_own() -> None:
    assert england(scores((10, "c", "c", "c")))[3] == "c"


@pytest.mark.parametrize("pupils", [(100, 100), (12, 345, 78, 9)])
def test_of_one_spread_it_is_the_departments_formula(pupils: tuple[int, ...]) -> None:
    """x ± 1.96 s / √n, with n all the pupils."""
    half = [Z * 1.27 / np.sqrt(each) for each in pupils]
    _, low, high, _ = england(scores(*((each, 0.5, 0.5 - by, 0.5 + by) for each, by in zip(pupils, half, strict=True))))
    by = Z * 1.27 / np.sqrt(sum(pupils))
    assert (low, high) == pytest.approx((0.5 - by, 0.5 + by), abs=0.00006)


def test_a_measure_without_a_published_interval_has_no_limits() -> None:
    schools = scores((30, 1.0, 0.6, 1.8))
    assert limits(schools, (measure(MEAN),), {}) == {}


def _package(name: str, column: str) -> tuple[dict[str, pd.DataFrame], Measure]:
    dataset = catalogue.load_one(DATAPACKAGES / name)
    return packages.read(dataset), next(measure for measure in dataset.measures if measure.column == column)


def _ends(schools: pd.DataFrame, score: Measure) -> tuple[Limit, Limit]:
    found = limits(schools, (score,), {score.column: parts(schools, score)})
    return found[score.low], found[score.high]


def _half(schools: pd.DataFrame, score: Measure, rows: pd.Series, places: pd.Series) -> pd.Series:
    """Half the width of the interval of each place, out of the rows of schools that count for it."""
    group, codes = pd.factorize(places)
    low, high = (end.of(rows.to_numpy(), group, len(codes))[0] for end in _ends(schools, score))
    return pd.Series((high - low) / 2, index=codes)


@pytest.fixture(scope="module")
def attainment() -> tuple[dict[str, pd.DataFrame], Measure]:
    """The committed tables by name, and Progress 8."""
    return _package("attainment", "progress8")


@pytest.fixture(scope="module")
def trusts() -> dict[str, pd.DataFrame]:
    """What the Department printed of trusts itself."""
    return packages.read(catalogue.load_one(DATAPACKAGES / "trust_results"))


@pytest.mark.parametrize(("period", "spread"), [("2017-18", 1.264), ("2018-19", 1.283)])
def test_one_spread_a_year_gives_every_printed_interval_of_a_school(
    attainment: tuple[dict[str, pd.DataFrame], Measure], period: str, spread: float
) -> None:
    schools = attainment[0][period].dropna(subset=["progress8", "progress8_low", "progress8_high"])
    assert len(schools) > 3500
    root = np.sqrt(schools["progress8_pupils"].astype(float))
    half = (schools["progress8_high"] - schools["progress8_low"]) / 2
    assert (half * root / Z).median() == pytest.approx(spread, abs=0.0005)
    reach = Z * spread / root
    assert (schools["progress8"] - reach - schools["progress8_low"]).abs().max() < 0.0105
    assert (schools["progress8"] + reach - schools["progress8_high"]).abs().max() < 0.0105


@pytest.mark.parametrize("period", YEARS)
def test_it_comes_to_what_the_department_printed_of_authorities(attainment: tuple[dict[str, pd.DataFrame], Measure], period: str) -> None:
    tables, score = attainment
    schools, areas = tables[period].reset_index(drop=True), tables["published"]
    placed = schools[schools["la"] != ""]
    ours = _half(schools, score, pd.Series(placed.index), todays_code(placed["la"]).astype(object))
    areas = areas[(areas["period"] == period) & (areas["level"] == "local-authority")]
    theirs = pd.Series(((areas["progress8_high"] - areas["progress8_low"]) / 2).to_numpy(), todays_code(areas["code"]))
    apart = (ours - theirs).dropna().abs()
    assert len(apart) > 145
    assert apart.max() < 0.0066


@pytest.mark.parametrize("period", YEARS[1:])
def test_it_comes_to_what_the_department_printed_of_trusts(
    attainment: tuple[dict[str, pd.DataFrame], Measure], trusts: dict[str, pd.DataFrame], period: str
) -> None:
    tables, score = attainment
    apart = _beside_trusts(tables[period], score, trusts, f"ks4-{period}", "progress8", "schools_counted").abs()
    assert len(apart) >= 60
    assert apart.max() < 0.0095
    assert (apart <= 0.0051).mean() > 0.93


def test_of_value_added_it_comes_near_that_of_all_academic_qualifications(trusts: dict[str, pd.DataFrame]) -> None:
    tables, score = _package("sixth_form", "alevel_va")
    name = "academic_value_added"
    apart = _beside_trusts(tables["2018-19"], score, trusts, "ks5-2018-19", name, f"{name}_schools")
    assert len(apart) == 30
    assert abs(apart.mean()) < 0.003
    assert apart.abs().max() < 0.01


def _beside_trusts(
    table_of: pd.DataFrame, score: Measure, trusts: dict[str, pd.DataFrame], name: str, column: str, counted: str
) -> pd.Series:
    """Half of our width less half of the Department's, over its own lists of schools where we have the interval of each."""
    schools, printed = table_of.reset_index(drop=True), trusts[name].set_index("uid")
    stage, _, period = name.partition("-")
    lists = trusts["schools"]
    lists = lists[(lists["stage"] == stage) & (lists["period"] == period)]
    used = pd.DataFrame({"urn": schools["code"].astype(object), "row": schools.index})[parts(schools, score).used]
    found = lists.merge(used, on="urn")
    ours = _half(schools, score, found["row"], found["uid"])
    whole = found.groupby("uid").size().reindex(ours.index) == printed[counted].reindex(ours.index)
    theirs = (printed[f"{column}_high"] - printed[f"{column}_low"]) / 2
    apart: pd.Series = (ours[whole] - theirs.reindex(ours.index)[whole]).dropna()
    return apart
