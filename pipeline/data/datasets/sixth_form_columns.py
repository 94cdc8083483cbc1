"""Which file holds which figures of which year of 16 to 18 study, and what the publisher's codes mean.

Grain of every file: one row a school or college, then rows of areas. Traps: A levels had about seven times the points until 2014/15; the
file of 2009/10 is delimited by tabs and has no URN; the file of 2021/22 leaves off empty cells at the ends of its lines; the
figures of 2018/19 stand in it too, in columns of their own, under the URNs of 2021/22.
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
    """One file of one year: our columns to the publisher's, which columns say what a row is, and what an empty cell means."""

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


MEASURES = [
    *("alevel_points", "alevel_points_old", "alevel_va", "best3_points", "aab_pct", "applied_points", "tech_points", "alevel_retained_pct"),
]
FIGURES = [
    *("alevel_students", "alevel_weight", "alevel_points", "alevel_points_old", "alevel_va", "alevel_va_low", "alevel_va_high"),
    *("alevel_va_entries", "best3_students", "best3_points", "aab_students", "aab_pct", "applied_students", "applied_points"),
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
OF_2019 = {ours: f"{theirs.upper()}_19" for ours, theirs in {**POINTS, **VALUE_ADDED, **RETAINED}.items()}

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
        FOLDER + "dfe-2016-17-england_ks5final.csv.gz", {**POINTS, **BEST, **VALUE_ADDED, **RETAINED}, kind="NFTYPE/FESITYPE",
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
}  # fmt: skip
# The columns of 2018/19 in the file of 2021/22: the same release as the compiled file, with the codes, counts and intervals.
MORE_2019 = SHEETS["2021-22"]._replace(columns=OF_2019)

NEW_IN_2016 = ("alevel_points", "best3_students", "best3_points", "applied_students", "applied_points", "tech_students", "tech_points")
RETENTION = ("retained_students", "alevel_retained_pct")


def not_made(period: str) -> tuple[str, ...]:
    """Columns that nobody published for ``period``: the points of today before 2015/16, those of old since, no value added in 2022."""
    if period < "2015-16":
        return (*NEW_IN_2016, *RETENTION)
    return ("alevel_points_old", *(VALUE_ADDED if period == "2021-22" else ()))


def opened(raw: Raw, sheet: Sheet) -> pd.DataFrame:
    """All rows of the sheet's file as text. Raises TidyError if a column is gone, SourceError if the file cannot be read."""
    table = raw.csv(sheet.raw, ragged=sheet.ragged, delimiter=sheet.delimiter)
    needed = (*sheet.columns.values(), sheet.urn, sheet.record, sheet.kind, sheet.authority)
    gone = [column for column in needed if column and column not in table]
    if gone:
        raise TidyError(sheet.raw, f"no column {gone[0]}", "the columns that the package is made from")
    return table


def figures(rows: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """Our columns of the sheet's rows: numbers as printed, or reasons. Raises TidyError at a code that is not known."""
    codes = {**CODES, "": sheet.blank}
    columns = {ours: coded(rows[theirs], codes, f"{sheet.raw}, {theirs}") for ours, theirs in sheet.columns.items()}
    return pd.DataFrame(columns, index=rows.index)
