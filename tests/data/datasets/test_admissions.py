"""The admissions room on raw files made by hand, and the committed tables against what the publisher prints and what was counted."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import admissions, admissions_published
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND, REASONS, Dataset, Source

HERE = Path(__file__).parent
CONTRACT = Path(__file__).parents[3] / "datapackages/admissions"
HEADER = (
    "urn,year_key,phase_key,total_number_places_offered,number_1st_preference_offers,times_put_as_1st_preference,"
    "proportion_1stprefs_v_totaloffers,fact_flg"
)
SCHOOLS = [
    "100001,2014,1,30,27,36,1.2,Actual",
    "100001,2022,1,30,30,30,1,Actual",
    "100002,2014,1,60,40,40,0.666666667,Actual",
    "100002,2014,2,120,100,150,1.25,Actual",
    "100003,2014,2,0,0,3,,Actual",
    "100004,2014,2,5,0,0,0,Actual",
]
AREAS = [
    "time_period,time_identifier,geographic_level,region_code,new_la_code,school_phase,admission_numbers,applications_received,"
    "first_preference_offers,first_preference_offers_percent",
    "201415,Academic year,National,,,Primary,200,100,90,90",
    "201415,Academic year,National,,,Secondary,180,100,80,80",
    "201415,Academic year,Regional,E12000006,,Primary,20,10,9,90",
    "201415,Academic year,Regional,E12000006,,Secondary,20,10,8,80",
    "201415,Academic year,Local authority,E12000006,E06000055,Primary,20,10,c,c",
    "201415,Academic year,Local authority,E12000006,E06000055,Secondary,20,10,8,80",
]
CENSUS = ["URN,LA", "100001,822", "100002,840", "140003,823", "NAT,"]
LINKS = ["URN,LinkURN,LinkType", "140003,100003,Predecessor", "100003,140003,Successor", "100002,100004,Predecessor - merged"]
FORMER = ["URN,Local Authority", "100001,999", "100004,801"]

Tidy = Callable[..., dict[str, pd.DataFrame]]


@pytest.fixture
def tidy(tmp_path: Path) -> Tidy:
    """Tidy the hand-made files; a keyword replaces one of them."""

    def run(**changed: list[str]) -> dict[str, pd.DataFrame]:
        files = {
            admissions.SCHOOLS: [HEADER, *changed.get("schools", SCHOOLS)],
            admissions_published.AREAS: AREAS,
            admissions.CENSUS: CENSUS,
            admissions.LINKS: LINKS,
            admissions.FORMER: changed.get("former", FORMER),
        }
        for name, rows in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))
        dataset = Dataset("admissions", "Admissions", Path(), {}, (), tuple(Source(name, "DfE", name) for name in files))
        return admissions.tidy(Raw(tmp_path, dataset))

    return run


def test_the_tables_and_columns_are_those_of_the_contract(tidy: Tidy) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in catalogue.load_one(CONTRACT).descriptor["resources"]}
    tables = tidy()
    assert set(tables) == {"2014-15", "2022-23", "published"}
    for name, table in tables.items():
        assert list(table.columns) == [field["name"] for field in schemas[name]["fields"]]
        assert not table.isna().any(axis=None)
        assert not table.duplicated(["level", "code", "phase", "period"]).any()


def test_an_all_through_school_has_one_row_with_both_entries(tidy: Tidy) -> None:
    row = tidy()["2014-15"].set_index("code").loc["100002"]
    assert (row["primary_offers"], row["secondary_offers"]) == ("60", "120")
    assert (row["primary_first_success_pct"], row["secondary_first_success_pct"]) == ("100.0", "66.7")


def test_a_school_that_takes_nobody_in_at_an_age_has_no_figure_of_it(tidy: Tidy) -> None:
    row = tidy()["2014-15"].set_index("code").loc["100001"]
    assert {row[f"secondary_{name}"] for name in admissions.FIGURES} == {"z"}


def test_the_ratio_stands_as_printed_and_the_shares_are_of_the_counts(tidy: Tidy) -> None:
    row = tidy()["2014-15"].set_index("code").loc["100001"]
    assert (row["primary_demand"], row["primary_first_offers_pct"], row["primary_first_success_pct"]) == ("1.2", "90.0", "75.0")


def test_nought_offers_and_nought_preferences_leave_no_share(tidy: Tidy) -> None:
    table = tidy()["2014-15"].set_index("code")
    unoffered, unwanted = table.loc["100003"], table.loc["100004"]
    assert (unoffered["secondary_offers"], unoffered["secondary_demand"], unoffered["secondary_first_offers_pct"]) == ("0", "z", "z")
    assert unoffered["secondary_first_success_pct"] == "0.0"
    assert (unwanted["secondary_demand"], unwanted["secondary_first_success_pct"]) == ("0", "z")


def test_the_authority_is_by_own_number_by_the_successors_or_by_the_old_list(tidy: Tidy) -> None:
    la = tidy()["2014-15"].set_index("code")["la"]
    assert la.to_dict() == {"100001": "E06000055", "100002": "E06000047", "100003": "E06000056", "100004": "E06000023"}


def test_a_suppressed_figure_of_an_area_stays_suppressed(tidy: Tidy) -> None:
    areas = tidy()["published"].set_index(["level", "code"])
    assert set(areas.loc[("local-authority", "E06000055"), ["primary_first_offers", "primary_first_success_pct"]]) == {"c"}
    assert areas.loc[("england", ENGLAND), "secondary_first_success_pct"] == "80"


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"schools": [*SCHOOLS, "100001,2014,1,1,1,1,1,Actual"]}, "100001"),
        ({"schools": ["100001,2014,3,1,1,1,1,Actual"]}, "phase_key"),
        ({"schools": ["100001,2014,1,1,1,1,1,Forecast"]}, "Forecast"),
        ({"schools": ["100001,201415,1,1,1,1,1,Actual"]}, "201415"),
        ({"schools": ["100001,2014,1,SUPP,1,1,1,Actual"]}, "SUPP"),
        ({"former": FORMER[:1]}, "100004"),
    ],
)
def test_what_is_not_known_stops_the_import(tidy: Tidy, changed: dict[str, list[str]], found: str) -> None:
    with pytest.raises(TidyError, match=found):
        tidy(**changed)


@pytest.fixture(scope="module")
def committed() -> dict[str, pd.DataFrame]:
    return packages.read(catalogue.load_one(CONTRACT))


def test_the_schools_come_near_what_is_printed_for_england(committed: dict[str, pd.DataFrame]) -> None:
    """The schools' file is short by those that closed, so its counts are below; the share that was met is the same."""
    areas = committed["published"]
    england = areas[areas["level"] == "england"].set_index("period")
    assert len(england) == 8
    for period, printed in england.iterrows():
        for stage, least, within in (("primary", 0.985, 0.04), ("secondary", 0.974, 0.17)):
            table = committed[str(period)]
            met, asked = table[f"{stage}_first_offers"].sum(), table[f"{stage}_first_preferences"].sum()
            assert least < asked / printed[f"{stage}_applications"] < 1
            assert 100 * met / asked == pytest.approx(printed[f"{stage}_first_success_pct"], abs=within)


