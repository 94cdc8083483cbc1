"""The sixth form's room on raw files made by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import sixth_form
from pipeline.data.datasets.sixth_form_columns import SHEETS
from pipeline.errors import TidyError
from pipeline.model import ENGLAND, Dataset
from tests.data.datasets.sixth_form_raw import (
    CENTRE,
    COLLEGE,
    EMPTY,
    FEW,
    NEW,
    OLD,
    PRIVATE,
    SCHOOL,
    UNKNOWN,
    YOUNG,
    make_raw,
    texts,
)

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/sixth_form"
CAMDEN, GREENWICH = "E09000007", "E09000011"
Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return sixth_form.tidy(make_raw(tmp_path_factory.mktemp("raw")))


@pytest.fixture(scope="module")
def committed() -> Dataset:
    return catalogue.load_one(CONTRACT)


def cell(tables: Tables, period: str, urn: str, column: str) -> str:
    return str(tables[period].set_index("code").loc[urn, column])


def test_one_table_a_period_with_the_columns_of_the_contract(tables: Tables, committed: Dataset) -> None:
    assert tuple(tables) == (*SHEETS, "published")
    for resource in packages.tables(committed):
        table = tables[resource["name"]]
        assert list(table.columns) == [field["name"] for field in resource["schema"]["fields"]]
        assert not table.duplicated(["level", "code", "phase", "period"]).any()


def test_no_figure_is_ever_blank(tables: Tables) -> None:
    for name, table in tables.items():
        figures = table.drop(columns="la", errors="ignore")
        assert not (figures == "").any().any(), name
        assert not figures.isna().any().any(), name


def test_independent_schools_centres_and_schools_of_no_known_kind_are_left_out(tables: Tables) -> None:
    schools = {period: set(tables[period]["code"]) for period in SHEETS}
    assert not any({PRIVATE, CENTRE, UNKNOWN} & codes for period, codes in schools.items() if period != "2018-19")
    assert PRIVATE not in schools["2018-19"]
    assert YOUNG in schools["2017-18"]
    assert all(COLLEGE in schools[period] for period in SHEETS if period not in ("2017-18", "2022-23"))


@pytest.mark.parametrize("period", [period for period in SHEETS if period not in ("2017-18", "2018-19", "2022-23")])
def test_a_suppressed_cell_is_suppressed_and_one_without_entries_does_not_apply(tables: Tables, period: str) -> None:
    columns = list(SHEETS[period].columns)
    few, empty = (tables[period].set_index("code").loc[urn, columns] for urn in (FEW, EMPTY))
    assert (set(few), set(empty)) == ({"c"}, {"z"})


def test_a_compilers_empty_cell_is_not_available(tables: Tables) -> None:
    assert cell(tables, "2017-18", FEW, "alevel_points") == "x"
    assert cell(tables, "2022-23", FEW, "aab_pct") == "x"


def test_the_two_scales_never_meet(tables: Tables) -> None:
    assert cell(tables, "2014-15", SCHOOL, "alevel_points_old") == cell(tables, "2015-16", SCHOOL, "alevel_points") == "31.5"
    assert cell(tables, "2014-15", SCHOOL, "alevel_points") == cell(tables, "2015-16", SCHOOL, "alevel_points_old") == "z"


def test_what_was_not_made_does_not_apply_and_what_no_file_has_is_not_available(tables: Tables) -> None:
    assert cell(tables, "2021-22", SCHOOL, "alevel_va") == "z"
    assert cell(tables, "2022-23", SCHOOL, "alevel_va") == "x"
    assert cell(tables, "2014-15", SCHOOL, "alevel_retained_pct") == "z"
    assert cell(tables, "2015-16", SCHOOL, "alevel_retained_pct") == "x"


def test_the_figures_of_2019_go_back_to_the_school_that_had_them(tables: Tables) -> None:
    assert NEW not in set(tables["2018-19"]["code"])
    assert cell(tables, "2018-19", OLD, "alevel_va_low") == "2.5"
    assert cell(tables, "2018-19", SCHOOL, "alevel_retained_pct") == "31.5"
    assert cell(tables, "2018-19", FEW, "alevel_retained_pct") == "c"
    assert cell(tables, "2018-19", SCHOOL, "best3_points") == "x"
    assert cell(tables, "2018-19", OLD, "alevel_va_dis_high") == "2.5"


def test_2025_has_value_added_of_a_levels_alone_and_the_students_of_another_file(tables: Tables) -> None:
    assert not tables["2024-25"]["code"].duplicated().any()
    assert cell(tables, "2024-25", SCHOOL, "alevel_va") == cell(tables, "2024-25", SCHOOL, "alevel_va_entries") == "31.5"
    assert (cell(tables, "2024-25", SCHOOL, "alevel_students"), cell(tables, "2024-25", SCHOOL, "alevel_weight")) == ("12", "12")
    assert cell(tables, "2024-25", NEW, "alevel_students") == "x"
    assert {cell(tables, "2024-25", SCHOOL, name) for name in ("alevel_points", "alevel_va_dis", "alevel_retained_pct")} == {"x"}
    assert cell(tables, "2024-25", SCHOOL, "alevel_points_old") == "z"


def test_value_added_of_disadvantaged_students_was_first_made_in_2017(tables: Tables) -> None:
    cells = {period: cell(tables, period, SCHOOL, "alevel_va_dis") for period in SHEETS}
    assert {period for period, found in cells.items() if found == "31.5"} == {"2016-17", "2018-19"}
    assert {period for period, found in cells.items() if found == "x"} == {"2017-18", "2022-23", "2024-25"}


def test_numbers_of_2010_come_from_that_year_then_from_the_next(tables: Tables) -> None:
    assert {SCHOOL, OLD, COLLEGE, "2029999"} <= set(tables["2009-10"]["code"])
    assert NEW not in set(tables["2009-10"]["code"])
    assert cell(tables, "2009-10", COLLEGE, "alevel_points_old") == "33"


def test_a_school_without_a_count_weighs_what_it_did_in_the_nearest_year(tables: Tables) -> None:
    assert cell(tables, "2017-18", SCHOOL, "alevel_students") == "x"
    assert cell(tables, "2017-18", SCHOOL, "alevel_weight") == "32"
    assert cell(tables, "2017-18", YOUNG, "alevel_weight") == "25"
    assert cell(tables, "2021-22", EMPTY, "alevel_weight") == "z"


def test_authorities_are_those_of_the_year(tables: Tables) -> None:
    assert cell(tables, "2012-13", SCHOOL, "la") == cell(tables, "2017-18", SCHOOL, "la") == CAMDEN
    assert cell(tables, "2017-18", YOUNG, "la") == GREENWICH


def test_authorities_of_2019_are_those_in_which_its_areas_were_published(tmp_path: Path) -> None:
    poole, poole_and_bournemouth, north_northamptonshire, number = "836", "839", "940", f",4001,{SCHOOL},"
    files = texts()

    def la(period: str, later: str) -> str:
        moved = {"2016-17": poole, "2021-22": later}
        changed = {SHEETS[year].raw: files[SHEETS[year].raw].replace(f"202{number}", f"{code}{number}") for year, code in moved.items()}
        return cell(sixth_form.tidy(make_raw(tmp_path, changed)), period, SCHOOL, "la")

    assert la("2018-19", poole_and_bournemouth) == "E06000058"
    assert la("2017-18", poole_and_bournemouth) == "E06000029"
    assert la("2018-19", north_northamptonshire) == "E06000029"  # which was there only from 2021 on


def test_the_files_own_areas_come_before_those_of_the_tool(tables: Tables) -> None:
    published = tables["published"].set_index(["code", "period"])
    assert published.loc[(CAMDEN, "2015-16"), "best3_points"] == "29.9"
    assert published.loc[(ENGLAND, "2015-16"), "best3_points"] == "30.4"
    assert published.loc[(ENGLAND, "2018-19"), "alevel_points"] == "30.4"
    assert published.loc[(ENGLAND, "2017-18"), "alevel_points"] == "32.12"
    assert published.loc[("E12000001", "2017-18"), "alevel_points"] == "30"
    assert published.loc[(GREENWICH, "2017-18"), "aab_pct"] == "x"
    assert (CAMDEN, "2017-18") not in published.index
    assert published.loc[(ENGLAND, "2024-25"), "alevel_points"] == "35"
    assert "2023-24" not in published.index.get_level_values("period")


@pytest.mark.parametrize(
    ("period", "old", "new", "message"),
    [
        ("2012-13", "SUPP", "DNS", "'DNS'"),
        ("2017-18", "Avg A-level Points", "Points", "no column Avg A-level Points"),
        ("2015-16", "202", "111", "'111'"),
        ("2018-19", "31.5", "31.6", "31.5"),
        ("2024-25", "GCE A level", "GCE A level (reformed)", "GCE A level"),
        ("2024-25", "Qualification Type", "Type", "no column Qualification Type"),
        ("2024-25", "SUPP", "LOWCOV", "'LOWCOV'"),
    ],
)
def test_what_the_room_does_not_know_stops_it(tmp_path: Path, period: str, old: str, new: str, message: str) -> None:
    name = SHEETS[period].raw
    with pytest.raises(TidyError, match=message):
        sixth_form.tidy(make_raw(tmp_path, {name: texts()[name].replace(old, new)}))
