"""The curriculum room on raw files made by hand, and the committed tables against counts of the publisher's codes and its own figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import curriculum
from pipeline.data.datasets.curriculum_sciences import authority
from pipeline.errors import TidyError
from pipeline.model import REASONS, Dataset
from tests.data.datasets.curriculum_raw import COLLEGE, FEW, INDEPENDENT, LARGE, NOBODY, SCIENCES, SUBJECTS, make_raw

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/curriculum"
PERIODS = ("2017-18", "2018-19", "2020-21", "2024-25")
SHARES = curriculum.SCIENCES[1:]

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return curriculum.tidy(make_raw(tmp_path_factory.mktemp("raw")))


@pytest.fixture(scope="module")
def committed() -> Dataset:
    return catalogue.load_one(CONTRACT)


def cells(tables: Tables, period: str, urn: str, columns: list[str]) -> list[str]:
    return [str(cell) for cell in tables[period].set_index("code").loc[urn, columns]]


def test_one_table_a_period_with_the_columns_of_the_contract(tables: Tables, committed: Dataset) -> None:
    assert tuple(tables) == (*PERIODS, "published")
    for resource in packages.tables(committed):
        table = tables[resource["name"]]
        assert list(table.columns) == [field["name"] for field in resource["schema"]["fields"]]
        assert not table.duplicated(curriculum.KEY).any()
        assert not ((table == "") | table.isna()).any(axis=None)


def test_independent_schools_are_left_out(tables: Tables) -> None:
    assert all(INDEPENDENT not in set(table["code"]) for table in tables.values())


def test_shares_stand_as_printed_and_a_true_nought_stays(tables: Tables) -> None:
    assert cells(tables, "2017-18", LARGE, curriculum.SCIENCES) == ["100", "30.5", "20", "10", "0"]
    assert cells(tables, "2018-19", COLLEGE, SHARES) == ["0", "16.7", "16.7", "0"]


def test_a_suppressed_share_is_never_nought(tables: Tables) -> None:
    """In 2018/19 the publisher prints 0 for students whom it hides; in 2024/25 it hides nobody."""
    assert cells(tables, "2017-18", FEW, curriculum.SCIENCES) == ["3", "c", "c", "c", "c"]
    assert cells(tables, "2018-19", FEW, curriculum.SCIENCES) == ["5", "c", "c", "c", "c"]
    assert cells(tables, "2024-25", FEW, curriculum.SCIENCES) == ["1", "100", "0", "0", "0"]


def test_nobody_has_no_share(tables: Tables) -> None:
    assert cells(tables, "2017-18", NOBODY, curriculum.SCIENCES) == ["z"] * 5
    assert cells(tables, "2018-19", NOBODY, curriculum.SCIENCES) == ["0", "z", "z", "z", "z"]


def test_subjects_are_counted_once_and_the_arts_among_them(tables: Tables) -> None:
    assert cells(tables, "2020-21", LARGE, curriculum.SUBJECTS) == ["60", "4", "6", "10.0"]


def test_other_qualifications_alone_are_no_a_levels_and_no_list_is_no_sixth_form(tables: Tables) -> None:
    assert cells(tables, "2020-21", COLLEGE, curriculum.SUBJECTS) == ["0", "0", "0", "z"]
    assert cells(tables, "2020-21", FEW, curriculum.SUBJECTS) == ["z"] * 4
    assert cells(tables, "2020-21", COLLEGE, curriculum.PILLARS) == ["z"] * 3


def test_codes_at_16_keep_their_reasons(tables: Tables) -> None:
    found = [cells(tables, "2020-21", urn, curriculum.PILLARS) for urn in (LARGE, FEW, NOBODY, "150001")]
    assert found == [["170", "31", "70"], ["4", "c", "c"], ["12", "z", "z"], ["z", "z", "z"]]


def test_a_year_without_a_file_is_not_available_where_there_is_a_sixth_form(tables: Tables) -> None:
    assert cells(tables, "2020-21", LARGE, curriculum.SCIENCES) == ["x"] * 5
    assert cells(tables, "2020-21", FEW, curriculum.SCIENCES) == ["z"] * 5
    assert cells(tables, "2024-25", LARGE, [*curriculum.SUBJECTS, *curriculum.PILLARS]) == ["x"] * 7


def test_the_publishers_own_figures_for_areas(tables: Tables) -> None:
    areas = tables["published"].set_index(["level", "code"])[curriculum.PILLARS]
    assert areas.T.to_dict("list") == {
        ("local-authority", "E09000007"): ["1644", "64", "81"],
        ("england", "E92000001"): ["575604", "45", "82"],
    }


@pytest.mark.parametrize(
    ("name", "period", "code"),
    [
        ("Dorset", "2017-18", "E10000009"),
        ("Dorset", "2018-19", "E06000059"),
        ("Somerset", "2018-19", "E10000027"),
        ("Somerset", "2024-25", "E06000066"),
        ("Bristol, City of", "2017-18", "E06000023"),
        ("Westmorland & Furness", "2024-25", "E06000064"),
    ],
)
def test_an_authority_is_known_by_its_name_in_its_year(name: str, period: str, code: str) -> None:
    assert authority(pd.Series([name]), period).tolist() == [code]


def test_an_authority_of_another_year_stops_the_import() -> None:
    with pytest.raises(TidyError, match="'Westmorland & Furness'"):
        authority(pd.Series(["Westmorland & Furness"]), "2017-18")


def test_a_code_that_is_not_known_stops_the_import(tmp_path: Path) -> None:
    row = ("100009", "UTC", "Camden", "20", "NEW", "10", "10", "10")
    with pytest.raises(TidyError, match=r"maths_percent_all.*'NEW'"):
        curriculum.tidy(make_raw(tmp_path, sciences={"2024-25": [*SCIENCES["2024-25"], row]}))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("202", LARGE, "CY", "Latin", "SUPP", "A level"), "'SUPP'"),
        (("202", LARGE, "CY", "Latin", "1", "T level"), "'T level'"),
        (("999", "100009", "CY", "Latin", "1", "A level"), "'999'"),
    ],
)
def test_entries_of_a_kind_that_is_not_known_stop_the_import(tmp_path: Path, row: tuple[str, ...], message: str) -> None:
    with pytest.raises(TidyError, match=message):
        curriculum.tidy(make_raw(tmp_path, subjects=[*SUBJECTS, row]))


@pytest.mark.parametrize("period", PERIODS)
def test_every_code_of_the_raw_files_is_in_the_committed_tables_with_its_reason(committed: Dataset, period: str) -> None:
    """``curriculum_codes.csv`` was counted in the raw files by other means than the room's."""
    counted = pd.read_csv(HERE / "curriculum_codes.csv", dtype={"count": int}, keep_default_na=False)
    counted = counted[counted["period"] == period]
    table = packages.read_text(committed, period)
    assert set(counted["column"]) == set(curriculum.COLUMNS[len(curriculum.KEY) + 1 :])
    for column, of_column in counted.groupby("column"):
        found = table[column].where(table[column].isin(REASONS), "").value_counts()
        assert found.to_dict() == of_column.groupby("reason")["count"].sum().to_dict(), column


