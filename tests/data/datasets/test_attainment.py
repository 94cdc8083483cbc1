"""The attainment room on raw files made by hand, and the committed tables against counts of the publisher's codes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import catalogue, packages
from pipeline.data.datasets import attainment, attainment_schools, attainment_sheets
from pipeline.errors import TidyError
from pipeline.model import REASONS, Dataset
from tests.data.datasets.attainment_raw import INDEPENDENT, LATE, NEW, PRIMARY, SECONDARY, SPECIAL, make_raw, write

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/attainment"
PERIODS = ("2015-16", "2016-17", "2017-18", "2018-19", "2020-21", "2021-22", "2022-23", "2023-24", "2024-25")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return attainment.tidy(make_raw(tmp_path_factory.mktemp("raw")))


@pytest.fixture(scope="module")
def committed() -> Dataset:
    return catalogue.load_one(CONTRACT)


def cell(tables: dict[str, pd.DataFrame], period: str, urn: str, column: str) -> str:
    return str(tables[period].set_index("code").loc[urn, column])


def test_one_table_a_period_with_the_columns_of_the_contract(tables: dict[str, pd.DataFrame], committed: Dataset) -> None:
    assert tuple(tables) == (*PERIODS, "published")
    for resource in packages.tables(committed):
        table = tables[resource["name"]]
        assert list(table.columns) == [field["name"] for field in resource["schema"]["fields"]]
        assert not table.duplicated(["level", "code", "phase", "period"]).any()


def test_no_figure_is_ever_blank(tables: dict[str, pd.DataFrame]) -> None:
    for name, table in tables.items():
        figures = table.drop(columns=["la", "ks2_status", "ks4_status"], errors="ignore")
        assert not (figures == "").any().any(), name
        assert not figures.isna().any().any(), name


def test_independent_schools_are_left_out(tables: dict[str, pd.DataFrame]) -> None:
    assert all(INDEPENDENT not in set(table["code"]) for table in tables.values())


@pytest.mark.parametrize("period", ["2015-16", "2016-17", "2017-18", "2018-19"])
def test_suppressed_raw_cells_are_suppressed_in_the_table(tables: dict[str, pd.DataFrame], period: str) -> None:
    columns = list(attainment_sheets.SECONDARY[period].columns)
    special = tables[period].set_index("code").loc[SPECIAL, columns]
    assert list(special) == ["c"] * len(columns)
    assert (tables[period][columns] == "c").sum().sum() == len(columns)


def test_a_listed_school_without_pupils_is_not_suppressed(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2018-19", NEW, "attainment8") == "z"


def test_a_dropped_code_is_not_available_and_low_coverage_is_unreliable(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2016-17", SPECIAL, "ks2_expected_pct") == "x"
    assert cell(tables, "2016-17", LATE, "ks2_maths_progress") == "u"


def test_schools_not_on_a_stages_list_have_no_figures_to_miss(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2016-17", PRIMARY, "attainment8") == "z"
    assert cell(tables, "2016-17", SECONDARY, "ks2_expected_pct") == "z"
    assert cell(tables, "2020-21", SECONDARY, "ks2_expected_pct") == "z"
    assert cell(tables, "2020-21", SPECIAL, "ks2_expected_pct") == "x"


def test_the_provisional_release_is_the_row_and_the_final_stands_beside_it(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2017-18", SECONDARY, "progress8") == "45.5"
    assert cell(tables, "2017-18", SECONDARY, "progress8_final") == "0.5"
    assert set(tables["2017-18"]["ks4_status"]) == {"provisional"}
    assert set(tables["2022-23"]["ks4_status"]) == {"final"}


def test_the_year_that_a_file_repeats_comes_from_elsewhere(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2023-24", SECONDARY, "attainment8") == "44.1"
    assert cell(tables, "2024-25", SECONDARY, "attainment8") == "44.4"
    assert cell(tables, "2024-25", SECONDARY, "progress8") == "z"


def test_a_predecessors_results_are_dropped_or_said_to_be_its(tables: dict[str, pd.DataFrame]) -> None:
    assert LATE not in set(tables["2022-23"]["code"])
    assert cell(tables, "2023-24", LATE, "ks2_status") == "predecessor"
    assert cell(tables, "2024-25", LATE, "ks2_status") == "not stated"


def test_a_school_that_opened_later_and_has_nothing_is_left_out(tables: dict[str, pd.DataFrame]) -> None:
    assert NEW not in set(tables["2023-24"]["code"])
    assert cell(tables, "2023-24", SPECIAL, "ks2_expected_pct") == "x"


def test_shares_become_percentages_and_counts_whole(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2021-22", SECONDARY, "ebacc_entry_pct") == "73.5"
    assert cell(tables, "2023-24", SECONDARY, "ks4_pupils") == "156"


def test_weights_come_from_the_year_the_nearest_or_the_predecessor(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2017-18", PRIMARY, "ks2_weight") == "60"
    assert cell(tables, "2024-25", PRIMARY, "ks2_weight") == "60"
    assert cell(tables, "2024-25", LATE, "ks2_weight") == "60"
    assert cell(tables, "2022-23", SPECIAL, "ks2_weight") == "x"
    assert cell(tables, "2022-23", SECONDARY, "ks2_weight") == "z"


def test_authorities_are_those_of_the_year(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2015-16", PRIMARY, "la") == "E09000007"
    assert cell(tables, "2023-24", LATE, "la") == "E09000011"


def test_the_publishers_own_figures_for_areas(tables: dict[str, pd.DataFrame]) -> None:
    published = tables["published"].set_index(["code", "period"])
    assert published.loc[("E09000007", "2015-16"), "attainment8"] == "49.9"
    assert published.loc[("E92000001", "2015-16"), "attainment8"] == "48.5"
    assert published.loc[("E12000001", "2015-16"), "attainment8_final"] == "2.43"
    assert published.loc[("E09000007", "2015-16"), "ks2_reading_progress"] == "x"


def test_an_unknown_code_stops_the_import(tmp_path: Path) -> None:
    raw = make_raw(tmp_path)
    name = attainment_sheets.PRIMARY["2015-16"].raw
    columns = attainment_sheets.KS2_LIST.values()
    write(tmp_path, name, f"URN,{','.join(columns)}\n{PRIMARY},{','.join(['DNS'] * len(columns))}\n")
    with pytest.raises(TidyError, match=r"ks2_perf.*'DNS'"):
        attainment.tidy(raw)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=1000))
def test_a_share_of_three_decimals_loses_nothing(thousandths: int) -> None:
    percent = attainment_sheets.percent(pd.Series([f"{thousandths / 1000:.3f}", "c"]))
    assert percent.tolist() == [f"{thousandths // 10}.{thousandths % 10}", "c"]


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(min_value=1, max_value=400)), min_size=3, max_size=3))
def test_a_weight_is_a_count_that_was_published_or_missing(counts: list[int | None]) -> None:
    periods = ("2015-16", "2016-17", "2018-19")
    series = {period: pd.Series([str(count or "x")], index=["100001"]) for period, count in zip(periods, counts, strict=True)}
    weights = attainment_schools.weights(series, pd.Series(dtype="str"))
    published = {str(count) for count in counts if count}
    for period, count in zip(periods, counts, strict=True):
        assert weights[period].iloc[0] == str(count) if count else weights[period].iloc[0] in (published or {"x"})


def test_every_code_of_the_raw_files_is_in_the_committed_tables_with_its_reason(committed: Dataset) -> None:
    """``attainment_codes.csv`` was counted in the raw files by other means than the room's."""
    counted = pd.read_csv(HERE / "attainment_codes.csv", dtype={"count": int}, keep_default_na=False)
    expected = counted.groupby(["period", "column", "reason"])["count"].sum()
    for period in PERIODS:
        table = packages.read_text(committed, period)
        for column in counted.loc[counted["period"] == period, "column"].unique():
            found = table[column].where(table[column].isin(REASONS), "").value_counts()
            assert found.to_dict() == expected[period, column].to_dict(), (period, column)


