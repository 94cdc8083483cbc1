"""Checks of places for which there is no look-up: one code has one name, one name one code, and what is not available is so in both."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.data.ees.findings import Check, Finding, first_row, levels, row_number, rows_of
from pipeline.data.ees.nesting import BY_NAME
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import NOT_AVAILABLE, NOT_AVAILABLE_NAME, SITES, Level

ONE_TO_ONE = ("Opportunity area", "MAT", "Sponsor")
WITHOUT_LOOKUP = (*ONE_TO_ONE, *SITES, "Police force area")


def _coded(pair: Pair, names: tuple[str, ...]) -> Iterator[Level]:
    """Those of the levels that rows are of and that have a column of codes and one of names."""
    for level in (BY_NAME[name] for name in levels(pair) if name in names):
        if {level.code, level.title} <= set(pair.data.columns):
            yield level


def codes_of_a_name(pair: Pair) -> Iterator[Finding]:
    """Names with more than one code."""
    for level in _coded(pair, ONE_TO_ONE):
        yield from _several(pair, level, level.title, level.code)


def names_of_a_code(pair: Pair) -> Iterator[Finding]:
    """Codes with more than one name."""
    for level in _coded(pair, ONE_TO_ONE):
        yield from _several(pair, level, level.code, level.title)


def _several(pair: Pair, level: Level, one: str, other: str) -> Iterator[Finding]:
    """A finding for each value of ``one`` that stands with several of ``other``; rows without a code say nothing."""
    rows = rows_of(pair, (level.name,))
    places = rows.loc[rows[level.code] != "", [one, other]].drop_duplicates()
    repeated = places[places[one].duplicated(keep=False)]
    for value, others in repeated.groupby(one, sort=False)[other]:
        yield Finding((str(value), *others), one, row_number(others.index[1]))


def geog_na(pair: Pair) -> Iterator[Finding]:
    """The code for what is not available with the name of a place."""
    for level in _coded(pair, WITHOUT_LOOKUP):
        name = pair.data[level.title]
        wrong = (pair.data[level.code] == NOT_AVAILABLE) & ~name.isin(("", NOT_AVAILABLE_NAME))
        yield from first_row(name, wrong, *name[wrong].head(1))


def geog_na_code(pair: Pair) -> Iterator[Finding]:
    """The name for what is not available with the code of a place."""
    for level in _coded(pair, WITHOUT_LOOKUP):
        rows = rows_of(pair, (level.name,))
        wrong = (rows[level.title] == NOT_AVAILABLE_NAME) & ~rows[level.code].isin(("", NOT_AVAILABLE))
        yield from first_row(rows[level.code], wrong, *rows.loc[wrong, level.code].head(1))


BY_CODE_AND_NAME = {
    "geog_other_dupes": Check("geog_other_dupes", codes_of_a_name),
    "geog_na": Check("geog_na", geog_na),
    "geog_na_code": Check("geog_na_code", geog_na_code),
    "geog_other_code_dupes": Check("geog_other_code_dupes", names_of_a_code),
}
