"""Attainment at the ends of key stage 2 (age 11) and key stage 4 (age 16).

Grain: one row a state-funded school and academic year, with both key stages side by side; ``published`` has one row an area and year.
Traps: a key stage 4 row is one release in one piece: the provisional one up to 2018/19, with the final figures in columns of their own.
The file of the years 2022/23 to 2024/25 holds 2022/23's key stage 4 a second time as 2024/25, so that year comes from elsewhere;
its key stage 2 prints a predecessor's results under a new academy's URN. Reasons: ``z`` where a school is not on that year's list
for the stage or the measure was not made that year, ``x`` where no file here has the figure or the code was dropped.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.datasets import attainment_schools as schools
from pipeline.data.datasets import attainment_sheets as sheets
from pipeline.data.datasets.attainment_published import published
from pipeline.data.sources import Raw

KS2 = [
    *("ks2_pupils", "ks2_weight", "ks2_expected_pct", "ks2_higher_pct", "ks2_reading_progress", "ks2_writing_progress"),
    *("ks2_maths_progress", "ks2_reading_score", "ks2_maths_score", "ks2_status"),
]
KS4 = [
    *("ks4_pupils", "ks4_weight", "attainment8", "progress8", "progress8_low", "progress8_high", "progress8_pupils"),
    *("english_maths_5_pct", "english_maths_4_pct", "ebacc_entry_pct", "ebacc_aps", "ks4_status", "attainment8_final", "progress8_final"),
]
STATUS = {"ks2_status", "ks4_status"}

PROGRESS8 = ("progress8", "progress8_low", "progress8_high", "progress8_pupils")
KS2_PROGRESS = ("ks2_reading_progress", "ks2_writing_progress", "ks2_maths_progress")
FINALS = ("attainment8_final", "progress8_final")
# Measures that nobody made that year: no results to measure progress from, or no second release.
NOT_MADE = {
    "2020-21": (*PROGRESS8, *FINALS),
    "2021-22": FINALS,
    "2022-23": FINALS,
    "2023-24": (*KS2_PROGRESS, *FINALS),
    "2024-25": (*KS2_PROGRESS, *PROGRESS8, *FINALS),
}
# Schools that open during a year are in its tables under their predecessor's URN; this is the publisher's day.
LISTED_BY = "-09-12"

FINAL, PROVISIONAL, UNSTATED, PREDECESSOR = "final", "provisional", "not stated", "predecessor"


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """Tables of text: one a period, key level, code, phase, period, and ``published``. Raises SourceError or TidyError."""
    days, before = schools.opened(raw), schools.predecessors(raw)
    primary, secondary = key_stage_2(raw, days), key_stage_4(raw, days)
    periods = sorted({*primary, *secondary})
    ever = pd.Index([urn for table in primary.values() for urn in table.index]).unique()
    tables = {period: side_by_side(primary.get(period), secondary[period], period, ever) for period in periods}
    for stage in ("ks2", "ks4"):
        counts = {period: table[f"{stage}_pupils"] for period, table in tables.items()}
        for period, weight in schools.weights(counts, before).items():
            tables[period][f"{stage}_weight"] = weight
    authorities = schools.Authorities(raw)
    return {**{period: keyed(table, period, authorities) for period, table in tables.items()}, "published": published(raw)}


def key_stage_2(raw: Raw, days: pd.Series) -> dict[str, pd.DataFrame]:
    """Key stage 2 by period, each by URN. None for 2019/20 to 2021/22: no file here has it."""
    years = {period: sheets.figures(sheets.sheet_rows(raw, sheet), sheet) for period, sheet in sheets.PRIMARY.items()}
    years["2022-23"] = _key_stage_2_of_2023(raw, days)
    years["2023-24"] = _three_years(raw, "ks2", "2023-24", sheets.KS2_THREE_YEARS, days)
    years["2024-25"] = _three_years(raw, "ks2", "2024-25", {**sheets.KS2_THREE_YEARS, **sheets.KS2_SCORES}, days)
    for period, table in years.items():
        table["ks2_status"] = FINAL if period == "2018-19" else UNSTATED
    carried = years["2023-24"]
    carried.loc[late(carried.index, "2023-24", days), "ks2_status"] = PREDECESSOR
    return years


def _key_stage_2_of_2023(raw: Raw, days: pd.Series) -> pd.DataFrame:
    """Schools with figures under the URN of that year; and those that the later file lists without any."""
    table = sheets.figures(sheets.sheet_rows(raw, sheets.PRIMARY_2023), sheets.PRIMARY_2023)
    later = _three_years(raw, "ks2", "2022-23", sheets.KS2_THREE_YEARS, days)
    unpublished = later[~later.index.isin(table.index) & ~late(later.index, "2022-23", days)]
    return pd.concat([table, unpublished]).fillna("x")


def _three_years(raw: Raw, stage: str, period: str, columns: dict[str, str], days: pd.Series) -> pd.DataFrame:
    """One stage and year of the file that holds three; without schools that opened later and have no figures."""
    rows = raw.csv(sheets.THREE_YEARS)
    rows = rows[(rows["stage"] == stage) & (rows["year"] == str(int(period[:4]) + 1))].set_index("urn")
    empty = (rows[list(columns.values())] == "").all(axis=1)
    rows = rows[~(empty & late(rows.index, period, days))]
    return sheets.figures(rows, sheets.Sheet(sheets.THREE_YEARS, "urn", columns, sheets.LOST))


def late(urns: pd.Index, period: str, days: pd.Series) -> pd.Series:
    """Which schools opened after the publisher's day in September at the start of ``period``."""
    return days.reindex(urns) > pd.Timestamp(period[:4] + LISTED_BY)


