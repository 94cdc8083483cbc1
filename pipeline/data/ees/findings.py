"""What a check finds, and what every check asks of a pair: its filters, its groups, its indicators, its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.data.ees.pairs import Pair

HEADER_ROW = 1
FIRST_ROW = HEADER_ROW + 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check finds: the values at fault, the column they stand in and the first row, as Frictionless counts.

    ``cell`` is what stands there, where that is what is wrong.

    ``warns`` is set where one check fails for some things and warns of others.
    """

    values: tuple[str, ...] = ()
    field: str = ""
    row: int | None = None
    cell: str | None = None
    warns: bool = False


Find = Callable[[Pair], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check by the Department's name. One that ``warns`` is told of but does not fail a data set."""

    name: str
    find: Find
    warns: bool = False


def filters(pair: Pair) -> list[str]:
    """The names of the filters, in order of the metadata."""
    return pair.meta.loc[pair.meta["col_type"] == "Filter", "col_name"].tolist()


def indicators(pair: Pair) -> list[str]:
    """The names of the indicators, in order of the metadata."""
    return pair.meta.loc[pair.meta["col_type"] == "Indicator", "col_name"].tolist()


def groups(pair: Pair) -> list[str]:
    """The columns that group a filter's items, in order of the metadata, one that stands twice twice."""
    column = pair.meta["filter_grouping_column"]
    return column[column != ""].tolist()


def filters_and_groups(pair: Pair) -> list[str]:
    """Filters, then groups, each once."""
    return list(dict.fromkeys([*filters(pair), *groups(pair)]))


def sole_site_filter(pair: Pair, site_names: tuple[str, ...]) -> bool:
    """Whether the only filter, or what groups it, is the name of a school or provider."""
    single = filters(pair)
    return len(single) == 1 and (single[0] in site_names or any(group in site_names for group in groups(pair)[:1]))


def distinct(column: pd.Series) -> list[str]:
    """The values of a column, each once, in order of their first row."""
    return column.unique().tolist()


def levels(pair: Pair) -> list[str]:
    """The values of ``geographic_level``, in order of their first row."""
    return distinct(pair.data["geographic_level"])


def present(pair: Pair, columns: Iterable[str]) -> list[str]:
    """Those of ``columns`` that the data has, in the order given."""
    return [column for column in columns if column in pair.data.columns]


def rows_of(pair: Pair, names: Iterable[str]) -> pd.DataFrame:
    """The data's rows of the levels ``names``, with the index that they have in the data."""
    return pair.data[pair.data["geographic_level"].isin(list(names))]


def row_number(index: object) -> int:
    """The row of the file in which the table's row of that index stands."""
    return int(str(index)) + FIRST_ROW


def first_rows(column: pd.Series, wrong: Iterable[str]) -> Iterator[Finding]:
    """A finding for each value that is ``wrong``, with the first row that has it. The column may be a part of the data."""
    once = column.drop_duplicates()
    for index, value in once[once.isin(list(wrong))].items():
        yield Finding((value,), str(column.name), row_number(index), value)


def first_row(column: pd.Series, wrong: pd.Series, *values: str) -> Iterator[Finding]:
    """One finding with those ``values`` for all rows that are ``wrong``, with the first of them; none if none is."""
    if wrong.any():
        yield Finding(values, str(column.name), row_number(wrong.idxmax()))


def meta_findings(pair: Pair, wrong: pd.Series, field: str) -> Iterator[Finding]:
    """A finding for each row of the metadata that is ``wrong``: the name of its column and what stands in ``field``."""
    for index, row in pair.meta[wrong].iterrows():
        values = (row["col_name"],) if field == "col_name" else (row["col_name"], row[field])
        yield Finding(tuple(value for value in values if value), field, row_number(index), row[field])
