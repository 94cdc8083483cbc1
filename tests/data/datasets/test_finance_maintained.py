"""The sign of spending that is not whole, and the committed tables of finance held to the register and to printed sums of areas.

``finance_reserves.csv`` was worked out by hand from the publisher's reserves by authority: what had been put by at the end of the year
less what had been at its beginning, in millions. It has England, and the primary schools of authorities that print as many as we have.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets.finance_maintained import YEARS, believable
from pipeline.model import ENGLAND

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/finance"


@pytest.fixture(scope="module")
def committed() -> dict[str, pd.DataFrame]:
    """The committed tables, checked and typed."""
    return packages.read(catalogue.load_one(CONTRACT))


@pytest.mark.parametrize(
    ("income", "balance", "whole"),
    [(100, 25, True), (100, 26, False), (100, -100, True), (100, -101, False), (0, 0, False), (-100, -300, False), (-100, 10, False)],
)
def test_income_and_spending_are_believed_only_where_both_may_be_whole(income: float, balance: float, whole: bool) -> None:
    assert believable(pd.Series([income]), pd.Series([balance])).tolist() == [whole]


def test_rows_that_cannot_be_whole_by_year(committed: dict[str, pd.DataFrame]) -> None:
    found = {period: int((table["spending_gbp__reason"] == "u").sum()) for period, table in committed.items() if period in YEARS}
    assert found == {"2013-14": 828, "2014-15": 82, "2015-16": 1468, "2016-17": 215, "2017-18": 6}
    for table in committed.values():
        assert (table.loc[table["spending_gbp__reason"] == "u", "in_year_balance_gbp__reason"] == "u").all()


@pytest.fixture(scope="module")
def beside_reserves(committed: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """By area and year what its schools had left over, less what their reserves grew by in print, as a share of their printed income."""
    printed = pd.read_csv(HERE / "finance_reserves.csv")
    ours = pd.concat(committed[period] for period in printed["period"].unique())
    ours = pd.concat([ours, ours.assign(la=ENGLAND)])
    left = ours.groupby(["period", "la", "phase"], observed=True)["in_year_balance_gbp"].sum().rename("left")
    rows = printed.merge(
        left.reset_index().astype({"la": "str", "phase": "str", "period": "str"}),
        left_on=["period", "code", "phase"],
        right_on=["period", "la", "phase"],
        validate="one_to_one",
    )
    return rows.assign(share=(rows["left"] / 1e6 - rows["change_million"]) / rows["income_million"])


def test_what_schools_had_left_over_is_what_their_reserves_grew_by_in_england(beside_reserves: pd.DataFrame) -> None:
    england = beside_reserves[beside_reserves["code"] == ENGLAND]
    assert len(england) == 13
    assert england["share"].between(0.002, 0.012).all()


def test_what_schools_had_left_over_is_what_their_reserves_grew_by_in_authorities(beside_reserves: pd.DataFrame) -> None:
    areas = beside_reserves[beside_reserves["code"] != ENGLAND]
    assert areas.groupby("period").size().to_dict() == {"2015-16": 57, "2016-17": 53, "2017-18": 44}
    assert areas["share"].between(-0.005, 0.041).all()
    assert (areas.groupby("period")["share"].median() < 0.0065).all()


def test_only_maintained_schools_have_put_by_exactly_nothing(committed: dict[str, pd.DataFrame]) -> None:
    register = packages.read(catalogue.load_one(CONTRACT.parent / "schools"))["schools"].set_index("urn")["type"].astype("str")
    table = committed["2024-25"]
    nothing = table.loc[table["reserve_gbp"] == 0, "code"].astype("str").map(register)
    assert nothing.value_counts().to_dict() == {"Pupil referral unit": 7, "Community special school": 1, "Foundation special school": 1}


def test_nobody_spends_nothing_or_less(committed: dict[str, pd.DataFrame]) -> None:
    for table in committed.values():
        assert table["spend_per_pupil_gbp"].min() > 0
