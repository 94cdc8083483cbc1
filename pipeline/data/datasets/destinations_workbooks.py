"""The publisher's workbooks: the pupils who left in 2009/10 and in 2013/14.

Grain: one row a school. Traps: schools have the number of authority and school (LAESTAB), not the URN; shares of 2009/10 are parts of one,
printed to two decimals; areas, colleges, referral units and sixth form centres stand among the schools.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.datasets.destinations_sheets import CODES, FOLDER
from pipeline.data.sources import Raw
from pipeline.data.workbooks import sheets
from pipeline.errors import TidyError

CODE = "Code"


class Book(NamedTuple):
    """One workbook: the sheets with institutions, their heading row, our columns to the beginnings of the publisher's headings."""

    raw: str
    begins: str
    columns: Mapping[str, str]
    per_cent: bool


AFTER_16 = {
    "2009-10": Book(
        FOLDER + "dfe-2010-11-destinations-ks4-schools.xlsx", "KS4_",
        {
            "ks4_pupils": "Number of students",
            "after_16_sustained_pct": "Overall Education or Employment",
            "after_16_education_pct": "Any education destination",
            "after_16_apprenticeship_pct": "Apprentice-ships",
        }, False,
    ),
    "2013-14": Book(
        FOLDER + "dfe-2014-15-destinations-ks4-institutions.xlsx", "IN1 ",
        {
            "ks4_pupils": "Number of pupils",
            "after_16_sustained_pct": "Overall sustained",
            "after_16_education_pct": "Any sustained",
            "after_16_apprenticeship_pct": "Apprentice-ships",
            "after_16_not_sustained_pct": "Destination not sustained",
        }, True,
    ),
}  # fmt: skip
AFTER_18 = {
    "2009-10": Book(
        FOLDER + "dfe-2010-11-destinations-ks5-schools.xlsx", "KS5_",
        {
            "ks5_pupils": "Number of students",
            "after_18_sustained_pct": "Overall Education or Employment",
            "after_18_higher_education_pct": "UK Higher Education Institution",
            "after_18_apprenticeship_pct": "Apprentice-ships",
            "after_18_russell_group_pct": "Russell Group",
        }, False,
    ),
    "2013-14": Book(
        FOLDER + "dfe-2014-15-destinations-ks5-institutions.xlsx", "IN1 ",
        {
            "ks5_pupils": "Number of students",
            "after_18_sustained_pct": "Overall sustained",
            "after_18_higher_education_pct": "UK higher education institution",
            "after_18_apprenticeship_pct": "Apprentice-ships",
            "after_18_russell_group_pct": "Russell Group",
        }, True,
    ),
}  # fmt: skip


def rows(raw: Raw, book: Book) -> pd.DataFrame:
    """Every institution of the workbook by LAESTAB, our columns. Raises TidyError at a heading or a code that is not known."""
    parts = [_table(cells, f"{book.raw}, {name}", book) for name, cells in sheets(raw, book.raw).items() if _wanted(name, book)]
    if not parts:
        raise TidyError(book.raw, "no sheet of institutions", f"a name that begins with {book.begins!r}")
    table = pd.concat(parts)
    if table.index.has_duplicates:
        raise TidyError(book.raw, f"{table.index[table.index.duplicated()][0]} twice", "each institution once")
    if "ks5_pupils" in table:  # all students of these years had studied at level 3
        table["ks5_level3_pupils"] = table["ks5_pupils"]
    return table


def _wanted(name: str, book: Book) -> bool:
    return name.startswith(book.begins) and "ootnotes" not in name


def _table(cells: pd.DataFrame, where: str, book: Book) -> pd.DataFrame:
    """The institutions of one sheet: the rows with a number of seven digits below its heading."""
    heading = (cells == CODE).any(axis=1)
    if not heading.any():
        raise TidyError(where, "no row of headings", f"a cell {CODE!r}")
    top = cells.iloc[int(heading.to_numpy().argmax())].str.replace(r"\s+", " ", regex=True)
    code = cells.iloc[:, int((top == CODE).to_numpy().argmax())]
    institutions = cells[code.str.fullmatch(r"\d{7}")]
    columns = {
        ours: _figures(institutions[_place(top, theirs, where)], f"{where}, {theirs}", ours, book) for ours, theirs in book.columns.items()
    }
    return pd.DataFrame(columns).set_axis(code[institutions.index])


def _place(top: pd.Series, begins: str, where: str) -> int:
    """The first column whose heading begins so; some sheets have a working copy further right."""
    found = top[top.str.startswith(begins)]
    if found.empty:
        raise TidyError(where, "no such column", f"a heading that begins with {begins!r}")
    return int(found.index[0])


def _figures(column: pd.Series, where: str, ours: str, book: Book) -> pd.Series:
    figures = coded(column, CODES, where)
    if book.per_cent or not ours.endswith("_pct"):
        return figures
    numbers = pd.to_numeric(figures, errors="coerce")
    return figures.mask(numbers.notna(), numbers.mul(100).map("{:.0f}".format))
