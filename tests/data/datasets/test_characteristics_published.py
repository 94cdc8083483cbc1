"""The committed tables of ``characteristics``: every code of the raw files found again, and England against the publisher's own rows.

``characteristics_codes.csv`` counts the cells of state-funded schools by raw code, and where each belongs; it was counted from the
raw files by a program of its own. ``characteristics_differences.csv`` lists each national figure that the schools do not add up to.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages

HERE = Path(__file__).parent
PACKAGE = Path("datapackages/characteristics")
SHARES = {
    "fsm_pct": ("fsm_pupils", "fsm_of_pupils"),
    "fsm_ever6_pct": ("fsm_ever6_pupils", "fsm_ever6_of_pupils"),
    "eal_pct": ("eal_pupils", "eal_of_pupils"),
    "sen_support_pct": ("sen_support_pupils", "pupils"),
    "ehcp_pct": ("ehcp_pupils", "pupils"),
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The committed tables, checked and typed."""
    return packages.read(catalogue.load_one(PACKAGE))


def test_every_code_of_the_raw_files_is_found_again(tables: dict[str, pd.DataFrame]) -> None:
    expected = pd.read_csv(HERE / "characteristics_codes.csv", keep_default_na=False).groupby(["period", "column", "reason"])["cells"].sum()
    found = {
        (period, column.removesuffix("__reason"), reason): int(cells)
        for period, table in tables.items()
        if period != "published"
        for column in table.columns
        if column.endswith("__reason")
        for reason, cells in table[column].value_counts().items()
        if cells and str(reason)
    }
    assert found == expected.to_dict()


def test_a_cell_has_a_number_or_a_reason_and_never_both(tables: dict[str, pd.DataFrame]) -> None:
    for table in tables.values():
        for column in (name for name in table.columns if name.endswith("__reason")):
            assert (table[column.removesuffix("__reason")].isna() == (table[column] != "")).all()


def test_parts_are_not_larger_than_their_wholes(tables: dict[str, pd.DataFrame]) -> None:
    for period in set(tables) - {"published"}:
        table = tables[period]
        for part, whole in SHARES.values():
            over = table[table[part] > table[whole]]
            assert list(over["code"]) == [], (period, part)


def test_england_is_what_the_publisher_prints_but_for_the_listed_differences(tables: dict[str, pd.DataFrame]) -> None:
    schools = pd.concat([table for name, table in tables.items() if name != "published"])
    listed = pd.read_csv(HERE / "characteristics_differences.csv").set_index(["period", "phase", "column"])
    differing = {key: figures for key, figures in _compared(schools, tables["published"]).items() if not _agree(key, *figures)}
    assert set(differing) == set(listed.index)
    for key, (ours, published) in differing.items():
        assert (round(ours, 2), published) == tuple(listed.loc[key, ["schools", "published"]])


def _compared(schools: pd.DataFrame, published: pd.DataFrame) -> dict[tuple[str, str, str], tuple[float, float]]:
    """By period, phase and column: what the schools add up to, and what the publisher prints."""
    figures = {}
    groups = dict(list(schools.groupby(["period", "phase"])))
    for row in published.to_dict("records"):
        group = groups[row["period"], row["phase"]]
        ours = {"pupils": float(group["pupils"].sum()), **{column: _share(group, column) for column in SHARES}}
        for column, figure in ours.items():
            if not pd.isna([figure, row[column]]).any():
                figures[row["period"], row["phase"], column] = (figure, round(row[column], 2))
    return figures


def _share(group: pd.DataFrame, column: str) -> float:
    """Over the schools with a figure: the ratio of counts, or the mean weighted by pupils where the year has no counts."""
    part, whole = SHARES[column]
    counted = group[[column, part, whole]].notna().all(axis=1)
    if counted.any():
        return float(100 * group.loc[counted, part].sum() / group.loc[counted, whole].sum())
    known = group[group[column].notna()]
    return float((known[column] * known["pupils"]).sum() / known["pupils"].sum()) if len(known) else float("nan")


def _agree(key: tuple[str, str, str], ours: float, published: float) -> bool:
    """To the printed digit: whole pupils; one decimal of a share, two in 2021-22."""
    period, _, column = key
    if column == "pupils":
        return ours == published
    return abs(ours - published) <= (0.00501 if period == "2021-22" and column != "fsm_pct" else 0.0501)
