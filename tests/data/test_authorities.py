"""From the DfE's codes to ONS codes, over the reorganisations."""

import pandas as pd
import pytest

from pipeline.data.authorities import authorities, known, latest_code, ons_code, todays_code
from pipeline.errors import TidyError


@pytest.mark.parametrize(
    ("dfe", "period", "ons"),
    [
        ("825", "2018-19", "E10000002"),
        ("825", "2019-20", "E10000002"),
        ("825", "2020-21", "E06000060"),
        ("815", "2022-23", "E10000023"),
        ("933", "2025-26", "E06000066"),
        ("835", "2018-19", "E10000009"),
        ("838", "2018-19", "E06000059"),
        ("909", "2022-23", "E10000006"),
        ("942", "2023-24", "E06000063"),
        ("820", "2006-07", "E10000001"),
        ("", "2015-16", ""),
    ],
)
def test_code_of_the_year(dfe: str, period: str, ons: str) -> None:
    assert ons_code(pd.Series([dfe]), period).tolist() == [ons]


@pytest.mark.parametrize(("dfe", "period"), [("909", "2023-24"), ("942", "2021-22"), ("702", "2018-19"), ("E10000002", "2018-19")])
def test_strange_code_is_told_with_its_row(dfe: str, period: str) -> None:
    with pytest.raises(TidyError, match=f"row 8: found '{dfe}'"):
        ons_code(pd.Series(["201", dfe], index=[7, 8]), period)


def test_index_and_order_are_kept() -> None:
    codes = ons_code(pd.Series(["202", "201"], index=[5, 3]), "2010-11")
    assert codes.to_dict() == {5: "E09000007", 3: "E09000001"}


def test_one_code_a_year() -> None:
    table = authorities()
    for year in range(2006, 2027):
        period = f"{year}-{(year + 1) % 100:02d}"
        begun = (table["first_period"] == "") | (table["first_period"] <= period)
        lasting = (table["last_period"] == "") | (table["last_period"] >= period)
        assert len(known(period)) == (begun & lasting).sum(), period


def test_successors_exist_and_only_the_abolished_have_them() -> None:
    table = authorities()
    assert ((table["abolished"] == "") == (table["successors"] == "")).all()
    assert {code for cell in table["successors"] for code in cell.split()} <= set(table.loc[table["abolished"] == "", "code"])


def test_only_an_unchanged_area_is_carried_on() -> None:
    assert todays_code(pd.Series(["E10000002", "E10000006", "E09000001", ""])).tolist() == ["E06000060", "E10000006", "E09000001", ""]


def test_the_latest_code_whatever_the_year() -> None:
    assert latest_code(pd.Series(["825", "909", "201", ""])).tolist() == ["E06000060", "E10000006", "E09000001", ""]


def test_a_code_of_no_year_is_told() -> None:
    with pytest.raises(TidyError, match="authority of any year, row 0: found '702'"):
        latest_code(pd.Series(["702"]))
