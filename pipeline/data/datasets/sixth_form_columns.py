"""Which file holds which figures of which year of 16 to 18 study, and what the publisher's codes mean.

Grain of every file: one row a school or college, then rows of areas. Traps: A levels had about seven times the points until 2014/15; the
file of 2009/10 is delimited by tabs and has no URN; the file of 2021/22 leaves off empty cells at the ends of its lines; the
figures of 2018/19 stand in it too, in columns of their own, under the URNs of 2021/22; that of 2024/25 has a row for each qualification.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Reason

FOLDER = "attainment/"

# The publisher's lists of abbreviations: SUPP or LT11 too few students; NE no entries; "-" no students at the end of their studies;
# NEW a school without results yet; NA not available for the year or not applicable to the school, which is not told apart.
CODES: dict[str, Reason] = {"SUPP": "c", "LT11": "c", "NE": "z", "-": "z", "NEW": "z", "NA": "x"}
NO_COHORT: Reason = "z"  # an empty cell of the publisher's: listed, but without students of its own at that stage
LOST: Reason = "x"  # an empty cell of a compiler's: the publisher's code is gone


class Sheet(NamedTuple):
    """One file of one year: our columns to the publisher's, which columns say what a row is, and what an empty cell means.

    ``qualification``: the kind of which the rows are taken, in a file with a row for each kind that a school has.
    """

    raw: str
    columns: Mapping[str, str]
    blank: Reason = NO_COHORT
    urn: str = "URN"
    record: str = "RECTYPE"
    kind: str = "NFTYPE"
    authority: str = "LEA"
    establishment: str = "ESTAB"
    delimiter: str = ","
    ragged: bool = False
    qualification: str = ""


MEASURES = [
    *("alevel_points", "alevel_points_old", "alevel_va", "alevel_va_dis", "best3_points", "aab_pct", "applied_points", "tech_points"),
    "alevel_retained_pct",
]
FIGURES = [
    *("alevel_students", "alevel_weight", "alevel_points", "alevel_points_old", "alevel_va", "alevel_va_low", "alevel_va_high"),
    *("alevel_va_entries", "alevel_va_dis", "alevel_va_dis_low", "alevel_va_dis_high", "alevel_va_dis_entries"),
    *("best3_students", "best3_points", "aab_students", "aab_pct", "applied_students", "applied_points"),
    *("tech_students", "tech_points", "retained_students", "alevel_retained_pct"),
]

A_LEVELS_OLD = {
    "alevel_students": "TALLPUP_ALEVA",
    "alevel_points_old": "TALLPPE_ALEVA",
    "aab_students": "TALLPUP_ALEVA",
    "aab_pct": "PTGRADEAAB2_ALEV",
}
VALUE_ADDED_OLD = {
    "alevel_va": "VA_INS_ALEV",
    "alevel_va_low": "LCI_INS_ALEV",
    "alevel_va_high": "UCI_INS_ALEV",
    "alevel_va_entries": "NU_AIMS_INS_ALEV",
}
VALUE_ADDED = {**VALUE_ADDED_OLD, "alevel_va_entries": "ENTRIES_ALEV"}
DISADVANTAGED = {ours.replace("_va", "_va_dis", 1): f"{theirs}_DIS" for ours, theirs in VALUE_ADDED.items()}
OF_ONE_QUALIFICATION = {
    "alevel_va": "Qualification Value Added Score",
    "alevel_va_low": "Lower Confidence Limit",
    "alevel_va_high": "Upper Confidence Limit",
    "alevel_va_entries": "Number of Entries",
}
POINTS = {
    "alevel_students": "TALLPUP_ALEV_1618",
    "alevel_points": "TALLPPE_ALEV_1618",
    "applied_students": "TALLPUP_AGEN",
    "applied_points": "TALLPPE_AGEN",
    "tech_students": "TALLPUP_TLEV",
    "tech_points": "TALLPPE_TLEV",
}
BEST = {"best3_students": "TINCLUDE_B3", "best3_points": "TB3PTSE", "aab_students": "TINCLUDE_AAB_2FAC", "aab_pct": "PTAAB_2FAC"}
RETAINED = {"retained_students": "T_InScope_ALEV_Ret", "alevel_retained_pct": "PT_Retained_ALEV_Ret"}
OF_2019 = {ours: f"{theirs.upper()}_19" for ours, theirs in {**POINTS, **VALUE_ADDED, **DISADVANTAGED, **RETAINED}.items()}

SHEETS = {
    "2009-10": Sheet(
        FOLDER + "dfe-2009-10-england_ks5.csv.gz", {"alevel_students": "Trigger", "alevel_points_old": "AvePointEntry"},
        urn="", record="RecType", kind="SchoolType", authority="LACode", establishment="EstabCode", delimiter="\t",
    ),
    "2010-11": Sheet(FOLDER + "dfe-2010-11-england_ks5.csv.gz", {"alevel_students": "TALLPUPA", "alevel_points_old": "TALLPPEA"}),
    "2011-12": Sheet(FOLDER + "dfe-2011-12-england_ks5.csv.gz", A_LEVELS_OLD),
    "2012-13": Sheet(FOLDER + "dfe-2012-13-england_ks5.csv.gz", {**A_LEVELS_OLD, **VALUE_ADDED_OLD}),
    "2013-14": Sheet(FOLDER + "dfe-2013-14-england_ks5.csv.gz", {**A_LEVELS_OLD, **VALUE_ADDED_OLD}),
    "2014-15": Sheet(FOLDER + "dfe-2014-15-england_ks5.csv.gz", {**A_LEVELS_OLD, **VALUE_ADDED_OLD}),
    "2015-16": Sheet(FOLDER + "dfe-2015-16-england_ks5.csv.gz", {**POINTS, **BEST, **VALUE_ADDED}, kind="NFTYPE/FESITYPE"),
    "2016-17": Sheet(
        FOLDER + "dfe-2016-17-england_ks5final.csv.gz", {**POINTS, **BEST, **VALUE_ADDED, **DISADVANTAGED, **RETAINED},
        kind="NFTYPE/FESITYPE",
    ),
    "2017-18": Sheet(
        FOLDER + "compiled-2017-18-ks5_perf.csv", {"alevel_points": "Avg A-level Points"}, LOST, record="", kind="", authority="",
    ),
    "2018-19": Sheet(
        FOLDER + "compiled-2018-19-england_ks5final-selected.csv.gz", {"alevel_points": "TALLPPE_ALEV_1618", "alevel_va": "VA_INS_ALEV"},
        LOST, kind="SCHTYPE", authority="",
    ),
    "2021-22": Sheet(FOLDER + "dfe-2021-22-england_ks5revised.csv.gz", {**POINTS, **BEST}, kind="NFTYPE/FESITYPE", ragged=True),
    "2022-23": Sheet(
        FOLDER + "compiled-2022-23-ks5-by-urn.csv", {"alevel_students": "pupils", "alevel_points": "aps", "aab_pct": "aabFac"}, LOST,
        urn="urn", record="", kind="", authority="",
    ),
    "2024-25": Sheet(
        FOLDER + "dfe-2024-25-england_vaqual.csv.gz", OF_ONE_QUALIFICATION, LOST, record="", kind="", authority="LA Number",
        qualification="GCE A level",
    ),
}  # fmt: skip
QUALIFICATION = "Qualification Type"
# The columns of 2018/19 in the file of 2021/22: the same release as the compiled file, with the codes, counts and intervals.
MORE_2019 = SHEETS["2021-22"]._replace(columns=OF_2019)
# The students of 2024/25, whose file of value added counts entries only.
STUDENTS_2025 = Sheet(
    FOLDER + "dfe-2024-25-england_ks5maths-science.csv.gz", {"alevel_students": "All_A_levels_students"}, LOST,
    urn="Unique reference number", record="", kind="", authority="",
)  # fmt: skip

NEW_IN_2016 = ("alevel_points", "best3_students", "best3_points", "applied_students", "applied_points", "tech_students", "tech_points")
RETENTION = ("retained_students", "alevel_retained_pct")


def not_made(period: str) -> tuple[str, ...]:
    """Columns that nobody published for ``period``: the points of today before 2015/16, those of old since, no value added in 2022.

    Value added of disadvantaged students is of 2016/17 first.
    """
    if period < "2015-16":
        return (*NEW_IN_2016, *RETENTION, *DISADVANTAGED)
    return ("alevel_points_old", *{"2015-16": DISADVANTAGED, "2021-22": {**VALUE_ADDED, **DISADVANTAGED}}.get(period, ()))


def opened(raw: Raw, sheet: Sheet) -> pd.DataFrame:
    """The rows of the sheet's file as text. Raises TidyError if a column or the qualification is gone, SourceError if it cannot be read."""
    table = raw.csv(sheet.raw, ragged=sheet.ragged, delimiter=sheet.delimiter)
    kind = QUALIFICATION if sheet.qualification else ""
    needed = (*sheet.columns.values(), sheet.urn, sheet.record, sheet.kind, sheet.authority, kind)
    gone = [column for column in needed if column and column not in table]
    if gone:
        raise TidyError(sheet.raw, f"no column {gone[0]}", "the columns that the package is made from")
    return _of_kind(table, sheet) if kind else table


def _of_kind(table: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """The rows of the sheet's qualification; raises TidyError if there are none, for its name changes from year to year."""
    rows = table[table[QUALIFICATION] == sheet.qualification]
    if rows.empty:
        raise TidyError(f"{sheet.raw}, {QUALIFICATION}", "no such row", sheet.qualification)
    return rows


def figures(rows: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """Our columns of the sheet's rows: numbers as printed, or reasons. Raises TidyError at a code that is not known."""
    codes = {**CODES, "": sheet.blank}
    columns = {ours: coded(rows[theirs], codes, f"{sheet.raw}, {theirs}") for ours, theirs in sheet.columns.items()}
    return pd.DataFrame(columns, index=rows.index)
