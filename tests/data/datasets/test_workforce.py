"""The workforce room on raw files made by hand: every trap of the real ones, once."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue
from pipeline.data.datasets import workforce
from pipeline.data.datasets.characteristics_columns import CENSUSES
from pipeline.data.datasets.characteristics_phases import REGISTER
from pipeline.data.datasets.school_lists import FULL_YEAR, GIAS
from pipeline.data.datasets.workforce_columns import CENSUS, LATEST, TABLES, table_of
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Dataset, Source

CONTRACT = Path(__file__).parents[3] / "datapackages/workforce"
PRIMARY, SECONDARY, NURSERY, GONE = "100001", "100002", "100003", "100004"
SHORT = "LA,URN,NFTETEA,NFTETEAAS,RATPUPTEA,SALARY"
LONG = (
    "LA Number,Establishment Number,URN,Total Number of Teachers (Full-Time Equivalent),"
    "Total Number of Teaching Assistants (Full-time Equivalent),Pupil:     Teacher Ratio,Mean Gross FTE Salary of All Teachers"
)
SHORT_ROWS = [f"822,{PRIMARY},8.0,5.0,SUPP,38408", f"822,{SECONDARY},0.0,0.0,0,NA"]
LONG_ROWS = [
    f'822,2001,{PRIMARY},8.0,0,20.5,"£45,421"',
    f"822,4001,{SECONDARY},NA,NA,0.0,SUPP",
    "NAT,PRI,,1.5,2,20.5,",
    "NAT,SEC,,3,4,16,1",
]
FILES = {
    **{table_of(period): [SHORT, *SHORT_ROWS] for period in TABLES if period < "2015"},
    **{table_of(period): [LONG, *LONG_ROWS] for period in ("2015-16", "2016-17")},
    **{table_of(period): [f"{LONG} (£s)", *LONG_ROWS] for period in ("2017-18", "2018-19", "2020-21")},
    table_of("2010-11"): [SHORT, *SHORT_ROWS, "211,100985,0,0,0,NA", "NAT,,435361.7,180923,16.3,38000"],
    table_of("2013-14"): [SHORT, f"822,{PRIMARY},3,2,DNS,SUPP", "NAT,PRI,3,2,20.5,36559"],
    CENSUS: ["urn,teacher_fte,ta_fte", f"{PRIMARY},9,9", f"{NURSERY},2,5.01", "100005,DNS,0"],
    LATEST: ["urn,ptr,teachersFte,year", f"{PRIMARY},21.0,8.25,2023/24", f"{GONE},,3.5,2023/24", f"{NURSERY},30.1,2,2019/20"],
    FULL_YEAR: ["time_period,geographic_level,urn,school_type", f"201011,School,{PRIMARY},State-funded primary"],
    REGISTER: ["urn,phase", f"{PRIMARY},Primary", f"{SECONDARY},Secondary"],
    GIAS: ["URN,LA (code),EstablishmentNumber", f"{PRIMARY},822,2001", f"{SECONDARY},822,4001", f"{NURSERY},822,1001", "100005,822,7001"],
}
Tidy = Callable[..., dict[str, pd.DataFrame]]


@pytest.fixture
def tidy(tmp_path: Path) -> Tidy:
    """Tidy the hand-made files; the argument replaces some of them."""

    def run(changed: dict[str, list[str]] | None = None) -> dict[str, pd.DataFrame]:
        lists = {census.raw: ["URN,LA,ESTAB", "NAT,,"] for census in CENSUSES.values()}
        lists[CENSUSES["2022-23"].raw] = [
            "URN,LA,ESTAB,SCHOOLTYPE",
            f"{GONE},909,2004,State-funded primary",
            f"{PRIMARY},909,2001,State-funded primary",
        ]
        files = {**lists, **FILES, **(changed or {})}
        for name, rows in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(gzip.compress("\n".join(rows).encode("utf-8-sig"), mtime=0))
        return workforce.tidy(Raw(tmp_path, Dataset("workforce", "", Path(), {}, (), tuple(Source(name, "", name) for name in files))))

    return run


def row(tables: dict[str, pd.DataFrame], period: str, urn: str) -> dict[str, str]:
    cells = tables[period].set_index("code").loc[urn]
    return {str(column): str(cell) for column, cell in cells.items()}


def test_the_tables_and_columns_are_those_of_the_contract(tidy: Tidy) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in catalogue.load_one(CONTRACT).descriptor["resources"]}
    tables = tidy()
    assert set(tables) == set(schemas)
    for name, table in tables.items():
        assert list(table.columns) == [field["name"] for field in schemas[name]["fields"]]
        assert not table.isna().any(axis=None)
        assert not table.duplicated(["level", "code", "phase", "period"]).any()


def test_a_school_without_a_return_is_not_known_and_never_nought(tidy: Tidy) -> None:
    tables = tidy()
    figures = ("teachers_fte", "teaching_assistants_fte", "pupil_teacher_ratio", "assistants_per_teacher", "mean_teacher_pay_gbp")
    assert [row(tables, "2010-11", SECONDARY)[name] for name in figures] == ["x", "x", "x", "x", "x"]
    assert [row(tables, "2018-19", SECONDARY)[name] for name in figures] == ["x", "x", "x", "x", "c"]
    assert row(tables, "2016-17", "100005")["teaching_assistants_fte"] == "x"


def test_no_assistants_beside_teachers_stay_none(tidy: Tidy) -> None:
    cells = row(tidy(), "2018-19", PRIMARY)
    assert (cells["teachers_fte"], cells["teaching_assistants_fte"], cells["assistants_per_teacher"]) == ("8.0", "0", "0.00")


def test_each_code_has_its_reason_and_pay_is_pounds_however_printed(tidy: Tidy) -> None:
    tables = tidy()
    assert row(tables, "2011-12", PRIMARY)["pupil_teacher_ratio"] == "c"
    assert row(tables, "2013-14", PRIMARY)["pupil_teacher_ratio"] == "x"
    assert [row(tables, period, PRIMARY)["mean_teacher_pay_gbp"] for period in ("2011-12", "2013-14", "2015-16")] == ["38408", "c", "45421"]


def test_the_census_of_2016_adds_schools_and_changes_none(tidy: Tidy) -> None:
    tables = tidy()
    assert row(tables, "2016-17", PRIMARY)["teachers_fte"] == "8.0"
    nursery = row(tables, "2016-17", NURSERY)
    assert (nursery["phase"], nursery["la"], nursery["assistants_per_teacher"]) == ("nursery", "E06000055", "2.51")
    assert (nursery["pupil_teacher_ratio"], nursery["mean_teacher_pay_gbp"]) == ("x", "x")


def test_the_latest_year_has_no_school_that_closed_before(tidy: Tidy) -> None:
    table = tidy()["2023-24"].set_index("code")
    assert table["pupil_teacher_ratio"].to_dict() == {PRIMARY: "21.0", GONE: "x"}
    assert table["la"].to_dict() == {PRIMARY: "E06000055", GONE: ""}
    assert set(table["mean_teacher_pay_gbp"]) == {"x"}


def test_the_publishers_own_rows_keep_their_phases(tidy: Tidy) -> None:
    rows = tidy()["published"].set_index(["phase", "period"])
    assert rows.loc[("all", "2010-11"), "pupil_teacher_ratio"] == "16.3"
    assert rows.loc[("secondary", "2018-19"), "pupil_teacher_ratio"] == "16"
    assert rows.loc[("primary", "2018-19"), "mean_teacher_pay_gbp"] == "x"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [("1", "8", "0.13"), ("12.9", "5.8", "2.22"), ("0", "8", "0.00"), ("c", "8", "c"), ("x", "c", "c"), ("1", "x", "x")],
)
def test_a_quotient_is_rounded_half_up_or_has_a_reason(part: str, whole: str, expected: str) -> None:
    assert list(workforce.quotient(pd.Series([part]), pd.Series([whole]))) == [expected]


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        (table_of("2011-12"), [SHORT, f"822,{PRIMARY},8,5,NEW,38408"], "'NEW'"),
        (table_of("2011-12"), [SHORT.replace("SALARY", "PAY"), *SHORT_ROWS], "no column SALARY"),
        (table_of("2011-12"), [SHORT, *SHORT_ROWS, SHORT_ROWS[0]], PRIMARY),
        (table_of("2011-12"), [SHORT, f"111,{PRIMARY},8,5,20,38408"], "'111'"),
        (table_of("2011-12"), [SHORT, "822,120000,8,5,20,38408"], "120000"),
        (table_of("2018-19"), [f"{LONG} (£s)", "NAT,PRU,,1,2,3,4"], "'PRU'"),
        (LATEST, ["urn,ptr,teachersFte,year", f"{PRIMARY},SUPP,8.25,2023/24"], "'SUPP'"),
    ],
)
def test_what_the_room_does_not_know_stops_it(tidy: Tidy, name: str, rows: list[str], message: str) -> None:
    with pytest.raises(TidyError, match=message):
        tidy({name: rows})
