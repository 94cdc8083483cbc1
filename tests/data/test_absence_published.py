"""Our areas against the publisher's own, to the printed digit; and every missing cell of the package accounted for."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.authorities import authorities
from pipeline.data.rollups import roll_up
from pipeline.model import REASONS, Dataset

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "datapackages/absence"
KEY = ["level", "code", "phase", "period"]
COUNTS = ["pupils", "sessions_possible", "sessions_missed", "sessions_unauthorised", "persistent_absentees"]
SHARES = {
    "overall_absence_pct": ("sessions_missed", "sessions_possible"),
    "unauthorised_absence_pct": ("sessions_unauthorised", "sessions_possible"),
    "persistent_absence_pct": ("persistent_absentees", "pupils"),
}
PRINTED_DIGITS = {"local-authority": 5, "region": 5, "england": 1}
# The publisher prints inner and outer London as two regions.
INNER = {f"E090000{number}" for number in ("01", "07", "12", "13", "14", "19", "20", "22", "23", "25", "28", "30", "32", "33")}
LONDON, INNER_LONDON, OUTER_LONDON = "E12000007", "E13000001", "E13000002"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return catalogue.load_one(PACKAGE)


@pytest.fixture(scope="module")
def tables(dataset: Dataset) -> dict[str, pd.DataFrame]:
    return packages.read(dataset)


@pytest.fixture(scope="module")
def schools(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([table for name, table in tables.items() if name != "published"], ignore_index=True)


@pytest.fixture(scope="module")
def ours(dataset: Dataset, schools: pd.DataFrame) -> pd.DataFrame:
    """Our areas, with London in the publisher's two halves."""
    regions = dict(zip(authorities()["code"], authorities()["region"], strict=True))
    halves = {code: INNER_LONDON if code in INNER else OUTER_LONDON for code, region in regions.items() if region == LONDON}
    return roll_up(schools, dataset.measures, no_trusts(), regions | halves)


@pytest.fixture(scope="module")
def both(dataset: Dataset, ours: pd.DataFrame) -> pd.DataFrame:
    """The publisher's rows as text (``_theirs``) beside ours; each must have its partner."""
    theirs = packages.read_text(dataset, "published")
    joined = theirs.merge(ours.drop(columns=["la"]), on=KEY, how="left", suffixes=("_theirs", ""), validate="one_to_one", indicator=True)
    assert len(theirs) == 8403
    assert (joined["_merge"] == "both").all()
    return joined


def no_trusts() -> pd.DataFrame:
    return pd.DataFrame(columns=["urn", "level", "parent", "since"], dtype="str")


def reason_columns(table: pd.DataFrame) -> list[str]:
    return [str(column) for column in table if str(column).endswith("__reason")]


def figures(both: pd.DataFrame) -> pd.DataFrame:
    """One row a printed figure: theirs, and ours rounded half up to the same digit, from exact counts where there are any."""
    found = []
    for share, (top, bottom) in SHARES.items():
        rows = both[~both[f"{share}_theirs"].isin(REASONS)]
        for level, digits in PRINTED_DIGITS.items():
            part = rows[rows["level"] == level]
            exact = [
                Decimal(int(above)) * 100 / Decimal(int(below)) if below == below else Decimal(str(value))
                for above, below, value in zip(part[top], part[bottom], part[share], strict=True)
            ]
            rounded = [value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) for value in exact]
            theirs = [Decimal(value) for value in part[f"{share}_theirs"]]
            pair = {"published": pd.Series(theirs, part.index), "ours": pd.Series(rounded, part.index)}
            found.append(part[KEY].assign(column=share, built=part[share], **pair))
    return pd.concat(found, ignore_index=True)


def test_every_area_equals_the_publishers_to_the_printed_digit_but_for_the_listed(both: pd.DataFrame) -> None:
    compared = figures(both)
    assert len(compared) == 25_206
    differing = compared[compared["ours"] != compared["published"]]
    listed = pd.read_csv(HERE / "absence_exceptions.csv", dtype="str", keep_default_na=False)
    names = [*KEY, "column", "published", "ours"]
    assert (listed["cause"] != "").all()
    assert sorted(map(tuple, differing[names].astype("str").to_numpy())) == sorted(map(tuple, listed[names].to_numpy()))


def test_the_built_figure_itself_has_all_digits_that_are_printed_for_areas(both: pd.DataFrame) -> None:
    compared = figures(both)
    areas = compared[compared["level"] != "england"]
    assert (areas["built"] == areas["ours"].astype(float)).all()


def test_the_counts_behind_them_are_equal_without_exception(both: pd.DataFrame) -> None:
    counted = both[both["period"] != "2023-24"]
    for name in COUNTS:
        assert (counted[name] == counted[f"{name}_theirs"].astype(float)).all()
    for share in SHARES:
        assert (counted[f"{share}_schools"] == counted["schools"].astype(float)).all()
        assert (counted[f"{share}_missing"] == 0).all()


def test_london_is_the_sum_of_its_halves(dataset: Dataset, schools: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> None:
    regions = roll_up(schools, dataset.measures, no_trusts())
    london = regions[(regions["code"] == LONDON) & (regions["period"] != "2023-24")]
    published = tables["published"]
    halves = published[published["code"].isin([INNER_LONDON, OUTER_LONDON])].groupby(["phase", "period"])[COUNTS].sum()
    assert len(london) == 52
    pd.testing.assert_frame_equal(london.set_index(["phase", "period"])[COUNTS].sort_index(), halves)
    assert regions.loc[regions["level"] == "region", "code"].nunique() == 9


def test_a_school_has_one_row_a_year(schools: pd.DataFrame) -> None:
    assert not schools.duplicated(["code", "period"]).any()


def test_every_missing_cell_is_accounted_for(tables: dict[str, pd.DataFrame]) -> None:
    listed = pd.read_csv(HERE / "datasets/absence_codes.csv", dtype="str", keep_default_na=False)
    expected = listed.astype({"cells": int}).groupby(["period", "column", "reason"])["cells"].sum().to_dict()
    found: dict[tuple[str, str, str], int] = {}
    for name, table in tables.items():
        for column in reason_columns(table):
            counts = table[column].value_counts()
            found |= {(name, column.removesuffix("__reason"), reason): counts[reason] for reason in REASONS if counts[reason]}
    assert found == expected


def test_a_missing_cell_has_no_value_and_a_value_no_reason(tables: dict[str, pd.DataFrame]) -> None:
    for table in tables.values():
        for column in reason_columns(table):
            assert ((table[column] == "") == table[column.removesuffix("__reason")].notna()).all()
