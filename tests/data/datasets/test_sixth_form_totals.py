"""The committed tables of the sixth form against counts in the raw files and the publisher's own totals."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets.sixth_form_columns import FIGURES, MORE_2019, SHEETS
from pipeline.model import REASONS, Dataset

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/sixth_form"


@pytest.fixture(scope="module")
def committed() -> Dataset:
    return catalogue.load_one(CONTRACT)


def test_every_code_of_the_raw_files_is_in_the_committed_tables_with_its_reason(committed: Dataset) -> None:
    """``sixth_form_codes.csv`` was counted in the raw files by other means than the room's."""
    counted = pd.read_csv(HERE / "sixth_form_codes.csv", dtype={"count": int}, keep_default_na=False)
    expected = counted.groupby(["period", "column", "reason"])["count"].sum()
    for period, column in counted[["period", "column"]].drop_duplicates().itertuples(index=False):
        table = packages.read_text(committed, period)
        found = table[column].where(table[column].isin(REASONS), "").value_counts()
        assert found.to_dict() == expected[period, column].to_dict(), (period, column)


def test_suppressed_cells_are_counted_and_none_is_a_number(committed: Dataset) -> None:
    counted = pd.read_csv(HERE / "sixth_form_codes.csv", dtype={"count": int}, keep_default_na=False)
    suppressed = int(counted.loc[counted["raw_code"].isin(["SUPP", "LT11"]), "count"].sum())
    tables = {period: packages.read_text(committed, period) for period in SHEETS}
    joined = [name for name in MORE_2019.columns if name not in SHEETS["2018-19"].columns]
    more = int((tables["2018-19"][joined] == "c").sum().sum())
    assert suppressed + more == sum(int((table[FIGURES] == "c").sum().sum()) for table in tables.values())
    assert (suppressed, more) == (5154, 1101)


@pytest.mark.parametrize(
    ("column", "weight", "within"),
    [
        ("alevel_points", "alevel_weight", 0.8),
        ("alevel_points_old", "alevel_weight", 1.2),
        ("alevel_va", "alevel_va_entries", 0.01),
        ("alevel_va_dis", "alevel_va_dis_entries", 0.01),
        ("best3_points", "best3_students", 0.2),
        ("aab_pct", "aab_students", 0.15),
        ("applied_points", "applied_students", 0.6),
        ("tech_points", "tech_students", 0.65),
        ("alevel_retained_pct", "retained_students", 0.5),
    ],
)
def test_our_averages_come_near_what_is_printed_for_england(committed: Dataset, column: str, weight: str, within: float) -> None:
    printed = packages.read_text(committed, "published").query("level == 'england'").set_index("period")[column]
    held = 0
    for period in SHEETS:
        table = packages.read_text(committed, period)[[column, weight]].apply(pd.to_numeric, errors="coerce").dropna()
        theirs = pd.to_numeric(printed[period], errors="coerce")
        if len(table) and pd.notna(theirs):
            ours = (table[column] * table[weight]).sum() / table[weight].sum()
            assert abs(ours - theirs) <= within, period
            held += 1
    assert held >= 2


def test_value_added_of_2025_is_on_the_scale_of_2019(committed: Dataset) -> None:
    """No file says so; it shows in the middle, in the spread and in how the range narrows with the entries: a grade is a grade still."""
    names = ["alevel_va", "alevel_va_low", "alevel_va_high", "alevel_va_entries"]
    seen = {}
    for period in ("2018-19", "2024-25"):
        table = packages.read_text(committed, period)[names].apply(pd.to_numeric, errors="coerce").dropna()
        entries = table["alevel_va_entries"]
        half = (table["alevel_va_high"] - table["alevel_va_low"]) / 2
        middle = (table["alevel_va"] * entries).sum() / entries.sum()
        seen[period] = pd.Series([middle, table.loc[entries >= 100, "alevel_va"].std(), (half * entries**0.5).median()])
    assert (seen["2024-25"] - seen["2018-19"]).abs().lt([0.03, 0.03, 0.06]).all(), seen
