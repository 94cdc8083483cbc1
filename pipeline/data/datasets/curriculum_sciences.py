"""A level students and the shares of them who took maths, biology, chemistry and physics.

Grain: one row a state-funded school, college or consortium of sixth forms. Traps:
- With five students or fewer the shares are suppressed: ``x`` in 2017/18; in 2018/19 a nought, though the file's own notes
  speak of ``x`` and of nought only where it is true. All 118 rows of that kind hold noughts throughout. In 2024/25 nothing is suppressed.
- An institution without A level students is ``NE`` in 2017/18 and 0 with shares of 0 in the later files.
- Authorities are names, in the publisher's spelling.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.data.authorities import authorities, known
from pipeline.data.cells import coded
from pipeline.data.datasets.attainment_sheets import FOLDER, independent
from pipeline.data.sources import Raw
from pipeline.data.words import word
from pipeline.data.workbooks import workbook
from pipeline.model import Reason

STUDENTS = "All_A_levels_students"
URN, KIND, AUTHORITY = "Unique reference number", "School or college type", "Local Authority"
# The last count of students at which the publisher hides what they took.
FEW = 5
CODES: dict[str, Reason] = {"x": "c", "NE": "z"}

# The publisher's spelling of authorities, and ours.
SPELLINGS = {
    "Bristol, City of": "Bristol",
    "Herefordshire, County of": "Herefordshire",
    "Kingston upon Hull, City of": "Kingston upon Hull",
    "Westmorland & Furness": "Westmorland and Furness",
}


class Sheet(NamedTuple):
    """One year's file: ``biology`` its word for that science, ``sheet`` the name in a workbook.

    ``few``: the shares of few students are suppressed and printed as noughts.
    """

    raw: str
    biology: str
    sheet: str = ""
    few: bool = False


SHEETS = {
    "2017-18": Sheet(FOLDER + "dfe-2017-18-england_ks5maths-science.xlsx", "Biology", "Maths&Science by Inst. & gender"),
    "2018-19": Sheet(FOLDER + "dfe-2018-19-england_ks5maths-science.xlsx", "biological_sciences", "16-18_Maths_&_Science_A2019", few=True),
    "2024-25": Sheet(FOLDER + "dfe-2024-25-england_ks5maths-science.csv.gz", "biological_sciences"),
}


def sciences(raw: Raw, sheet: Sheet, period: str) -> pd.DataFrame:
    """The year's institutions by URN: ``la``, students and shares as text. Raises SourceError, TidyError."""
    rows = workbook(raw, sheet.raw, sheet.sheet) if sheet.sheet else raw.csv(sheet.raw)
    rows = rows[~independent(rows[KIND])]
    students = coded(rows[STUDENTS], CODES, f"{sheet.raw}, {STUDENTS}")
    columns = {name: _share(rows[theirs], students, sheet) for name, theirs in _shares(sheet).items()}
    table = pd.DataFrame({"la": authority(rows[AUTHORITY], period), "a_level_students": students, **columns})
    return table.set_index(pd.Index(rows[URN], name="code"))


def _shares(sheet: Sheet) -> Mapping[str, str]:
    theirs = {"maths": "maths", "biology": sheet.biology, "chemistry": "chemistry", "physics": "physics"}
    return {f"a_level_{ours}_pct": f"A_level_{name}_percent_all" for ours, name in theirs.items()}


def _share(column: pd.Series, students: pd.Series, sheet: Sheet) -> pd.Series:
    """One share: ``z`` without students; ``c`` for a nought that stands for a suppressed share."""
    shares = coded(column, CODES, f"{sheet.raw}, {column.name}")
    number = pd.to_numeric(students, errors="coerce")
    hidden = number.between(1, FEW) & (shares == "0") & sheet.few
    return shares.mask(hidden, "c").mask(number == 0, "z")


def authority(names: pd.Series, period: str) -> pd.Series:
    """ONS codes of the authorities of ``period`` by name. Raises TidyError at a name that was none.

    Where two councils of one name follow each other ours tell them apart in brackets: the one without brackets comes first.
    """
    table = authorities()
    table = table[table["code"].isin(list(known(period).values()))]
    bare = dict(zip(table["name"].str.replace(r" \(.*\)$", "", regex=True), table["code"], strict=True))
    codes = {**bare, **dict(zip(table["name"], table["code"], strict=True))}
    codes |= {theirs: codes[ours] for theirs, ours in SPELLINGS.items() if ours in codes}
    return word(names, codes, f"authority of {period}")