@pytest.mark.parametrize("stage", ["primary", "secondary"])
def test_a_year_is_that_of_the_september_after_the_offers(committed: dict[str, pd.DataFrame], stage: str) -> None:
    """Authority by authority the schools' preferences are nearest to the applications of the same academic year, not of one beside it."""
    preferences, applications = f"{stage}_first_preferences", f"{stage}_applications"
    areas = committed["published"]
    residents = areas[areas["level"] == "local-authority"].assign(year=lambda rows: rows["period"].astype("str").str[:4].astype(int))
    schools = pd.concat([table for name, table in committed.items() if name != "published"])
    schools["year"] = schools["period"].astype("str").str[:4].astype(int)
    ours = schools.groupby(["la", "year"], observed=True)[preferences].sum()

    def apart(shift: int) -> float:
        theirs = residents.assign(year=residents["year"] + shift).set_index(["code", "year"])[applications]
        both = pd.concat([ours, theirs.rename_axis(["la", "year"])], axis=1).dropna()
        return float((both[preferences] - both[applications]).abs().sum() / both[applications].sum())

    assert apart(0) < 0.95 * min(apart(-1), apart(1))


def test_every_missing_cell_is_accounted_for(committed: dict[str, pd.DataFrame]) -> None:
    """``admissions_codes.csv`` was counted in the raw file by other means than the room's."""
    listed = pd.read_csv(HERE / "admissions_codes.csv", dtype="str", keep_default_na=False)
    expected = listed.astype({"cells": int}).set_index(["period", "column", "reason"])["cells"].to_dict()
    found: dict[tuple[str, str, str], int] = {}
    for name, table in committed.items():
        for column in (each for each in table.columns.astype("str") if each.endswith("__reason")):
            counts = table[column].value_counts()
            found |= {(name, column.removesuffix("__reason"), reason): counts[reason] for reason in REASONS if counts[reason]}
    assert found == expected
