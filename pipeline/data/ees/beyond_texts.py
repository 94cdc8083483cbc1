"""Texts that are not what somebody wrote: garbled, run by a spreadsheet, turned into dates, or with rows inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from pipeline.checks.faults import Fault
from pipeline.checks.lexis import lapse, mojibake
from pipeline.checks.parsing import formulas
from pipeline.checks.swallowed import is_swallowed
from pipeline.data.ees.beyond_view import Column, View
from pipeline.data.ees.findings import FIRST_ROW

# A cell of Excel's holds 32,767 characters; no name and no item comes near it.
LONGEST = 100_000
# A text that cannot be seen, or that turns the direction of what is seen.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

SAID: Mapping[str, tuple[str, str]] = {
    "large-cell": (f"a cell of more than {LONGEST:,} characters", "a name, an item or a code"),
    "swallowed-rows": ("a quoted cell that holds whole rows", "a closing quote in the same row"),
    "control-character": ("a character that does not show", "letters, digits and signs that can be seen"),
    "formula-cell": ("a text that a spreadsheet runs as a formula", "text that a spreadsheet does not run"),
    "outer-blank": ("a blank before or behind the value", "the value alone"),
    "mojibake": ("letters that were read in the wrong encoding", "the letters that were meant"),
    "excel-date": ("a date that a spreadsheet made of something else", "what stood there before, such as 5-10 for 05-Oct"),
}


def texts(view: View) -> Iterator[Fault]:
    """Of each column that is no indicator, the distinct texts that are wrong, each with the first row that has it."""
    for name in view.described:
        column = view.column(name)
        for code, text in _wrong(column, len(view.names)):
            message, expected = SAID[code]
            rows = np.flatnonzero(column.is_in((text,)))
            # Blanks for nothing do no harm that anybody sees; blanks about a name make another name of it.
            advisory = not text.strip() and code == "outer-blank"
            yield view.fault(code, int(rows[0]), name, _in_rows(message, len(rows)), expected, advisory=advisory)


def _in_rows(message: str, count: int) -> str:
    return message if count == 1 else f"{message} (in {count:,} rows)"


def _wrong(column: Column, width: int) -> Iterator[tuple[str, str]]:
    run = set(formulas(pa.array(column.texts, pa.string())).tolist())
    for place, text in enumerate(column.texts):
        code = "formula-cell" if place in run else spoilt(text, width)
        if code:
            yield code, text


def spoilt(text: str, width: int) -> str:
    """The code of what is wrong with a text of a table of ``width`` columns, "" if nothing is."""
    if len(text) > LONGEST:
        return "large-cell"
    if "\n" in text and is_swallowed(text.encode(), width, b","):
        return "swallowed-rows"
    if UNSEEN.search(text):
        return "control-character"
    return lapse(text, "string")


def metadata(view: View) -> Iterator[Fault]:
    """Labels, hints and names of groups that are garbled, invisible or formulas; blanks about them are the screener's matter."""
    meta = view.pair.meta
    for place, name in enumerate(meta.columns):
        cells = meta.iloc[:, place].tolist()
        run = set(formulas(pa.array(cells, pa.string())).tolist())
        for row, text in enumerate(cells):
            code = "formula-cell" if row in run else "control-character" if UNSEEN.search(text) else "mojibake" if mojibake(text) else ""
            if code:
                message, expected = SAID[code]
                yield Fault(code, f"{message}, in the metadata", expected, row + FIRST_ROW, name, place + 1, text)
