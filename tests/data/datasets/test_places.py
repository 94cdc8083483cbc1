"""The places room on scorecards made by hand, and the committed tables against what was counted and printed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import admissions_published, places
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND, Dataset, Source

HERE = Path(__file__).parent
CONTRACT = Path(__file__).parents[3] / "datapackages/places"
LEEDS, BUCKS = "E08000035", "E06000060"
LATEST = [
    "Year,new_la_code,LANumber,Pref_P_1_CY,Pref_P_1_NY,Pref_S_1_NY,Quan_P_UP,Quan_P_Su,Quan_P_RP,For_1_P,Qual_P_Prop",
    "2023/24,E08000035,383,90.5,91.5,81,12.5,0.1234567,20,-0.01,NA",
    "2023/24,,0,93,92,83,11,0.1,18520,0.013659277,0.95",
    "2022/23,E08000035,383,90.1,90.5,80,12,0.11,10,Low,z",
]
SECOND = ["LANumber,Pref_P_1_CY,Quan_P_Su,For_1_P", "383,89.5,0.09,LOW", "0,92.2,0.14,-0.002"]
OLDEST = {
    "LANumber": ["0", "383", ""],
    "For_1_P": ["0.009759900687642447", "N/A", ""],
    "Quan_P_RP": ["40970", "30", ""],
    "Qual_P_Prop": ["", "NULL", ""],
    "Pref_P_1": ["90.6", "85.5", ""],
}
AREAS = [
    "time_period,time_identifier,geographic_level,region_code,new_la_code,school_phase,admission_numbers,applications_received,"
    "first_preference_offers,first_preference_offers_percent",
    *(
        f"201920,Academic year,{area},{phase},20,10,9,{figure}"
        for area, figure in (("National,,", "90.61822099"), ("Regional,E12000003,", "88.1"), ("Local authority,E12000008,E10000002", "c"))
        for phase in ("Primary", "Secondary")
    ),
]


def tidy(folder: Path, latest: list[str] = LATEST) -> dict[str, pd.DataFrame]:
    """The tables out of hand-made files below ``folder``."""
    files = {places.THREE_YEARS: latest, places.SECOND: SECOND, admissions_published.AREAS: AREAS}
    (folder / "places").mkdir()
    for name, rows in files.items():
        content = "\n".join(rows).encode()
        (folder / name).write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)
    with pd.ExcelWriter(folder / places.OLDEST) as book:
        pd.DataFrame({"How to use": []}).to_excel(book, sheet_name="Information", index=False)
        pd.DataFrame(OLDEST).to_excel(book, sheet_name="Data", index=False)
    names = (*files, places.OLDEST)
    return places.tidy(Raw(folder, Dataset("places", "Places", Path(), {}, (), tuple(Source(name, "DfE", name) for name in names))))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return tidy(tmp_path_factory.mktemp("raw"))


def figure(tables: dict[str, pd.DataFrame], period: str, code: str, measure: str, phase: str = "primary") -> str:
    table = tables[period]
    return str(table.loc[(table["code"] == code) & (table["phase"] == phase), measure].item())


def test_the_columns_are_those_of_the_contract(tables: dict[str, pd.DataFrame]) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in catalogue.load_one(CONTRACT).descriptor["resources"]}
    assert set(tables) <= set(schemas)
    for name, table in tables.items():
        assert list(table.columns) == [field["name"] for field in schemas[name]["fields"]]
        assert not table.duplicated(places.KEY).any()
        assert set(table["level"]) <= {"england", "local-authority"}


@pytest.mark.parametrize(
    ("period", "measure", "expected"),
    [
        ("2023-24", "unfilled_pct", "12.5"),
        ("2024-25", "first_preference_pct", "90.5"),
        ("2024-25", "forecast_1_year_pct", "-1"),
        ("2026-27", "spare_pct", "12.3457"),
        ("2026-27", "needed", "20"),
        ("2025-26", "first_preference_pct", "91.5"),
        ("2022-23", "first_preference_pct", "89.5"),
        ("2021-22", "needed", "30"),
    ],
)
def test_each_figure_stands_in_the_year_that_it_is_about(tables: dict[str, pd.DataFrame], period: str, measure: str, expected: str) -> None:
    assert figure(tables, period, LEEDS, measure) == expected


def test_the_forecast_of_2018_19_is_of_that_year_itself(tables: dict[str, pd.DataFrame]) -> None:
    assert figure(tables, "2018-19", ENGLAND, "forecast_1_year_pct") == "0.976"
    assert figure(tables, "2019-20", ENGLAND, "forecast_1_year_pct") == "x"


def test_the_table_of_applications_wins_over_the_scorecard(tables: dict[str, pd.DataFrame]) -> None:
    assert figure(tables, "2019-20", ENGLAND, "first_preference_pct") == "90.61822099"
    assert figure(tables, "2019-20", LEEDS, "first_preference_pct") == "85.5"


def test_an_authority_whose_council_was_replaced_goes_on_under_todays_code(tables: dict[str, pd.DataFrame]) -> None:
    assert figure(tables, "2019-20", BUCKS, "first_preference_pct") == "c"


def test_too_small_to_judge_is_not_nought(tables: dict[str, pd.DataFrame]) -> None:
    assert [figure(tables, period, LEEDS, "forecast_1_year_pct") for period in ("2018-19", "2022-23", "2023-24")] == ["u", "u", "u"]


def test_reasons_are_kept_apart(tables: dict[str, pd.DataFrame]) -> None:
    assert figure(tables, "2022-23", LEEDS, "new_places_good_pct") == "z"
    assert figure(tables, "2023-24", LEEDS, "new_places_good_pct") == "x"
    assert figure(tables, "2018-19", LEEDS, "new_places_good_pct") == "z"
    assert figure(tables, "2018-19", ENGLAND, "new_places_good_pct") == "x"


def test_an_unknown_code_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match="SUPP"):
        tidy(tmp_path, [LATEST[0], LATEST[1].replace("0.1234567", "SUPP")])


@pytest.fixture(scope="module")
def committed() -> dict[str, pd.DataFrame]:
    return packages.read(catalogue.load_one(CONTRACT))


def test_every_code_of_the_publisher_is_a_reason_in_its_year(committed: dict[str, pd.DataFrame]) -> None:
    """``places_codes.csv`` was counted in the raw files by other means than the room's; ``x`` also fills what no scorecard has."""
    listed = pd.read_csv(HERE / "places_codes.csv", dtype="str", keep_default_na=False)
    listed = listed[listed["reason"] != "x"].astype({"cells": int})
    expected = listed.groupby(["period", "column", "reason"])["cells"].sum().to_dict()
    found = {
        (period, measure, reason): int(count)
        for period, table in committed.items()
        for measure in places.COLUMNS
        for reason, count in table[f"{measure}__reason"].value_counts().items()
        if reason in ("c", "z", "low", "u") and count
    }
    assert found == expected


