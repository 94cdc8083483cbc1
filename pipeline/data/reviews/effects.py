"""The table of effects that all reviews share: one row an effect, text, an empty cell where nothing is recorded.

Traps: a source may write numbers with an exponent, which our tables do not; a mean age or grade is of a sample, not of each pupil.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import pandas as pd

from pipeline.data.words import word
from pipeline.errors import TidyError

COLUMNS = (
    *("effect_id", "study", "cluster", "citation", "doi", "year", "country", "design", "assignment"),
    *("n_treated", "n_control", "n_total", "phase", "subject", "outcome", "outcome_kind", "outcome_type", "time_point"),
    *("effect", "variance", "measure", "rob_tool", "rob_version", "rob_overall", "retraction", "note"),
)
NOT_STATED = "not stated"
YES_OR_NO = {"0": "no", "1": "yes", "": ""}
SECONDARY_GRADE = 6  # of the United States and Canada: begins at the age of eleven, as Year 7 does in England
SECONDARY_AGE, SIXTH_FORM_AGE, ADULT_AGE = 11, 16, 19

Cells = pd.Series | str


def laid_out(cells: Mapping[str, Cells], rows: pd.Index, moderators: tuple[str, ...] = ()) -> pd.DataFrame:
    """The table of effects with the review's own ``moderators`` last, one row for each of ``rows``; what is not given is empty."""
    filled: dict[str, Cells] = {"outcome_type": NOT_STATED, **cells}
    columns = {name: filled.pop(name, "") for name in (*COLUMNS, *moderators)}
    if filled:
        raise TidyError("effects", f"the column {min(filled)}", f"one of {', '.join(COLUMNS)}, or a moderator")
    table = pd.DataFrame(columns, index=rows, dtype="str")
    for name in ("effect", "variance", "n_treated", "n_control", "n_total"):
        table[name] = plain(table[name], name)
    return table.reset_index(drop=True)


def plain(column: pd.Series, where: str) -> pd.Series:
    """Numbers as plain digits, none lost; an empty cell stays empty. Raises TidyError for what is no number."""
    return column.map(lambda cell: _plain(cell, where)).astype("str")


def _plain(cell: str, where: str) -> str:
    try:
        return format(Decimal(cell), "f") if cell else ""
    except InvalidOperation:
        raise TidyError(where, repr(cell), "a number") from None


def squared(column: pd.Series, where: str) -> pd.Series:
    """Standard errors, as text, to variances. Raises TidyError."""
    return plain(column, where).map(lambda cell: repr(float(cell) ** 2)).astype("str")


def numbered(rows: pd.DataFrame) -> pd.Series:
    """Each effect's place in the raw file, from 1: where the source gives its effects no number of their own."""
    return pd.Series([f"{number:05d}" for number in range(1, len(rows) + 1)], index=rows.index, dtype="str")


def padded(column: pd.Series, width: int = 5) -> pd.Series:
    """Numbers of the source, as long as one another, so that they sort as numbers do."""
    return column.str.zfill(width)


def cited(author: pd.Series, year: pd.Series) -> pd.Series:
    """Author and year, as far as the source names them."""
    return (author + " (" + year + ")").astype("str")


def answered(table: pd.DataFrame, columns: Mapping[str, str], where: str) -> dict[str, Cells]:
    """Columns of 0 and 1 as no and yes, by our name for each of the source's. Raises TidyError."""
    return {ours: word(table[theirs], YES_OR_NO, f"{where}, {theirs}") for ours, theirs in columns.items()}


def phase_of_age(column: pd.Series, where: str) -> pd.Series:
    """The phase in which pupils of a sample's mean age are in England. Raises TidyError."""
    bands = ((SECONDARY_AGE, "primary"), (SIXTH_FORM_AGE, "secondary"), (ADULT_AGE, "post-16"), (float("inf"), "adult"))
    return _banded(column, bands, where)


def phase_of_grade(column: pd.Series, where: str) -> pd.Series:
    """The phase in which pupils of a sample's mean grade would be in England. Raises TidyError."""
    return _banded(column, ((SECONDARY_GRADE, "primary"), (float("inf"), "secondary")), where)


def _banded(column: pd.Series, bands: tuple[tuple[float, str], ...], where: str) -> pd.Series:
    """The first band that a number is below; the empty cell stays empty."""
    texts = plain(column, where)
    return texts.map(lambda cell: next(name for end, name in bands if float(cell) < end) if cell else "").astype("str")
