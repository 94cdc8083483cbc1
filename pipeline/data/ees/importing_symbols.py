"""The symbols that stand in indicators in place of a figure, each with the house's reason for it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import REASONS, Reason

# What the Department's guidance has publishers write today. ``k`` is its ``low`` where «low» could hurt, as of deaths.
TODAY: Mapping[str, Reason] = {**{reason: reason for reason in REASONS}, "k": "low"}

# What older files have instead. Where the publisher's reason is lost, the figure is simply not available: x.
LEGACY: Mapping[str, Reason] = {
    "": "x",  # nothing was written, not even why
    ".": "x",  # SAS and Stata write a missing value so
    "..": "x",  # the older standard of government statistics: not available
    ":": "x",  # Eurostat's and the Department's former sign for not available; its screener refuses it today
    "-": "x",  # not applicable to some, nil to others: the meaning is lost
    "~": "low",  # the Department's former sign for what rounds to nought
    "*": "x",  # less than half a per cent to some, suppressed to others: the meaning is lost, and the publisher's sign is kept
    "N/A": "z",  # not applicable, in words
    "n/a": "z",
    "NULL": "x",  # programs write what their database has no value for
    "Null": "x",
    "null": "x",
    "NA": "x",  # R writes a missing value so; performance tables: not available
    "na": "x",
    "SUPP": "c",  # performance tables: suppressed, for few pupils
    "NE": "z",  # performance tables: no entries, so there is nothing to measure
    "NP": "x",  # performance tables: not published
    "LOWCOV": "u",  # performance tables: too few pupils are covered for the figure to be relied on
    "NEW": "z",  # performance tables: a new school, which has no results yet
    "DNS": "x",  # performance tables: the school did not submit
}

SYMBOLS: Mapping[str, Reason] = {**TODAY, **LEGACY}

UNEXPLAINED = frozenset("*")
"""Symbols that can be imported, though no list of the Department's explains them."""

SUPPRESSED = frozenset(symbol for symbol, reason in SYMBOLS.items() if reason == "c")
"""Symbols for a figure that is there and must not be told."""
