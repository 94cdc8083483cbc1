"""What the years of school finance have in common: pounds and pupils as printed, or why there are none, and pounds for each pupil."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.datasets.phases_and_authorities import NATIONAL
from pipeline.data.datasets.school_lists import GIAS
from pipeline.data.dates import iso
from pipeline.errors import TidyError
from pipeline.model import REASONS, Reason

BLANK: dict[str, Reason] = {"": "x"}  # in compiled files, and where a list does not have the school: no reason is given

POUNDS = {
    "spend_per_pupil_gbp": "spending_gbp",
    "in_year_balance_per_pupil_gbp": "in_year_balance_gbp",
    "reserve_per_pupil_gbp": "reserve_gbp",
}


def figures(file: pd.DataFrame, columns: Mapping[str, str], name: str, codes: Mapping[str, Reason]) -> pd.DataFrame:
    """Our columns out of theirs, numbers or reasons. Raises TidyError for a column that is gone or a cell that is neither."""
    gone = [theirs for theirs in columns.values() if theirs not in file]
    if gone:
        raise TidyError(name, f"no column {gone[0]}", "the columns that the package is made from")
    return pd.DataFrame({ours: coded(file[theirs], codes, f"{name}, {theirs}") for ours, theirs in columns.items()})


def one_each(table: pd.DataFrame, key: str, column: str, name: str) -> pd.Series:
    """``column`` by school, without the rows for England. Raises TidyError for a school that has two values."""
    pairs = table.loc[~table[key].isin(["", NATIONAL]), [key, column]].drop_duplicates()
    twice = pairs[key].duplicated()
    if twice.any():
        raise TidyError(name, f"{key} {pairs[key][twice].iloc[0]} twice", "each school once")
    return pairs.set_index(key)[column]


def without_spending(rows: pd.DataFrame, spent: str) -> pd.DataFrame:
    """Where less than a pound was spent the spending is not known, and what the year left over neither."""
    return withheld(rows, spent, number(rows[spent]) < 1, "x")


def withheld(rows: pd.DataFrame, spent: str, which: pd.Series, reason: Reason) -> pd.DataFrame:
    """The rows with the numbers of spending and balance taken out where ``which`` says so; a cell that has its reason keeps it."""
    table = rows.copy()
    for column in (spent, "in_year_balance_gbp"):
        table[column] = rows[column].mask(which & number(rows[column]).notna(), reason)
    return table


def opened_after(urns: pd.Series, opened: pd.Series, day: str) -> pd.Series:
    """Which schools the register says to have opened after ``day``: their figures are of a part of the year that began on it."""
    return iso(urns.map(opened).fillna(""), "dd-mm-yyyy", f"{GIAS}, OpenDate") > day


def for_each_pupil(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Whole pounds for each pupil, halves up; of nobody ``z``."""
    pupils = number(rows["pupils"])
    table = rows.copy()
    for column in columns:
        whole = rows[POUNDS[column]]
        told = first_reason(whole, rows["pupils"])
        reason = told.mask((told == "") & pupils.eq(0), "z")
        each = (number(whole) / pupils.mask(pupils == 0) + 0.5).floordiv(1)
        table[column] = each.map("{:.0f}".format).mask(reason != "", reason)
    return table


def less(whole: pd.Series, part: pd.Series) -> pd.Series:
    """What is left of ``whole`` without ``part``, in whole pounds, or why it is not known."""
    reason = first_reason(whole, part)
    return (number(whole) - number(part)).map("{:.0f}".format).mask(reason != "", reason)


def first_reason(one: pd.Series, other: pd.Series) -> pd.Series:
    """Why there is no figure made of the two: the first of ``model.REASONS`` that either has; empty where there is one."""
    told = pd.Series("", index=one.index, dtype="str")
    for reason in reversed(REASONS):
        told = told.mask((one == reason) | (other == reason), reason)
    return told


def number(column: pd.Series) -> pd.Series:
    """The numbers of a tidy text column, NaN where it holds a reason."""
    return pd.to_numeric(column, errors="coerce")
