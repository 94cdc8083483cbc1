"""Checks against the standards of the Department and the limits of its API."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.data.ees.findings import (
    HEADER_ROW,
    Check,
    Finding,
    distinct,
    filters_and_groups,
    first_rows,
    groups,
    meta_findings,
    present,
    row_number,
)
from pipeline.data.ees.lookups import items, lines, names
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import COLUMN_NAME_LENGTH, ITEM_LENGTH, LABEL_LENGTH, LEVELS, LOCATION_CODE_LENGTH

MAJOR, MINOR = "ethnicity_major", "ethnicity_minor"


def harmonised_variables(pair: Pair) -> Iterator[Finding]:
    """Names that speak of a harmonised variable and are not its name."""
    part = re.compile("|".join(sorted(names("harmonised_names"))))
    for name in dict.fromkeys([*pair.meta["col_name"], *groups(pair)]):
        if part.search(name.lower()) and name not in names("harmonised_names", 1):
            yield Finding((name,), name, HEADER_ROW)


def harmonised_eth_vals(pair: Pair) -> Iterator[Finding]:
    """Ethnic groups, major and minor together where both are there, that the standard does not have."""
    columns = present(pair, (MAJOR, MINOR))
    if columns == [MAJOR, MINOR]:
        for index, *pairing in pair.data[columns].drop_duplicates().itertuples(name=None):
            if tuple(pairing) not in lines("ethnicity"):
                yield Finding((", ".join(pairing),), MAJOR, row_number(index))
    elif columns:
        known = names("ethnicity", (MAJOR, MINOR).index(columns[0]))
        column = pair.data[columns[0]]
        yield from first_rows(column, (value for value in distinct(column) if value not in known))


def harmonised_eth_char_grp(pair: Pair) -> Iterator[Finding]:
    """Groups of characteristics that speak of ethnicity and do not say which of its variables they are."""
    known = [name.replace("_", " ").title() for part, name in lines("harmonised_names") if "ethnic" in part]
    for column in (pair.data[name] for name in present(pair, ("characteristic_group",))):
        of_ethnicity = [value for value in distinct(column) if "ethnic" in value.lower()]
        yield from first_rows(column, (value for value in of_ethnicity if not any(name in value for name in known)))


def harmonised_eth_char_vals(pair: Pair) -> Iterator[Finding]:
    """Characteristics of ethnicity that the standard does not have."""
    if len(present(pair, ("characteristic_group", "characteristic"))) < 2:
        return
    known = names("ethnicity", 0) | names("ethnicity", 1)
    column = pair.data.loc[pair.data["characteristic_group"].str.contains("ethnic", case=False, regex=False), "characteristic"]
    yield from first_rows(column, (value for value in distinct(column) if value not in known))


def api_char_col_name(pair: Pair) -> Iterator[Finding]:
    """Names of columns that are too long."""
    return (Finding((name,), name, HEADER_ROW) for name in pair.data.columns if len(name) > COLUMN_NAME_LENGTH)


def api_char_col_label(pair: Pair) -> Iterator[Finding]:
    """Labels that are too long."""
    return meta_findings(pair, pair.meta["label"].str.len() > LABEL_LENGTH, "label")


def api_char_loc_code(pair: Pair) -> Iterator[Finding]:
    """Codes of places that are too long."""
    return _too_long(pair, (column for level in LEVELS for column in (level.code, level.second_code)), LOCATION_CODE_LENGTH)


def api_char_filter_items(pair: Pair) -> Iterator[Finding]:
    """Items of filters and names of places that are too long."""
    return _too_long(pair, dict.fromkeys([*filters_and_groups(pair), *(level.title for level in LEVELS)]), ITEM_LENGTH)


def _too_long(pair: Pair, columns: Iterable[str], most: int) -> Iterator[Finding]:
    for column in (pair.data[name] for name in present(pair, columns)):
        yield from first_rows(column, (value for value in distinct(column) if len(value) > most))


def _in_dictionary(pair: Pair) -> dict[tuple[str, str], bool]:
    """Of each filter, group and indicator, by type and name, whether the data dictionary has it."""
    known = {(kind, name) for kind, name, _ in lines("data_dictionary")}
    columns = [
        (kind, name)
        for field in ("col_name", "filter_grouping_column")
        for kind, name in zip(pair.meta["col_type"], pair.meta[field], strict=True)
        if name
    ]
    return {column: column in known for column in columns}


def data_dict_col_name(pair: Pair) -> Iterator[Finding]:
    """Filters and indicators that the data dictionary does not have."""
    return (Finding((name,), name, HEADER_ROW) for (_, name), known in _in_dictionary(pair).items() if not known)


def data_dict_fil_item(pair: Pair) -> Iterator[Finding]:
    """Items that the data dictionary does not have, of filters that it has."""
    for (kind, name), known in _in_dictionary(pair).items():
        if known and kind == "Filter":
            column = pair.data[name]
            yield from first_rows(column, (item for item in distinct(column) if item not in items(name)))


HARMONISED = (
    Check("harmonised_variables", harmonised_variables),
    Check("harmonised_eth_vals", harmonised_eth_vals, warns=True),
    Check("harmonised_eth_char_grp", harmonised_eth_char_grp),
    Check("harmonised_eth_char_vals", harmonised_eth_char_vals, warns=True),
)
API = (
    Check("api_char_col_name", api_char_col_name, warns=True),
    Check("api_char_col_label", api_char_col_label, warns=True),
    Check("api_char_loc_code", api_char_loc_code, warns=True),
    Check("api_char_filter_items", api_char_filter_items, warns=True),
    Check("data_dict_col_name", data_dict_col_name, warns=True),
    Check("data_dict_fil_item", data_dict_fil_item, warns=True),
)
