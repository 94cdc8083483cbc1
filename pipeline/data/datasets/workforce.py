"""The school workforce: teachers, teaching assistants, pupils for each teacher and pay, as the census of each November counts them.

Grain: one row a school and year; ``published`` one row a phase group and year, the publisher's own national rows.
Traps: ``pupil_teacher_ratio`` is pupils for each qualified teacher up to 2012-13 and in 2023-24, for each teacher in between; pay is
that of full-time teachers up to 2012-13 and of all after. A school that sent no return is NA, DNS or 0 by year: no school has
pupils and no teachers, so nought teachers, and a ratio of nought, is a figure that is not known. Pay is ``38408`` or ``£45,421``.
The file of 2023-24 is compiled: it has the last known year of closed schools too, which are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.datasets.phases_and_authorities import Places, places
from pipeline.data.datasets.workforce_columns import (
    BLANK,
    CENSUS,
    CENSUS_COLUMNS,
    CENSUS_PERIOD,
    CODES,
    COLUMNS,
    KEY,
    LATEST,
    LATEST_COLUMNS,
    LATEST_PERIOD,
    LATEST_YEAR,
    PRINTED,
    TABLES,
    UNPLACED,
    table_of,
)
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND, REASONS, Reason

NATIONAL = "NAT"
NATIONAL_PHASES = {"PRI": "primary", "SEC": "secondary", "": "all"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period, and ``published``. Raises TidyError for what the dictionaries do not explain, SourceError."""
    files = {period: raw.csv(table_of(period)) for period in TABLES}
    where = places(raw)
    rows = {period: schools(period, file) for period, file in files.items()}
    rows[CENSUS_PERIOD] = with_census(rows[CENSUS_PERIOD], raw.csv(CENSUS))
    rows[LATEST_PERIOD] = latest(raw.csv(LATEST))
    tables = {period: _table(period, table, where) for period, table in rows.items()}
    return {**tables, "published": pd.concat([national(period, file) for period, file in files.items()], ignore_index=True)}


def schools(period: str, file: pd.DataFrame) -> pd.DataFrame:
    """The rows of schools of one performance table: ``code``, ``digits`` of the authority, ``number`` and PRINTED."""
    name = table_of(period)
    authority = "LA" if "LA" in file else "LA Number"
    rows = file[(file[authority] != NATIONAL) & ~file["URN"].isin(list(UNPLACED.get(period, ())))].reset_index(drop=True)
    _refuse_strange_urns(rows["URN"], name)
    number = rows["Establishment Number"].str.zfill(4) if "Establishment Number" in rows else ""
    return _figures(rows, TABLES[period], name, CODES).assign(code=rows["URN"], digits=rows[authority], number=number)


def with_census(rows: pd.DataFrame, census: pd.DataFrame) -> pd.DataFrame:
    """The schools that the performance table leaves out, added from the census itself."""
    _refuse_strange_urns(census["urn"], CENSUS)
    counted = _figures(census, CENSUS_COLUMNS, CENSUS, CODES).assign(code=census["urn"], digits="", number="")
    return pd.concat([rows, counted[~counted["code"].isin(rows["code"])]], ignore_index=True)


def latest(file: pd.DataFrame) -> pd.DataFrame:
    """The schools of 2023-24 out of the compiled file."""
    rows = file[file["year"] == LATEST_YEAR].reset_index(drop=True)
    _refuse_strange_urns(rows["urn"], LATEST)
    return _figures(rows, LATEST_COLUMNS, LATEST, BLANK).assign(code=rows["urn"], digits="", number="")


def national(period: str, file: pd.DataFrame) -> pd.DataFrame:
    """The publisher's rows for England; it prints the phase under the URN, later under the establishment's number, in 2010-11 none."""
    rows = file[file.iloc[:, 0] == NATIONAL].reset_index(drop=True)
    name = table_of(period)
    phase = rows["Establishment Number" if "Establishment Number" in rows else "URN"]
    strange = ~phase.isin(list(NATIONAL_PHASES))
    if strange.any():
        raise TidyError(f"{name}, national row", repr(phase[strange].iloc[0]), f"one of {sorted(NATIONAL_PHASES)}")
    figures = _figures(rows, TABLES[period], name, {**CODES, **BLANK})
    table = figures.assign(level="england", code=ENGLAND, phase=phase.map(NATIONAL_PHASES), period=period)
    return table[[*KEY[:4], *TABLES[period]]]


def _refuse_strange_urns(urns: pd.Series, name: str) -> None:
    wrong = ~urns.str.fullmatch(r"\d{6}") | urns.duplicated()
    if wrong.any():
        raise TidyError(name, f"URN {urns[wrong].iloc[0]!r}", "six digits, each school once")


def _figures(rows: pd.DataFrame, columns: Mapping[str, str], name: str, codes: Mapping[str, Reason]) -> pd.DataFrame:
    """PRINTED as text; what the file does not have is ``x``, and so is what a school without a return is printed as."""
    gone = [theirs for theirs in columns.values() if theirs not in rows]
    if gone:
        raise TidyError(name, f"no column {gone[0]}", "the columns that the package is made from")
    cells = {ours: coded(rows[theirs], codes, f"{name}, {theirs}") for ours, theirs in columns.items()}
    table = pd.DataFrame({ours: cells.get(ours, "x") for ours in PRINTED}, index=rows.index, dtype="str")
    for column in ("teachers_fte", "pupil_teacher_ratio"):
        table[column] = table[column].mask(_nought(table[column]), "x")
    unreported = table["teachers_fte"].isin(REASONS) & _nought(table["teaching_assistants_fte"])
    return table.assign(teaching_assistants_fte=table["teaching_assistants_fte"].mask(unreported, "x"))


def _nought(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce").eq(0)


def _table(period: str, rows: pd.DataFrame, where: Places) -> pd.DataFrame:
    placed = rows.assign(level="school", period=period, **where.placed(rows, period))
    placed["assistants_per_teacher"] = quotient(rows["teaching_assistants_fte"], rows["teachers_fte"])
    return placed[COLUMNS]


def quotient(part: pd.Series, whole: pd.Series) -> pd.Series:
    """``part`` / ``whole`` to two decimals, halves up, in whole numbers so that no float rounds it; else the first reason of the two."""
    missing = pd.Series("", index=part.index, dtype="str")
    for reason in reversed(REASONS):
        missing = missing.mask((part == reason) | (whole == reason), reason)
    some, every = ((cells.mask(missing != "", "1").astype("float64") * 1000).round().astype("int64") for cells in (part, whole))
    hundredths = (200 * some + every) // (2 * every)
    return (hundredths / 100).map("{:.2f}".format).mask(missing != "", missing)