def test_with_schools_that_entered_none_as_nought_england_comes_to_what_the_publisher_prints(committed: Dataset) -> None:
    table = packages.read_text(committed, "2020-21")
    areas = packages.read_text(committed, "published").set_index("code")[curriculum.PILLARS].apply(pd.to_numeric, errors="coerce")
    pupils = pd.to_numeric(table["ks4_pupils"], errors="coerce")
    for column in ("language_entry_pct", "humanities_entry_pct"):
        ours = (pd.to_numeric(table[column], errors="coerce") * pupils).sum() / pupils.sum()
        assert round(ours) == areas[column].to_dict()["E92000001"]
    assert areas["ks4_pupils"].drop("E92000001").sum() == areas["ks4_pupils"].to_dict()["E92000001"] == 575604
    assert abs(pupils.sum() / 575604 - 1) < 0.002


def test_authorities_stand_near_the_publishers_own(committed: Dataset) -> None:
    """Printed as whole numbers; ours leave out schools that entered none."""
    table = packages.read_text(committed, "2020-21")
    areas = packages.read_text(committed, "published").query("level == 'local-authority'").set_index("code")
    pupils = pd.to_numeric(table["ks4_pupils"], errors="coerce")
    for column, median in (("language_entry_pct", 0.4), ("humanities_entry_pct", 0.7)):
        value = pd.to_numeric(table[column], errors="coerce")
        ours = (value * pupils).groupby(table["la"]).sum() / pupils[value.notna()].groupby(table["la"]).sum()
        assert (ours - pd.to_numeric(areas[column], errors="coerce")).abs().median() < median