def test_suppressed_cells_are_counted_and_none_is_a_number(committed: Dataset) -> None:
    counted = pd.read_csv(HERE / "attainment_codes.csv", dtype={"count": int}, keep_default_na=False)
    suppressed = int(counted.loc[counted["raw_code"] == "SUPP", "count"].sum())
    tables = [packages.read_text(committed, period).drop(columns=["ks2_weight", "ks4_weight"]) for period in PERIODS]
    assert suppressed == sum(int((table == "c").sum().sum()) for table in tables) == 5979


def test_our_averages_stand_near_the_publishers_own(committed: Dataset) -> None:
    """Weighted by pupils, Progress 8 of authorities is the publisher's to 0.06 in nine of ten, where the release is the same."""
    published = packages.read_text(committed, "published").query("level == 'local-authority'").set_index(["period", "code"])
    for period in ("2015-16", "2016-17", "2017-18", "2018-19"):
        table = packages.read_text(committed, period)
        value, weight = (pd.to_numeric(table[name], errors="coerce") for name in ("progress8", "ks4_weight"))
        ours = (value * weight).groupby(table["la"]).sum() / weight[value.notna()].groupby(table["la"]).sum()
        theirs = pd.to_numeric(published["progress8"].xs(period), errors="coerce")
        assert (ours - theirs).abs().quantile(0.9) < 0.06
