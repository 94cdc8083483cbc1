"""A quote that swallows rows: a cell of several lines that looks like rows of the table."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.faults import Fault
from pipeline.checks.rows import Rows

# Of a table with fewer columns, a line of prose may well have as many commas as a row.
FEW_COLUMNS = 4
NEARLY = 0.8


def swallowed(rows: Rows) -> Iterator[Fault]:
    """A fault for each cell of several lines that swallowed rows; to be asked only of blocks with quotes."""
    quotes = rows.block.quotes
    for hit in quotes.folded if quotes else ():
        if is_swallowed(rows.cell(int(hit)), len(rows.labels), rows.delimiter.encode()):
            yield rows.fault(
                "swallowed-rows", "a quoted cell that holds whole rows", "a closing quote in the same row", int(rows.block.hits[hit])
            )


def is_swallowed(cell: bytes, width: int, delimiter: bytes) -> bool:
    """Whether the lines of a cell look like rows of a table of ``width`` columns.

    A quote that opens in one row and closes in a later one holds, for each line feed, as many separators as a row has; and a line in
    the middle is a whole row. In prose a separator is followed by a blank, in a row it is not.
    """
    lines = cell.replace(b"\r\n", b"\n").split(b"\n")
    between = width - 1
    loose = sum(cell.count(delimiter + after) for after in ((b" ", b"\n", b"\r") if width <= FEW_COLUMNS else (b" ",)))
    total = cell.count(delimiter)
    if not between or not total or loose * 2 > total or (width <= FEW_COLUMNS and loose):
        return False
    whole = any(NEARLY * between <= line.count(delimiter) <= between for line in lines[1:-1])
    return (whole and between > 1) or total == between * (len(lines) - 1)
