"""Checks of the metadata: that each row says of its column what is said of a filter or an indicator, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from pipeline.data.ees.findings import Check, Find, Finding, distinct, filters, first_rows, groups, meta_findings, sole_site_filter
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import COLUMN_TYPES, INDICATOR_UNITS, LOOKS_LIKE_A_PLACE, SITE_NAMES, UNITS


def _blank(column: pd.Series) -> pd.Series:
    return column.str.strip() == ""


def _set_on(kind: str, field: str) -> Find:
    """A check that finds ``field`` on rows of the other kind of column."""

    def find(pair: Pair) -> Iterator[Finding]:
        return meta_findings(pair, (pair.meta["col_type"] == kind) & (pair.meta[field] != ""), field)

    return find


def meta_col_type(pair: Pair) -> Iterator[Finding]:
    """Rows that are neither of a filter nor of an indicator."""
    return meta_findings(pair, ~pair.meta["col_type"].isin(COLUMN_TYPES), "col_type")


def meta_ob_unit(pair: Pair) -> Iterator[Finding]:
    """Columns of place or time that stand in the metadata."""
    named = {*pair.meta["col_name"], *groups(pair)}
    return (Finding((unit,), "col_name") for unit in UNITS if unit in named and unit not in SITE_NAMES)


def meta_col_name(pair: Pair) -> Iterator[Finding]:
    """Rows without a name."""
    return meta_findings(pair, _blank(pair.meta["col_name"]), "col_name")


def meta_dupe_label(pair: Pair) -> Iterator[Finding]:
    """Labels that stand twice, no label among them."""
    return meta_findings(pair, pair.meta["label"].duplicated(), "label")


def meta_label(pair: Pair) -> Iterator[Finding]:
    """Rows without a label."""
    return meta_findings(pair, _blank(pair.meta["label"]), "label")


def meta_fil_grp_dupe(pair: Pair) -> Iterator[Finding]:
    """Groups that more than one filter has."""
    column = pair.meta["filter_grouping_column"]
    return first_rows(column, distinct(column[(column != "") & column.duplicated()]))


def meta_fil_grp_is_fil(pair: Pair) -> Iterator[Finding]:
    """Groups that have no row of their own."""
    named = set(pair.meta["col_name"])
    return (Finding((group,), "filter_grouping_column") for group in dict.fromkeys(groups(pair)) if group not in named)


def meta_fil_grp_match(pair: Pair) -> Iterator[Finding]:
    """Groups that the data does not have."""
    return (Finding((group,), "filter_grouping_column") for group in dict.fromkeys(groups(pair)) if group not in pair.data.columns)


def meta_fil_grp_stripped(pair: Pair) -> Iterator[Finding]:
    """Groups of which two items are one but for what is neither letter nor digit."""
    for group in dict.fromkeys(groups(pair)):
        items = [item for item in distinct(pair.data[group]) if item] if group in pair.data.columns else []
        stripped = pd.Series([re.sub(r"[\W_]", "", item) for item in items], dtype="str")
        twice = stripped.duplicated(keep=False)
        if twice.any():
            yield Finding(tuple(pd.Series(items, dtype="str")[twice]), group)


def meta_geog_catch(pair: Pair) -> Iterator[Finding]:
    """Filters and groups whose name is that of a place."""
    names = [*filters(pair), *groups(pair)]
    if sole_site_filter(pair, SITE_NAMES):
        names = [name for name in names if name not in SITE_NAMES]
    return (Finding((name,), "col_name") for name in names if re.search(LOOKS_LIKE_A_PLACE, name, re.IGNORECASE))


def meta_col_name_spaces(pair: Pair) -> Iterator[Finding]:
    """Names with white space."""
    return meta_findings(pair, pair.meta["col_name"].str.contains(r"\s"), "col_name")


def meta_col_name_dupe(pair: Pair) -> Iterator[Finding]:
    """Names that stand twice."""
    return meta_findings(pair, pair.meta["col_name"].duplicated(), "col_name")


def meta_ind_dp_set(pair: Pair) -> Iterator[Finding]:
    """Indicators without a number of decimal places."""
    return meta_findings(pair, (pair.meta["col_type"] == "Indicator") & _blank(pair.meta["indicator_dp"]), "indicator_dp")


def meta_ind_dp_values(pair: Pair) -> Iterator[Finding]:
    """Numbers of decimal places that are not whole or are below nought."""
    places = pair.meta["indicator_dp"].str.strip()
    return meta_findings(pair, ~places.str.fullmatch(r"(?:\+?[0-9]+(?:\.0*)?)?"), "indicator_dp")


def meta_ind_unit_validation(pair: Pair) -> Iterator[Finding]:
    """Units that the platform does not know."""
    unit = pair.meta["indicator_unit"]
    return meta_findings(pair, (pair.meta["col_type"] == "Indicator") & (unit != "") & ~unit.isin(INDICATOR_UNITS), "indicator_unit")


ROWS = (
    Check("meta_col_type", meta_col_type),
    Check("meta_ob_unit", meta_ob_unit),
    Check("meta_col_name", meta_col_name),
)
FIELDS = (
    Check("meta_dupe_label", meta_dupe_label),
    Check("meta_fil_grp", _set_on("Indicator", "filter_grouping_column")),
    Check("meta_fil_grp_dupe", meta_fil_grp_dupe),
    Check("meta_fil_grp_is_fil", meta_fil_grp_is_fil, warns=True),
    Check("meta_fil_grp_match", meta_fil_grp_match),
    Check("meta_fil_grp_stripped", meta_fil_grp_stripped),
    Check("meta_label", meta_label),
    Check("meta_filter_hint", _set_on("Indicator", "filter_hint")),
    Check("meta_geog_catch", meta_geog_catch),
    Check("meta_indicator_dp", _set_on("Filter", "indicator_dp")),
    Check("meta_col_name_spaces", meta_col_name_spaces),
    Check("meta_col_name_dupe", meta_col_name_dupe),
    Check("meta_ind_dp_set", meta_ind_dp_set, warns=True),
    Check("meta_ind_dp_values", meta_ind_dp_values),
    Check("meta_ind_unit", _set_on("Filter", "indicator_unit")),
    Check("meta_ind_unit_validation", meta_ind_unit_validation),
    Check("meta_indicator_grouping", _set_on("Filter", "indicator_grouping")),
)