def key_stage_4(raw: Raw, days: pd.Series) -> dict[str, pd.DataFrame]:
    """Key stage 4 by period, each by URN, one release in one piece."""
    years = {period: sheets.figures(sheets.sheet_rows(raw, sheet), sheet) for period, sheet in sheets.SECONDARY.items()}
    for period, sheet in sheets.FINAL.items():
        years[period] = _joined(years[period], raw, sheet)
    years["2022-23"] = _key_stage_4_of_2023(raw)
    years["2023-24"] = _joined(_three_years(raw, "ks4", "2023-24", sheets.HEADLINE_2024, days), raw, sheets.MORE_2024)
    years["2024-25"] = _joined(years["2024-25"], raw, sheets.MORE_2025)
    for period, table in years.items():
        table["ks4_status"] = PROVISIONAL if period in sheets.FINAL else FINAL if period >= "2022-23" else UNSTATED
    return years


def _joined(table: pd.DataFrame, raw: Raw, sheet: sheets.Sheet) -> pd.DataFrame:
    """Columns of a second file of the same year; ``x`` for schools that it does not list."""
    more = sheets.figures(sheets.sheet_rows(raw, sheet), sheet)
    return table.join(more.reindex(table.index).fillna("x"))


def _key_stage_4_of_2023(raw: Raw) -> pd.DataFrame:
    """The compiled list names independent schools too and does not mark them."""
    rows = sheets.sheet_rows(raw, sheets.HEADLINE_2023)
    neighbours = [sheets.sheet_rows(raw, sheets.SECONDARY[period]).index for period in ("2020-21", "2021-22", "2024-25")]
    listed = pd.Index(raw.csv(sheets.THREE_YEARS)["urn"]).append(neighbours).unique()
    rows = rows[schools.state_funded(raw, rows.index, listed)]
    return _joined(sheets.figures(rows, sheets.HEADLINE_2023), raw, sheets.MORE_2023)


def side_by_side(primary: pd.DataFrame | None, secondary: pd.DataFrame, period: str, ever: pd.Index) -> pd.DataFrame:
    """Both stages of one year by URN: ``z`` for a school not on a stage's list, ``x`` where no file has the column.

    Where no file has key stage 2, it is ``x`` for the schools ``ever`` on its list and ``z`` for the others.
    """
    stages = [_whole(primary, KS2, period), _whole(secondary, KS4, period)]
    urns = stages[0].index.union(stages[1].index)
    table = pd.concat([stage.reindex(urns, fill_value="z") for stage in stages], axis=1)
    if primary is None:
        table.loc[urns.isin(ever), KS2] = "x"
    for status in STATUS:
        table[status] = _release(table[status])
    return table.rename_axis("code")


def _release(status: pd.Series) -> pd.Series:
    """The year's release for every school, without figures too, so that an area's row can say it; empty if no file has the stage."""
    known = status[~status.isin(["x", "z"])]
    return status.where(status.isin(known), known.mode().iloc[0] if len(known) else "")


def _whole(stage: pd.DataFrame | None, columns: list[str], period: str) -> pd.DataFrame:
    table = pd.DataFrame() if stage is None else stage
    none_here = {name: "z" if name in NOT_MADE.get(period, ()) else "x" for name in columns if name not in table}
    return table.assign(**none_here)[columns]


def keyed(table: pd.DataFrame, period: str, authorities: schools.Authorities) -> pd.DataFrame:
    """The table with its key and authority in front, columns as the schema lists them."""
    key = {"level": "school", "code": table.index, "phase": "all", "period": period, "la": authorities.of(table.index, period)}
    return pd.DataFrame({**key, **{name: table[name] for name in (*KS2, *KS4)}}).reset_index(drop=True)
