"""The committed tables of ``workforce``: every code of the raw files found again, and England beside the publisher's own rows.

``workforce_codes.csv`` was counted in the raw files by other means than the room's; its code ``0`` is a nought that cannot be meant.
``workforce_national.csv`` lists each national figure with what the schools come to.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages

HERE = Path(__file__).parent
PACKAGE = Path("datapackages/workforce")
PRINTED = ("teachers_fte", "teaching_assistants_fte", "pupil_teacher_ratio", "mean_teacher_pay_gbp")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The committed tables, checked and typed."""
    return packages.read(catalogue.load_one(PACKAGE))


def test_every_code_of_the_raw_files_is_found_again(tables: dict[str, pd.DataFrame]) -> None:
    expected = pd.read_csv(HERE / "workforce_codes.csv", keep_default_na=False).groupby(["period", "column", "reason"])["cells"].sum()
    found = {
        (period, column, str(reason)): int(cells)
        for period, table in tables.items()
        if period != "published"
        for column in PRINTED
        for reason, cells in table[f"{column}__reason"].value_counts().items()
        if cells and str(reason)
    }
    assert found == expected.to_dict()


def test_nobody_teaches_without_teachers(tables: dict[str, pd.DataFrame]) -> None:
    for period in set(tables) - {"published"}:
        table = tables[period]
        assert not (table["teachers_fte"] == 0).any()
        assert not (table["pupil_teacher_ratio"] == 0).any()


def test_the_schools_come_to_what_is_listed_beside_the_publishers_figures(tables: dict[str, pd.DataFrame]) -> None:
    listed = pd.read_csv(HERE / "workforce_national.csv").set_index(["period", "phase", "column"])
    found = {
        (row["period"], row["phase"], column): (round(_england(tables, row["period"], row["phase"], column), 2), round(row[column], 2))
        for row in tables["published"].to_dict("records")
        for column in PRINTED
    }
    assert found == {key: tuple(figures) for key, figures in zip(listed.index, listed.to_numpy(), strict=True)}


def test_primary_and_secondary_ratios_are_the_publishers_to_within_a_fifth_of_a_pupil() -> None:
    listed = pd.read_csv(HERE / "workforce_national.csv")
    ratios = listed[(listed["column"] == "pupil_teacher_ratio") & (listed["phase"] != "all")]
    apart = (ratios["schools"] - ratios["published"]).abs()
    assert len(ratios) == 17
    assert apart.max() < 0.2
    assert (apart <= 0.0501).sum() == 11


def _england(tables: dict[str, pd.DataFrame], period: str, phase: str, column: str) -> float:
    """Totals of staff, means of the rest weighted by teachers."""
    table = tables[period]
    rows = table if phase == "all" else table[table["phase"] == phase]
    if column in PRINTED[:2]:
        return float(rows[column].sum())
    known = rows[rows[[column, "teachers_fte"]].notna().all(axis=1)]
    return float((known[column] * known["teachers_fte"]).sum() / known["teachers_fte"].sum())
