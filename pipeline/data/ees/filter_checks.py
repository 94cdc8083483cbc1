"""Checks of the items of filters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from pipeline.data.ees.findings import (
    Check,
    Finding,
    distinct,
    filters,
    filters_and_groups,
    first_rows,
    groups,
    present,
    sole_site_filter,
)
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import FILTER_ITEMS, LOOKS_LIKE_A_PLACE, SITE_NAMES, TOTALS, UNITS


def filter_not_singular(pair: Pair) -> Iterator[Finding]:
    """Filters of fewer than two items."""
    for name in filters(pair):
        items = distinct(pair.data[name])
        if len(items) < 2:
            yield Finding((name, *items), name)


def filter_defaults(pair: Pair) -> Iterator[Finding]:
    """Filters and groups that lack the item shown first: ``filter_default`` where the metadata has it, else Total."""
    named = set(pair.meta["col_name"])
    defaults = _defaults(pair) | {group: "Total" for group in groups(pair) if group not in named}
    for name, default in defaults.items():
        if not (pair.data[name] == default).any():
            yield Finding((name, default), name)


def _defaults(pair: Pair) -> dict[str, str]:
    rows = pair.meta[pair.meta["col_type"] == "Filter"]
    chosen = rows["filter_default"] if "filter_default" in rows.columns else pd.Series("", rows.index, dtype="str")
    return dict(zip(rows["col_name"], chosen.where(chosen != "", "Total"), strict=True))


def filter_group_level(pair: Pair) -> Iterator[Finding]:
    """Groups with more items than the filter that they group."""
    rows = pair.meta[(pair.meta["col_type"] == "Filter") & (pair.meta["filter_grouping_column"] != "")]
    for name, group in zip(rows["col_name"], rows["filter_grouping_column"], strict=True):
        if pair.data[group].nunique() > pair.data[name].nunique():
            yield Finding((group, name), group)


def filter_item_limit(pair: Pair) -> Iterator[Finding]:
    """Filters and groups of too many items."""
    for name in filters_and_groups(pair):
        items = pair.data[name].nunique()
        if items > FILTER_ITEMS:
            yield Finding((name, f"{items:,} items"), name)


def filter_whitespace(pair: Pair) -> Iterator[Finding]:
    """Items with white space before or after them."""
    for name in filters(pair):
        column = pair.data[name]
        yield from first_rows(column, (item for item in distinct(column) if item != item.strip()))


def filter_ob_total(pair: Pair) -> Iterator[Finding]:
    """Totals in columns of place or time, which are to be left blank."""
    units = [unit for unit in UNITS if unit not in SITE_NAMES]
    alike = [name for name in pair.data.columns if re.search(LOOKS_LIKE_A_PLACE, name, re.IGNORECASE)]
    exempt = SITE_NAMES if sole_site_filter(pair, SITE_NAMES) else ()
    for name in present(pair, dict.fromkeys([*units, *alike])):
        if name not in exempt:
            yield from first_rows(pair.data[name], (value for value in distinct(pair.data[name]) if value in TOTALS))


def filter_blanks(pair: Pair) -> Iterator[Finding]:
    """Filters and groups with a blank cell."""
    for name in filters_and_groups(pair):
        yield from (Finding((name,), name, blank.row) for blank in first_rows(pair.data[name], _blank(pair.data[name])))


def _blank(column: pd.Series) -> list[str]:
    return [value for value in distinct(column) if value == ""]


NUMBER = (Check("filter_not_singular", filter_not_singular),)
ITEMS = (
    Check("filter_defaults", filter_defaults, warns=True),
    Check("filter_group_level", filter_group_level),
    Check("filter_item_limit", filter_item_limit),
    Check("filter_whitespace", filter_whitespace),
    Check("filter_ob_total", filter_ob_total),
    Check("filter_blanks", filter_blanks),
)
