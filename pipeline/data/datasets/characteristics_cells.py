"""A census's rows to our columns: each cell a number as printed, one worked out of printed counts, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.data.cells import coded, reasons
from pipeline.data.datasets.characteristics_columns import BLANK, CENSUSES, SPANS, WHOLES, codes, made_of, need
from pipeline.model import REASONS, Reason


def measures(period: str, rows: pd.DataFrame, blanks: bool = False) -> pd.DataFrame:
    """Every column of ours for the raw ``rows`` of one year, as text; ``blanks`` if their cells may be empty whatever the year.

    A column of which that year's file has nothing is ``x``. A share of nobody is ``z``, a class of nobody ``x``. Raises TidyError.
    """
    meaning = {**codes(period), "": BLANK} if blanks else codes(period)
    table = pd.DataFrame({column: _cells(period, made_of(column, period), rows, meaning) for column in SPANS}, index=rows.index)
    for column in WHOLES:
        table[column] = _of_somebody(table, column, rows.get(made_of(column, period)))
    # A class of nobody is no class: about 200 schools have it, nearly all with hundreds of pupils.
    empty = pd.to_numeric(table["class_size"], errors="coerce").eq(0)
    return table.assign(class_size=table["class_size"].mask(empty, "x"))


def _cells(period: str, made: str, rows: pd.DataFrame, meaning: Mapping[str, Reason]) -> pd.Series:
    if not made:
        return pd.Series("x", index=rows.index, dtype="str")
    if "/" in made:
        part, whole = (_cells(period, name, rows, meaning) for name in made.split("/"))
        return share(part, whole)
    where = CENSUSES[period].raw
    return total([coded(need(where, rows, name), meaning, f"{where}, {name}") for name in made.split("+")])


def _of_somebody(table: pd.DataFrame, column: str, printed: pd.Series | None) -> pd.Series:
    """``column`` with ``z`` where it is a share of nobody, unless the publisher gives a reason of its own."""
    cells = table[column]
    nobody = pd.concat([pd.to_numeric(table[whole], errors="coerce").eq(0) for whole in WHOLES[column]], axis=1).any(axis=1)
    empty = printed.eq("") if printed is not None else False
    return cells.mask(nobody & ((reasons(cells) == "") | empty), "z")


def total(parts: Sequence[pd.Series]) -> pd.Series:
    """The sum of counts; where one is missing its reason, the first of ``model.REASONS`` if they differ. A single part stays as printed."""
    if len(parts) == 1:
        return parts[0]
    missing = _first_reason(parts)
    counts = [part.mask(missing != "", "0").astype("int64") for part in parts]
    return pd.Series(sum(counts), index=missing.index).astype("str").mask(missing != "", missing)


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """100 x ``part`` / ``whole`` to one decimal, halves up, in whole numbers so that no float rounds it; ``z`` where ``whole`` is 0."""
    missing = _first_reason([part, whole])
    missing = missing.mask((missing == "") & whole.eq("0"), "z")
    some, every = (cells.mask(missing != "", "1").astype("int64") for cells in (part, whole))
    tenths = (2000 * some + every) // (2 * every)
    return ((tenths // 10).astype("str") + "." + (tenths % 10).astype("str")).mask(missing != "", missing)


def _first_reason(parts: Sequence[pd.Series]) -> pd.Series:
    told = pd.Series("", index=parts[0].index, dtype="str")
    for reason in reversed(REASONS):
        told = told.mask(pd.concat([part == reason for part in parts], axis=1).any(axis=1), reason)
    return told
