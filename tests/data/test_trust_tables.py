"""The publisher's own trust figures for Progress 8, rebuilt from our school rows with the publisher's lists of schools.

``trust_tables.csv`` holds one row a school that the Department for Education counted for a trust: the trust's UID and
printed figure, and the school's whole years in the trust (3 to 5, where 5 is five or more) from the register's day of joining, where
they agree with the numbers of schools by years that the Department printed for the trust; empty otherwise.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages

EXTRACT = Path(__file__).with_name("trust_tables.csv")
CONTRACT = Path(__file__).parents[2] / "datapackages/attainment"


@pytest.fixture(scope="module")
def schools() -> pd.DataFrame:
    """One row a school and trust: the printed figure, our two releases, the pupils and the years."""
    dataset = catalogue.load_one(CONTRACT)
    ours = pd.concat([packages.read_text(dataset, period) for period in ("2017-18", "2018-19")])
    listed = pd.read_csv(EXTRACT, dtype={"uid": str, "urn": str, "progress8": float})
    rows = listed.merge(ours, left_on=["period", "urn"], right_on=["period", "code"], suffixes=("_trust", ""), how="left")
    for name in ("progress8", "progress8_final", "progress8_pupils"):
        rows[name] = pd.to_numeric(rows[name], errors="coerce")
    return rows


def apart(rows: pd.DataFrame, column: str, weight: pd.Series) -> pd.Series:
    """How far the weighted mean of each trust and year is from the printed figure."""
    used = rows[column].notna() & weight.notna()
    key = [rows["period"], rows["uid"]]
    mean = (rows[column] * weight)[used].groupby([part[used] for part in key]).sum() / weight[used].groupby(
        [part[used] for part in key]
    ).sum()
    return (mean - rows.groupby(["period", "uid"])["progress8_trust"].first()).dropna().abs()


def test_every_school_that_the_publisher_counted_has_a_row_of_ours(schools: pd.DataFrame) -> None:
    assert schools["code"].notna().all()
    assert schools.groupby("period")["uid"].nunique().to_dict() == {"2017-18": 85, "2018-19": 102}


def test_weighted_by_pupils_we_are_near_but_not_equal(schools: pd.DataFrame) -> None:
    differences = apart(schools, "progress8_final", schools["progress8_pupils"])
    assert differences.median() < 0.015
    assert differences.max() < 0.2
    assert (differences <= 0.0051).mean() < 0.3


def test_the_years_in_the_trust_explain_most_of_the_difference(schools: pd.DataFrame) -> None:
    known = schools[schools["years"].notna()]
    plain = apart(known, "progress8_final", known["progress8_pupils"])
    weighted = apart(known, "progress8_final", known["progress8_pupils"] * known["years"])
    assert len(weighted) == 145
    assert weighted.median() < 0.005 < plain.median()
    assert (weighted <= 0.0051).mean() > 0.5
    assert (weighted <= 0.0201).mean() > 0.9
    assert weighted.max() < 0.09


def test_the_publisher_used_the_final_release(schools: pd.DataFrame) -> None:
    known = schools[schools["years"].notna()]
    weight = known["progress8_pupils"] * known["years"]
    assert apart(known, "progress8_final", weight).median() < apart(known, "progress8", weight).median()
