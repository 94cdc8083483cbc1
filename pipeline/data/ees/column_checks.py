"""Checks of which columns there are, in both files, and of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.data.ees.findings import HEADER_ROW, Check, Finding, filters_and_groups, groups, indicators
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import DATA_COLUMNS, ITEMS_IN_A_NAME, META_COLUMNS, OPTIONAL_META_COLUMNS, UNITS


def _named(columns: Iterable[str]) -> Iterator[Finding]:
    return (Finding((column,), column, HEADER_ROW) for column in columns)


def col_req_meta(pair: Pair) -> Iterator[Finding]:
    """Columns that metadata must have."""
    return (Finding((column,)) for column in META_COLUMNS if column not in pair.meta.columns)


def col_invalid_meta(pair: Pair) -> Iterator[Finding]:
    """Columns that metadata must not have."""
    return _named(column for column in pair.meta.columns if column not in META_COLUMNS + OPTIONAL_META_COLUMNS)


def col_req_data(pair: Pair) -> Iterator[Finding]:
    """Columns that data must have."""
    return (Finding((column,)) for column in DATA_COLUMNS if column not in pair.data.columns)


def col_to_rows(pair: Pair) -> Iterator[Finding]:
    """More rows of metadata than the data has columns that they could be of."""
    if len(pair.data.columns) < len(pair.meta) + len(DATA_COLUMNS):
        yield Finding((f"{len(pair.meta)} rows", f"{len(pair.data.columns)} columns"))


def cross_meta_to_data(pair: Pair) -> Iterator[Finding]:
    """Columns that the metadata names, a blank name among them, and the data does not have."""
    named = dict.fromkeys([*pair.meta["col_name"], *groups(pair)])
    return (Finding((name,), "col_name") for name in named if name not in pair.data.columns)


def cross_data_to_meta(pair: Pair) -> Iterator[Finding]:
    """Columns of the data that vary and of which the metadata says nothing."""
    known = {*UNITS, *pair.meta["col_name"], *groups(pair)}
    return _named(column for column in pair.data.columns if column not in known and pair.data[column].nunique() != 1)


def col_names_spaces(pair: Pair) -> Iterator[Finding]:
    """Names with white space."""
    return _named(column for column in pair.data.columns if re.search(r"\s", column))


def col_snake_case(pair: Pair) -> Iterator[Finding]:
    """Names with anything but small letters, digits and underscores."""
    return _named(column for column in pair.data.columns if re.search(r"[^a-z0-9_]", column))


def col_var_start(pair: Pair) -> Iterator[Finding]:
    """Names that do not begin with a small letter."""
    return _named(column for column in pair.data.columns if not re.match(r"[a-z]", column))


def col_ind_smushed(pair: Pair) -> Iterator[Finding]:
    """Indicators whose name holds an item of a filter."""
    item = re.compile("|".join(ITEMS_IN_A_NAME), re.IGNORECASE)
    return _named(name for name in indicators(pair) if item.search(name))


def col_var_characteristic(pair: Pair) -> Iterator[Finding]:
    """The two names under which many filters hide in one."""
    named = {*pair.meta["col_name"], *filters_and_groups(pair)}
    only_a_group = {"characteristic"} - {*pair.meta["col_name"]}
    return _named(name for name in ("characteristic", "characteristic_group") if name in named - only_a_group)


REQUIRED = (
    Check("col_req_meta", col_req_meta),
    Check("col_invalid_meta", col_invalid_meta),
    Check("col_req_data", col_req_data),
    Check("col_to_rows", col_to_rows),
)
CROSS_FILE = (
    Check("cross_meta_to_data", cross_meta_to_data),
    Check("cross_data_to_meta", cross_data_to_meta, warns=True),
)
NAMES = (
    Check("col_names_spaces", col_names_spaces),
    Check("col_snake_case", col_snake_case, warns=True),
    Check("col_var_start", col_var_start, warns=True),
    Check("col_ind_smushed", col_ind_smushed),
    Check("col_var_characteristic", col_var_characteristic, warns=True),
)
