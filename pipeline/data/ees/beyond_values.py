"""Cells of indicators that are neither a number nor a symbol that the Department has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from pipeline.checks.faults import Fault
from pipeline.checks.lexis import lapse
from pipeline.data.ees.beyond_texts import spoilt
from pipeline.data.ees.beyond_view import NUMBER, Column, Indicator, View
from pipeline.data.ees.importing_symbols import SYMBOLS, UNEXPLAINED

PLAIN = re.compile(NUMBER)
THOUSANDS = re.compile(r"[£+-]*\d{1,3}(?:,\d{3})+(?:\.\d+)?")
EXPONENT = re.compile(r"[eE]")
# The Department lets an indicator hold text only if its unit says so.
TEXT_UNIT = "numberstring"
# A column with more texts than this is none of figures: the metadata is wrong, not the cells.
MOST_TEXTS = 0.5

FIGURE = "a number in plain digits, or one of the symbols c, z, x, low and u"
SAID: Mapping[str, str] = {
    "not-a-number": "NaN or infinity in place of a figure",
    "digit-group": "digits in groups",
    "foreign-digit": "digits other than 0 to 9",
    "outer-blank": "a blank before or behind the figure",
    "unknown-symbol": "a symbol that nobody has explained",
    "large-cell": "a cell that is far too long for a figure",
    "swallowed-rows": "a quoted cell that holds whole rows",
    "control-character": "a character that does not show",
}


def values(view: View) -> Iterator[Fault]:
    """Of each indicator, the distinct cells that are wrong, each with the first row that has it."""
    for indicator in view.indicators:
        if indicator.unit != TEXT_UNIT:
            yield from _of_one(view, indicator)


def _of_one(view: View, indicator: Indicator) -> Iterator[Fault]:
    column = view.column(indicator.name)
    wrong = [(code, text) for text in column.texts if (code := strange(text, len(view.names)))]
    if _is_text(column, [text for code, text in wrong if code == "unknown-symbol"]):
        yield view.fault("type-error", 0, indicator.name, "an indicator that holds texts", "a filter, or an indicator of figures")
        return
    for code, text in wrong:
        rows = np.flatnonzero(column.is_in((text,)))
        message = SAID[code] + (f" (in {len(rows):,} rows)" if len(rows) > 1 else "")
        yield view.fault(code, int(rows[0]), indicator.name, message, FIGURE)
    yield from _exponents(view, indicator, column)


def _is_text(column: Column, strangers: list[str]) -> bool:
    return len(strangers) > 1 and bool(column.is_in(strangers).mean() > MOST_TEXTS)


def strange(text: str, width: int) -> str:
    """The code of what is wrong with an indicator's cell in a table of ``width`` columns, "" for a number or a known symbol."""
    if (text in SYMBOLS and text not in UNEXPLAINED) or PLAIN.fullmatch(text):
        return ""
    if THOUSANDS.fullmatch(text):
        return "digit-group"
    said = spoilt(text, width)
    if said in ("large-cell", "swallowed-rows", "control-character"):
        return said
    return lapse(text, "number") or "unknown-symbol"


def _exponents(view: View, indicator: Indicator, column: Column) -> Iterator[Fault]:
    """R writes 100000 as 1e+05, and the service shows it so: right, but read by few."""
    rows = column.rows_that(lambda text: bool(EXPONENT.search(text) and PLAIN.fullmatch(text)))
    if len(rows):
        message = f"a number with an exponent (in {len(rows):,} rows)"
        yield view.fault("type-error", int(rows[0]), indicator.name, message, "a number in plain digits", advisory=True)