@pytest.mark.parametrize(
    ("period", "measure", "phase", "printed"),
    [
        ("2014-15", "first_preference_pct", "secondary", 85.19665282),
        ("2021-22", "needed", "primary", 40970),
        ("2022-23", "first_preference_pct", "primary", 92.2),
        ("2024-25", "unfilled_pct", "primary", 13.83478111),
        ("2027-28", "needed", "secondary", 17230),
        ("2027-28", "spare_pct", "primary", 16.4069),
    ],
)
def test_england_is_as_printed(committed: dict[str, pd.DataFrame], period: str, measure: str, phase: str, printed: float) -> None:
    table = committed[period]
    england = table[(table["level"] == "england") & (table["phase"] == phase)]
    assert england[measure].tolist() == [printed]


def test_the_authorities_needs_come_to_englands(committed: dict[str, pd.DataFrame]) -> None:
    """Within a hundredth: England is rounded to ten."""
    for period in ("2024-25", "2025-26", "2026-27", "2027-28"):
        for phase in ("primary", "secondary"):
            rows = committed[period][committed[period]["phase"] == phase]
            whole = rows["level"] == "england"
            assert rows.loc[~whole, "needed"].sum() == pytest.approx(rows.loc[whole, "needed"].item(), abs=0.01 * rows["needed"].max())
