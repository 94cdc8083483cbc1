"""Checks of the two columns that say of what time a row is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.data.ees.findings import Check, Finding, distinct, first_rows
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import FOUR_DIGITS, TIMES

KNOWN = frozenset(identifier for together in TIMES for identifier in together)


def time_period_num(pair: Pair) -> Iterator[Finding]:
    """Periods that are not four or six digits."""
    column = pair.data["time_period"]
    return first_rows(column, (period for period in distinct(column) if not re.fullmatch(r"[0-9]{4}(?:[0-9]{2})?", period)))


def time_id_valid(pair: Pair) -> Iterator[Finding]:
    """Identifiers that the platform does not know."""
    column = pair.data["time_identifier"]
    return first_rows(column, (identifier for identifier in distinct(column) if identifier not in KNOWN))


def time_id_mix(pair: Pair) -> Iterator[Finding]:
    """Identifiers that cannot stand in one file with that of the first row."""
    column = pair.data["time_identifier"]
    identifiers = distinct(column)
    together: tuple[str, ...] = next((group for group in TIMES if identifiers[:1] and identifiers[0] in group), ())
    return first_rows(column, (identifier for identifier in identifiers if identifier not in together))


def time_period(pair: Pair) -> Iterator[Finding]:
    """Periods of another length than the identifier of the first row asks for."""
    column = pair.data["time_period"]
    for identifier in distinct(pair.data["time_identifier"])[:1]:
        digits = 4 if identifier in FOUR_DIGITS else 6
        yield from first_rows(column, (period for period in distinct(column) if len(period) != digits))


def time_period_six(pair: Pair) -> Iterator[Finding]:
    """Periods of six digits whose two years do not follow each other."""
    column = pair.data["time_period"]
    return first_rows(column, (period for period in distinct(column) if len(period) == 6 and not _consecutive(period)))


def _consecutive(period: str) -> bool:
    return (int(period[2:4]) + 1) % 100 == int(period[4:6])


KINDS = (
    Check("time_period_num", time_period_num),
    Check("time_id_valid", time_id_valid),
    Check("time_id_mix", time_id_mix),
)
PERIODS = (
    Check("time_period", time_period),
    Check("time_period_six", time_period_six),
)
