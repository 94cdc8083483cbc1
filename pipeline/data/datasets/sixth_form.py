"""Attainment at the end of 16 to 18 study: sixth forms of schools, and colleges.

Grain: one row a state-funded school or college and academic year; ``published`` has one row an area and year.
Traps: independent schools stand among the others, and the compiled lists do not mark them; sixth form centres stand beside the schools
whose students they teach and are no schools; the figures of 2018/19 are put together from two files, one of which prints a
predecessor's under a new academy's URN; 2009/10 has no URN; 2024/25 is value added of A levels alone, and students.
Reasons: ``z`` where a school had no such students or the measure was not made that year, ``x`` where no file here has the figure.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import known, ons_code
from pipeline.data.datasets import sixth_form_columns as columns
from pipeline.data.datasets.attainment_schools import REGISTER, predecessors, weights
from pipeline.data.datasets.sixth_form_columns import FIGURES, MORE_2019, SHEETS, STUDENTS_2025
from pipeline.data.datasets.sixth_form_numbers import urns_of_2010
from pipeline.data.datasets.sixth_form_published import published
from pipeline.data.sources import Raw
from pipeline.errors import TidyError

SCHOOL = "1"  # the record type; 3 is a sixth form centre or consortium, 4 an authority, 5 and 7 are England
# Where to look for a school's authority and kind in the years whose lists lack one or both: the first that has an answer is believed.
# Nearest in time first, but of 2018/19 the later: its areas were published after Dorset's councils gave way to two new ones in April 2019,
# and the list of 2021/22, which prints that year's results too, has its schools in those two. See the package's README.
NEIGHBOURS = {"2017-18": ("2016-17", "2021-22"), "2018-19": ("2021-22", "2016-17"), "2022-23": ("2021-22",), "2024-25": ("2021-22",)}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """Tables of text: one a period, key level, code, phase, period, and ``published``. Raises SourceError or TidyError."""
    files = {period: columns.opened(raw, sheet) for period, sheet in SHEETS.items()}
    register, before = raw.csv(REGISTER).set_index("URN")["LA (code)"], predecessors(raw)
    lists = {period: by_urn(raw, files, period) for period in SHEETS}
    tables = {}
    for period, rows in lists.items():
        state = rows[~independent(kinds(rows, lists, period, register))]
        table = columns.figures(state, SHEETS[period])
        if period == "2018-19":
            table = with_more(table, columns.figures(lists["2021-22"], MORE_2019), before)
        if period == "2024-25":
            table = with_students(raw, table)
        tables[period] = whole(table, period).assign(la=authorities(state, lists, period, register))
    counts = {period: table["alevel_students"] for period, table in tables.items()}
    for period, weight in weights(counts, before).items():
        tables[period]["alevel_weight"] = weight
    return {**{period: keyed(table, period) for period, table in tables.items()}, "published": published(raw, files)}


def by_urn(raw: Raw, files: dict[str, pd.DataFrame], period: str) -> pd.DataFrame:
    """The schools and colleges of one year's file by URN; where there is none, by the publisher's other number, the LAESTAB."""
    sheet, table = SHEETS[period], files[period]
    rows = table[table[sheet.record] == SCHOOL] if sheet.record else table
    if sheet.urn:
        return rows.set_index(sheet.urn).rename_axis("code")
    return rows.set_axis(urns_of_2010(raw, rows, sheet, files["2010-11"])).rename_axis("code")


def kinds(rows: pd.DataFrame, lists: dict[str, pd.DataFrame], period: str, register: pd.Series) -> pd.Series:
    """The publisher's word for the kind of each school: of its own file, else of a neighbouring year's; "unknown" if in none of them.

    A school of the register of state-funded schools is known by that; it has "" here.
    """
    if SHEETS[period].kind:
        return rows[SHEETS[period].kind]
    found = _looked_up(rows.index, [(lists[year], SHEETS[year].kind) for year in NEIGHBOURS[period]])
    return found.mask(found.isna() & rows.index.isin(register.index), "").fillna("unknown")


def independent(kind: pd.Series) -> pd.Series:
    """Which are not state-funded (``IND``, ``INDSPEC``, ``Independent school``), or not known to be: centres and a few schools."""
    return kind.str.upper().str.startswith("IND") | (kind == "unknown")


def authorities(rows: pd.DataFrame, lists: dict[str, pd.DataFrame], period: str, register: pd.Series) -> pd.Series:
    """ONS code of each school's authority in ``period``; empty where no file says it in that year's codes."""
    sheet = SHEETS[period]
    if sheet.authority:
        return ons_code(rows[sheet.authority], period)
    used = list(known(period))
    sources = [(lists[year], SHEETS[year].authority) for year in NEIGHBOURS[period]]
    found = _looked_up(rows.index, [*sources, (register.to_frame("LEA"), "LEA")], used)
    return ons_code(found.fillna(""), period)


def _looked_up(urns: pd.Index, sources: list[tuple[pd.DataFrame, str]], among: list[str] | None = None) -> pd.Series:
    """The first cell of each URN in the sources, in their order, that is ``among`` what may stand there."""
    found = pd.Series(None, index=urns, dtype="str")
    for table, column in sources:
        cells = table[column] if among is None else table.loc[table[column].isin(among), column]
        found = found.fillna(cells.reindex(urns))
    return found


def with_more(table: pd.DataFrame, more: pd.DataFrame, before: pd.Series) -> pd.DataFrame:
    """The year's list with the columns that another file has of the same release; ``x`` where that file has no row.

    It files results under the URN that the school has since: each goes back to the school that had them, the one predecessor.
    """
    urns = more.index.to_series()
    back = more.set_axis(urns.where(urns.isin(table.index), urns.map(before))).rename_axis("code")
    back = back[back.index.isin(table.index) & ~back.index.duplicated(keep=False)]
    _agreed(table, back)
    extra = [name for name in more if name not in table]
    return table.join(back[extra]).fillna("x")


def with_students(raw: Raw, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the A-level students of each school out of the year's file of maths and science; ``x`` where that has no row."""
    rows = columns.opened(raw, STUDENTS_2025).set_index(STUDENTS_2025.urn)
    return table.join(columns.figures(rows, STUDENTS_2025)).fillna("x")


def _agreed(table: pd.DataFrame, back: pd.DataFrame) -> None:
    """Both files are one release: raises TidyError at the first school whose points are not the same in both."""
    ours, theirs = (pd.to_numeric(rows["alevel_points"], errors="coerce") for rows in (table.loc[back.index], back))
    strange = ours.notna() & theirs.notna() & (ours != theirs)
    if strange.any():
        urn = str(strange.idxmax())
        raise TidyError(f"{MORE_2019.raw}, 2018/19, {urn}", str(theirs[urn]), f"{ours[urn]} as in {SHEETS['2018-19'].raw}")


def whole(table: pd.DataFrame, period: str) -> pd.DataFrame:
    """The table with every column of the schema: what was not made that year is ``z``, what no file here has is ``x``."""
    made = columns.not_made(period)
    rest = {name: "z" if name in made else "x" for name in FIGURES if name not in table}
    return table.assign(**rest)


def keyed(table: pd.DataFrame, period: str) -> pd.DataFrame:
    """The table with its key and authority in front, columns as the schema lists them."""
    key = {"level": "school", "code": table.index, "phase": "all", "period": period, "la": table["la"]}
    return pd.DataFrame({**key, **{name: table[name] for name in FIGURES}}).reset_index(drop=True)
