"""How ours agree with the publisher's: by hand on four schools, and again by other means on the committed packages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.authorities import todays_code
from pipeline.data.build import membership
from pipeline.data.methods.agreement import agreement
from pipeline.data.methods.scorecard import in_order
from pipeline.data.rollups import roll_up
from pipeline.model import Rollup
from tests.data.small_table import MEAN, REGIONS, measure, table

PACKAGES = Path(__file__).parents[3] / "datapackages"
YEAR = "2018-19"
AWAY = measure(MEAN)
# Two schools in trust 1, one in trust 2, one in none; the second of trust 1 has no figure.
ROWS = (
    {"away_pct": "4", "pupils": "100"},
    {"away_pct": "c", "pupils": "50"},
    {"away_pct": "8", "pupils": "100"},
    {"away_pct": "6", "pupils": "300"},
)


def results(*printed: tuple[str, float, int], lists: dict[str, list[str]]) -> dict[str, pd.DataFrame]:
    """The publisher's package with one table: uid, figure and number of schools of each trust, and their schools."""
    listed = [{"stage": "ks2", "period": YEAR, "uid": uid, "urn": urn} for uid, urns in lists.items() for urn in urns]
    return {f"ks2-{YEAR}": pd.DataFrame(printed, columns=["uid", "away_pct", "schools_counted"]), "schools": pd.DataFrame(listed)}


