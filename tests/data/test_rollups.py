"""Roll-ups: who counts where, what schools come to together, and what an area says when schools have no figure."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.rollups import roll_up
from pipeline.errors import PackageError
from pipeline.model import ENGLAND, REASONS, Rollup
from tests.data.small_table import MEAN, RATIO, REGIONS, SCHOOLS, measure, table


def members(*links: tuple[str, str, str]) -> pd.DataFrame:
    """Schools in trusts, each with the period since when."""
    frame = pd.DataFrame(links, columns=["urn", "parent", "since"], dtype="str")
    return frame.assign(level="trust")


def england(rows: pd.DataFrame, phase: str = "all") -> pd.Series:
    """The one row of England for that phase group."""
    found = rows[(rows["level"] == "england") & (rows["phase"] == phase)]
    return found.iloc[0] if len(found) else pd.Series()


def test_a_ratio_is_the_sum_over_the_sum() -> None:
    schools = table({"missed": 1, "possible": 10, "away_pct": 10}, {"missed": 30, "possible": 100, "away_pct": 30})
    row = england(roll_up(schools, (measure(RATIO),), members(), REGIONS))
    assert row["away_pct"] == 28.18182
    assert (row["missed"], row["possible"]) == (31, 110)
    assert (row["away_pct_schools"], row["away_pct_missing"]) == (2, 0)


def test_a_mean_is_weighted_and_a_sum_is_plain() -> None:
    schools = table({"pupils": 1, "away_pct": 10}, {"pupils": 3, "away_pct": 30})
    assert england(roll_up(schools, (measure(MEAN),), members(), REGIONS))["away_pct"] == 25
    assert england(roll_up(schools, (measure(Rollup("sum")),), members(), REGIONS))["away_pct"] == 40


def test_each_school_counts_in_its_authority_region_phase_and_england() -> None:
    schools = table(
        {"pupils": 10, "away_pct": 1},
        {"pupils": 10, "away_pct": 2, "la": "E06000002"},
        {"pupils": 10, "away_pct": 6, "la": "E06000003", "phase": "secondary"},
    )
    rows = roll_up(schools, (measure(MEAN),), members(), REGIONS)
    found = {(row.level, row.code, row.phase): row.away_pct for row in rows.itertuples()}
    areas: dict[tuple[str, str], dict[str, float]] = {
        ("local-authority", "E06000001"): {"primary": 1, "all": 1},
        ("local-authority", "E06000002"): {"primary": 2, "all": 2},
        ("local-authority", "E06000003"): {"secondary": 6, "all": 6},
        ("region", "E12000001"): {"primary": 1.5, "all": 1.5},
        ("region", "E12000002"): {"secondary": 6, "all": 6},
        ("england", ENGLAND): {"primary": 1.5, "secondary": 6, "all": 3},
    }
    assert found == {(*area, phase): value for area, values in areas.items() for phase, value in values.items()}
    assert set(rows["la"]) == {""}


def test_a_school_without_authority_counts_for_england_only() -> None:
    rows = roll_up(table({"pupils": 10, "away_pct": 1, "la": ""}), (measure(MEAN),), members(), REGIONS)
    assert set(rows["level"]) == {"england"}


def test_a_school_counts_in_its_trust_from_the_year_it_joined() -> None:
    periods = ("2016-17", "2017-18", "2018-19")
    schools = table(*({"code": code, "period": period, "pupils": 10, "away_pct": 4} for code in ("1", "2") for period in periods))
    links = members(("1", "9001", "2017-18"), ("2", "9002", ""), ("3", "9003", ""))
    rows = roll_up(schools, (measure(MEAN),), links, REGIONS)
    trusts = rows[(rows["level"] == "trust") & (rows["phase"] == "all")]
    assert {code: list(part["period"]) for code, part in trusts.groupby("code")} == {"9001": list(periods[1:]), "9002": list(periods)}


def test_an_authority_that_no_region_knows_is_an_error() -> None:
    with pytest.raises(PackageError, match="E06000999"):
        roll_up(table({"la": "E06000999"}), (measure(MEAN),), members(), REGIONS)


def test_the_committed_authorities_give_the_region_when_none_are_given() -> None:
    rows = roll_up(table({"la": "E10000001"}, {"la": "E09000001"}), (measure(MEAN),), members())
    assert set(rows.loc[rows["level"] == "region", "code"]) == {"E12000006", "E12000007"}


def test_a_school_both_in_all_and_in_a_phase_would_count_twice() -> None:
    with pytest.raises(PackageError, match="100001"):
        roll_up(table({"code": "100001"}, {"code": "100001", "phase": "all"}), (measure(MEAN),), members(), REGIONS)


def test_schools_known_for_all_phases_only_have_no_phase_groups() -> None:
    rows = roll_up(table({"phase": "all", "pupils": 1, "away_pct": 2}), (measure(MEAN),), members(("100001", "1", "")), REGIONS)
    assert set(rows["phase"]) == {"all"}
    assert len(rows) == 4


def test_only_schools_with_both_parts_count_and_the_others_are_missing() -> None:
    schools = table(
        {"missed": 1, "possible": 10, "away_pct": 10},
        {"missed": "c", "possible": 10, "away_pct": "c"},
        {"missed": 9, "possible": "x", "away_pct": 90},
        {"missed": 0, "possible": 0, "away_pct": "low"},
        {"missed": "z", "possible": "z", "away_pct": "z"},
    )
    row = england(roll_up(schools, (measure(Rollup("ratio", "missed", "possible", per=100.0)),), members(), REGIONS))
    assert (row["away_pct"], row["away_pct_schools"], row["away_pct_missing"]) == (10, 1, 3)
    assert (row["missed"], row["possible"]) == (10, 20)


@pytest.mark.parametrize("reasons", [part for size in (1, 2, 3) for part in itertools.combinations(REASONS, size)])
def test_an_area_without_a_figure_takes_the_strongest_reason(reasons: tuple[str, ...]) -> None:
    rows = roll_up(table(*({"away_pct": reason, "pupils": 5} for reason in reasons)), (measure(MEAN),), members(), REGIONS)
    strongest = next(reason for reason in ("c", "u", "low", "x", "z") if reason in reasons)
    assert set(rows["away_pct__reason"]) == {strongest}
    assert rows["away_pct"].isna().all()
    assert set(rows["away_pct_missing"]) == {len([reason for reason in reasons if reason != "z"])}


def test_a_figure_that_cannot_be_weighted_is_not_available() -> None:
    row = england(roll_up(table({"away_pct": 5, "pupils": 0}, {"away_pct": 7, "pupils": "c"}), (measure(MEAN),), members(), REGIONS))
    assert pd.isna(row["away_pct"])
    assert (row["away_pct__reason"], row["away_pct_schools"], row["away_pct_missing"]) == ("x", 0, 2)


def test_otherwise_serves_only_the_periods_without_any_counts() -> None:
    schools = table(
        {"period": "2018-19", "missed": 1, "possible": 10, "away_pct": 10, "pupils": 7},
        {"period": "2018-19", "away_pct": 90, "pupils": 7},
        {"period": "2023-24", "away_pct": 10, "pupils": 1},
        {"period": "2023-24", "away_pct": 30, "pupils": 3},
    )
    rows = roll_up(schools, (measure(RATIO),), members(), REGIONS)
    values = rows[(rows["level"] == "england") & (rows["phase"] == "all")].set_index("period")["away_pct"]
    assert values.to_dict() == {"2018-19": 10, "2023-24": 25}


def test_what_no_rule_covers_is_not_available_and_shared_text_stays() -> None:
    schools = table({"pupils": 3, "away_pct": 1, "missed": 5}, {"pupils": 4, "away_pct": 1, "missed": 5})
    schools["status"] = "final"
    schools["town"] = ["Leeds", "York"]
    schools["release"] = ["", "revised"]
    schools["note"] = ""
    schools["away_low"] = [1.0, 2.0]
    schools["away_low__reason"] = pd.Categorical(["", ""], categories=["", *REASONS])
    row = england(roll_up(schools, (measure(MEAN, low="away_low"),), members(), REGIONS))
    assert (row["status"], row["town"], row["release"], row["note"], row["pupils"]) == ("final", "", "revised", "", 7)
    assert all(pd.isna(row[name]) and row[f"{name}__reason"] == "x" for name in ("away_low", "missed"))


def test_a_measure_that_is_not_rolled_up_has_no_figure_and_no_counts_of_schools() -> None:
    rows = roll_up(table({"pupils": 3, "away_pct": 1}), (measure(Rollup("none")),), members(), REGIONS)
    assert rows["away_pct"].isna().all()
    assert not rows.filter(regex="_(schools|missing)$").columns.tolist()


def test_the_columns_are_those_of_the_table_and_two_more() -> None:
    schools = table({"pupils": 3, "away_pct": 1})
    rows = roll_up(schools, (measure(MEAN),), members(), REGIONS)
    assert list(rows.columns) == [*schools.columns, "away_pct_schools", "away_pct_missing"]
    assert (rows.dtypes[schools.columns[5:]] == schools.dtypes[5:]).all()


@settings(deadline=None, max_examples=15)
@given(SCHOOLS, st.randoms())
def test_the_order_of_the_rows_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    schools = table(*rows)
    order = list(range(len(schools)))
    random.shuffle(order)
    for rule in (RATIO, MEAN):
        first = roll_up(schools, (measure(rule),), members(("100001", "1", "")), REGIONS)
        second = roll_up(schools.iloc[order], (measure(rule),), members(("100001", "1", "")), REGIONS)
        pd.testing.assert_frame_equal(first, second)


@settings(deadline=None, max_examples=15)
@given(SCHOOLS)
def test_a_roll_up_of_roll_ups_is_the_roll_up(rows: list[dict[str, Any]]) -> None:
    rows = [row for row in rows if row["possible"]] or [{"missed": 1, "possible": 2}]
    rolled = roll_up(table(*rows), (measure(RATIO),), members(), REGIONS)
    authorities = rolled[(rolled["level"] == "local-authority") & (rolled["phase"] != "all")]
    again = roll_up(authorities.assign(level="school", la="E06000001"), (measure(RATIO),), members(), REGIONS)
    for phase in ("primary", "special", "all"):
        first, second = england(rolled, phase), england(again, phase)
        if len(first):
            assert (first["away_pct"], first["missed"], first["possible"]) == (second["away_pct"], second["missed"], second["possible"])
    assert england(rolled)["away_pct_schools"] == authorities["away_pct_schools"].sum()
