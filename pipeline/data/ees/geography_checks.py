"""Checks that each row says of which place it is, in the columns of its level and in no others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.data.ees.findings import Check, Finding, first_row, first_rows, levels, present, rows_of, sole_site_filter
from pipeline.data.ees.nesting import BY_NAME, MAY_FILL
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.place_codes import CODES
from pipeline.data.ees.place_names import BY_CODE_AND_NAME
from pipeline.data.ees.vocabulary import HIDDEN_LEVELS, SITES


def geog_level(pair: Pair) -> Iterator[Finding]:
    """Levels that the platform does not know."""
    return first_rows(pair.data["geographic_level"], (name for name in levels(pair) if name not in BY_NAME))


def geog_level_present(pair: Pair) -> Iterator[Finding]:
    """Columns that the levels of the rows ask for and the data does not have."""
    found = [BY_NAME[name] for name in levels(pair) if name in BY_NAME and name != "Planning area"]
    for level in found:
        yield from (Finding((column, level.name)) for column in level.columns if column not in pair.data.columns)


def geog_level_completed(pair: Pair) -> Iterator[Finding]:
    """Columns of a row's own level that are blank. The new code of an authority may be: those of old had none."""
    for name in levels(pair):
        if name == "Planning area":
            continue
        rows = rows_of(pair, (name,))
        for column in present(pair, (column for column in BY_NAME[name].columns if column != "new_la_code")):
            yield from first_row(rows[column], rows[column] == "", column, name)


def geog_overcompleted_cols(pair: Pair) -> Iterator[Finding]:
    """Columns of a level that are filled on rows of which no place of that level can be said."""
    for name, may_fill in MAY_FILL.items():
        level = BY_NAME[name]
        skipped = (level.title,) if name in SITES and sole_site_filter(pair, (level.title,)) else ()
        rows = rows_of(pair, set(levels(pair)) - set(may_fill))
        for column in present(pair, (column for column in level.columns if column not in skipped)):
            wrong = rows[column] != ""
            yield from first_row(rows[column], wrong, column, *rows.loc[wrong, "geographic_level"].head(1))


def geog_ignored_rows(pair: Pair) -> Iterator[Finding]:
    """Nothing that the platform's tables can show, or rows of schools and of providers in one file."""
    found = levels(pair)
    if set(found) <= set(HIDDEN_LEVELS) or set(SITES) <= set(found):
        yield Finding(tuple(found), "geographic_level")


def missing_beside(level: str, pair: Pair) -> Iterator[Finding]:
    """Columns of a level that are missing where another of them is there."""
    columns = BY_NAME[level].columns
    if present(pair, columns):
        yield from (Finding((column,)) for column in columns if column not in pair.data.columns)


def region_missing(level: str, pair: Pair) -> Iterator[Finding]:
    """Rows of a level that do not say in which region their place lies."""
    rows = rows_of(pair, (level,))
    if rows.empty:
        return
    for column in BY_NAME["Regional"].columns:
        if column in rows.columns:
            yield from first_row(rows[column], rows[column] == "", column, level)
        else:
            yield Finding((column, level))


LEVELS_FIRST = (
    Check("geog_level", geog_level),
    Check("geog_level_present", geog_level_present),
)
PLACES = (
    *CODES,
    Check("geog_level_completed", geog_level_completed),
    Check("geog_ignored_rows", geog_ignored_rows),
    BY_CODE_AND_NAME["geog_other_dupes"],
    Check("geog_la_col_present", partial(missing_beside, "Local authority")),
    Check("geog_region_col_present", partial(missing_beside, "Regional")),
    Check("geog_region_for_la", partial(region_missing, "Local authority"), warns=True),
    Check("geog_region_for_lad", partial(region_missing, "Local authority district"), warns=True),
    BY_CODE_AND_NAME["geog_na"],
    BY_CODE_AND_NAME["geog_na_code"],
    BY_CODE_AND_NAME["geog_other_code_dupes"],
    Check("geog_overcompleted_cols", geog_overcompleted_cols),
)