def found(given: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows by basis."""
    schools = table(*ROWS)
    links = pd.DataFrame({"urn": ["100001", "100002", "100003"], "level": "trust", "parent": ["1", "1", "2"], "since": ""})
    built = pd.concat([schools, roll_up(schools, (AWAY,), links, REGIONS)], ignore_index=True)
    rows = in_order(agreement(built, (AWAY,), given))
    return rows.set_index("basis") if len(rows) else rows


def cells(rows: pd.DataFrame, key: Any, *names: str) -> list[Any]:
    """What stands in these columns of the one row ``key``."""
    return [rows[name].to_dict()[key] for name in names]


def test_three_bases_of_two_trusts_by_hand() -> None:
    given = results(("1", 4.0, 2), ("2", 7.5, 1), lists={"1": ["100001", "100002"], "2": ["100003", "100004", "999999"]})
    rows = found(given)
    assert rows["trusts"].to_dict() == {"all": 2, "same-number": 1}
    assert cells(rows, "all", "agree", "median", "ninth", "largest", "mean") == [1, 0.25, 0.45, 0.5, 0.25]
    assert cells(rows, "same-number", "agree", "largest", "decimals") == [0, 0.5, 1]


def test_our_rule_over_their_list_weighs_by_pupils_and_needs_all_their_schools() -> None:
    """(8 * 100 + 6 * 300) / 400 is 6.5; trust 1 has a school without a figure and is not compared."""
    rows = found(results(("1", 4.0, 2), ("3", 6.5, 2), lists={"1": ["100001", "100002"], "3": ["100003", "100004"]}))
    assert cells(rows, "same-schools", "trusts", "agree", "largest") == [1, 1, 0]
    assert "same-number" not in rows.index


def test_equal_to_the_printed_decimal_is_equal_and_a_half_goes_up() -> None:
    """Ours of trust 2 is 8: printed as 8.0 beside 4.1, and of trust 1 4, printed as 4.1."""
    rows = found(results(("1", 4.1, 1), ("2", 8.0, 1), lists={"1": ["100001"]}))
    assert cells(rows, "all", "agree", "decimals") == [1, 1]
    # 6.5 to a whole number is 7.
    halves = results(("3", 7.0, 2), lists={"3": ["100003", "100004"]})
    assert cells(found(halves), "same-schools", "agree", "decimals", "largest") == [1, 0, 0.5]


def test_ours_is_inside_the_printed_range_or_there_is_none() -> None:
    """Ours of trust 1 is 4, of trust 2 is 8."""
    given = results(("1", 4.1, 1), ("2", 7.0, 1), lists={"1": ["100001"]})
    assert found(given)["inside"].isna().all()
    given[f"ks2-{YEAR}"] = given[f"ks2-{YEAR}"].assign(away_pct_low=[4.0, 6.0], away_pct_high=[4.2, 7.9])
    assert cells(found(given), "all", "trusts", "inside") == [2, 1]


def test_figures_that_the_publisher_does_not_print_and_measures_that_are_not_rolled_up_have_no_row() -> None:
    given = results(("1", float("nan"), 2), ("9", 4.0, 1), lists={"1": ["100001"]})
    assert found(given).empty
    assert agreement(table(*ROWS), (measure(Rollup("none")),), given) == []
    assert agreement(table(*ROWS), (AWAY,), {}) == []


@pytest.fixture(scope="module")
def committed() -> pd.DataFrame:
    """The table of the committed packages, by the build's own way, out of the years that the publisher's files are of."""
    read = {name: catalogue.load_one(PACKAGES / name) for name in ("attainment", "trusts", "trust_results")}
    given = packages.read(read["trust_results"])
    years = {name.partition("-")[2] for name in given} & {each["name"] for each in packages.tables(read["attainment"])}
    schools = pd.concat(packages.read(read["attainment"], years).values(), ignore_index=True)
    schools["la"] = todays_code(schools["la"])
    members = membership(packages.read(read["trusts"])["membership"])
    rolled = roll_up(schools, read["attainment"].measures, members)
    rows = agreement(pd.concat([schools, rolled], ignore_index=True), read["attainment"].measures, given)
    return in_order(rows).set_index(["measure", "period", "basis"])


def test_every_figure_that_both_have_is_compared(committed: pd.DataFrame) -> None:
    """The page of methods says which figures of the Department's have none of ours beside them: no others."""
    years = {measure: set(rows.index.get_level_values("period")) for measure, rows in committed.groupby("measure")}
    progress = {"2016-17", "2017-18", "2018-19"}
    primary = dict.fromkeys(("ks2_reading_progress", "ks2_writing_progress", "ks2_maths_progress"), progress)
    assert years == {**primary, "progress8": progress, "ebacc_entry": {*progress, "2021-22"}}
    assert committed.groupby(["measure", "period"]).size().eq(3).all()


def test_only_figures_that_mean_the_same_bear_the_same_name() -> None:
    """A column is compared with its namesake: one that came to bear the name of another's would be compared by chance."""
    datasets = catalogue.load(PACKAGES)
    printed = {field["name"] for each in packages.tables(datasets["trust_results"]) for field in each["schema"]["fields"]}
    shown = {each.column for dataset in datasets.values() for each in dataset.measures}
    primary = {"ks2_expected_pct", "ks2_reading_progress", "ks2_writing_progress", "ks2_maths_progress"}
    secondary = {"attainment8", "progress8", "english_maths_5_pct", "ebacc_entry_pct"}
    # Points in applied general qualifications mean the same in both; academic ones are more than A levels, and have another name.
    last = {"applied_points"} if "sixth_form" in datasets else set()
    assert printed & shown == primary | secondary | last


def test_the_same_by_other_means(committed: pd.DataFrame) -> None:
    """Progress 8 of 2018/19 over the Department's lists, from the committed text, by hand."""
    schools, printed, lists = (
        packages.read_text(catalogue.load_one(PACKAGES / package), name)
        for package, name in (("attainment", YEAR), ("trust_results", f"ks4-{YEAR}"), ("trust_results", "schools"))
    )
    score, weight = (pd.to_numeric(schools.set_index("code")[name], errors="coerce") for name in ("progress8", "progress8_pupils"))
    apart = []
    for uid, theirs, count in printed[["uid", "progress8", "schools_counted"]].itertuples(index=False):
        urns = lists.loc[(lists["uid"] == uid) & (lists["period"] == YEAR) & (lists["stage"] == "ks4"), "urn"]
        known = [urn for urn in urns if score.get(urn) == score.get(urn) and weight.get(urn, 0) > 0]
        if len(known) == int(count):
            apart.append(abs((score[known] * weight[known]).sum() / weight[known].sum() - float(theirs)))
    distances = pd.Series(apart)
    expected = [len(apart), distances.median(), distances.quantile(0.9), distances.max()]
    row = cells(committed, ("progress8", YEAR, "same-schools"), "trusts", "median", "ninth", "largest")
    assert row == pytest.approx(expected, abs=1e-4)
    assert row[0] == 99


def test_the_department_s_own_schools_bring_us_nearer(committed: pd.DataFrame) -> None:
    """What the page says in words: most of the distance of the figures on our pages comes from which schools are counted."""
    middle, ninth = committed["median"].unstack(), committed["ninth"].unstack()
    assert (middle["same-schools"] < middle["all"]).all()
    assert (ninth["same-schools"] < ninth["all"] / 2).all()


def test_over_their_schools_ours_lies_inside_their_range_for_nearly_every_trust(committed: pd.DataFrame) -> None:
    """As the page of methods says of the progress scores; entries for the English Baccalaureate have no range."""
    same = committed.reset_index().query("basis == 'same-schools' and measure != 'ebacc_entry'")
    assert (same["inside"] >= 0.97 * same["trusts"]).all()


def test_the_distance_is_small_beside_what_a_reader_would_see(committed: pd.DataFrame) -> None:
    """The bounds that the page of methods may lean on: Progress 8 in grades, progress at 11 in points of the score."""
    same = committed.reset_index().query("basis == 'same-schools'")
    worst = same.groupby("measure")[["median", "ninth"]].max()
    primary = ["ks2_reading_progress", "ks2_writing_progress", "ks2_maths_progress"]
    bounds = {"progress8": (0.02, 0.06), **dict.fromkeys(primary, (0.11, 0.35)), "ebacc_entry": (0.6, 3.2)}
    assert {measure: bounds[measure] for measure in worst.index} == bounds
    for name, (middle, ninth) in bounds.items():
        assert cells(worst, name, "median")[0] < middle, name
        assert cells(worst, name, "ninth")[0] < ninth, name
