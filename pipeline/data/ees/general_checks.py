"""Checks of all rows and all cells: repeated rows, symbols that are none, indicators without a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from pipeline.data.ees.findings import (
    Check,
    Finding,
    distinct,
    filters_and_groups,
    first_rows,
    indicators,
    levels,
    present,
    row_number,
)
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import HIDDEN_LEVELS, LEGACY_SYMBOLS, NULLS, OBSOLETE_SYMBOLS, SITES, UNITS


def general_dupes(pair: Pair) -> Iterator[Finding]:
    """Rows of the same time, place and filters. Those of schools or providers count only in a file of nothing else."""
    found = levels(pair)
    left_out = HIDDEN_LEVELS if len(found) == 1 and found[0] in SITES else (*SITES, *HIDDEN_LEVELS)
    columns = present(pair, dict.fromkeys([*UNITS, *filters_and_groups(pair)]))
    rows = pair.data.loc[~pair.data["geographic_level"].isin(left_out), columns]
    # Whole rows of text are slow to compare; numbers that stand for the text are not.
    numbered = pd.DataFrame({column: pd.factorize(rows[column])[0] for column in columns}, index=rows.index)
    repeated = numbered.duplicated()
    if repeated.any():
        yield Finding((f"{int(repeated.sum()):,} rows",), row=row_number(repeated.idxmax()))


def general_null(pair: Pair) -> Iterator[Finding]:
    """Ways to write that there is nothing: those of programs are refused, those of old publications warned of."""
    nulls = [finding for table in (pair.data, pair.meta) for finding in _cells(table, NULLS)]
    yield from nulls
    if not nulls:
        yield from (replace(old, warns=True) for old in _cells(pair.data, LEGACY_SYMBOLS))


def _cells(table: pd.DataFrame, symbols: tuple[str, ...]) -> Iterator[Finding]:
    for name in table.columns:
        yield from first_rows(table[name], (value for value in distinct(table[name]) if value in symbols))


def ind_invalid_entry(pair: Pair) -> Iterator[Finding]:
    """Indicators without a value or a reason, or with a reason that is no longer written so."""
    for name in dict.fromkeys(indicators(pair)):
        column = pair.data[name]
        yield from first_rows(column, (value for value in distinct(column) if value in ("", *OBSOLETE_SYMBOLS)))


ALL_ROWS = (
    Check("general_dupes", general_dupes),
    Check("general_null", general_null),
)
VALUES = (Check("ind_invalid_entry", ind_invalid_entry),)
