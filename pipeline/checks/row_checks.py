"""What is wrong with the rows of a block: the number, the length and the bytes of their cells, and the names in the header."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pipeline.checks.faults import Fault
from pipeline.checks.findings import Findings
from pipeline.checks.quotes import CR, LF, Places
from pipeline.checks.rows import SHOWN, Rows
from pipeline.checks.swallowed import swallowed

LARGE_BYTES = 1_000_000
TAB, BLANK, DELETE = 9, 32, 127

Flags = npt.NDArray[np.bool_]


def judge_rows(rows: Rows, found: Findings, header: bool) -> Places:
    """Add what is wrong to ``found``; the numbers of empty lines and of rows with too few or too many cells."""
    lines = _Lines(rows)
    empty = lines.blank.copy()
    if header and rows.first == 1:
        empty[0] = False
    found.add_all("blank-row", int(empty.sum()), (_blank_row(rows, int(index)) for index in np.flatnonzero(empty)))
    _judge_widths(rows, np.flatnonzero(lines.uneven & ~empty), found)
    places = controls(rows)
    found.add_all("control-character", len(places), (_control(rows, int(place)) for place in places))
    if rows.block.quotes:
        strays = rows.block.quotes.strays
        found.add_all("stray-quote", len(strays), (_stray(rows, int(place)) for place in strays))
        for fault in swallowed(rows):
            found.add(fault)
    for fault in large_cells(rows):
        found.add(fault)
    numbers: Places = np.flatnonzero(lines.uneven | lines.empty) + rows.first
    return numbers


class _Lines:
    """Of each row of a block: whether it is nothing but a line end, holds nothing in any cell, has another number of cells than asked."""

    def __init__(self, rows: Rows) -> None:
        block = rows.block
        self.rows, self.lengths = rows, block.lengths
        self.returned = np.zeros(len(block.ends), bool)
        if block.low > len(block.ends):
            self.returned = (block.lengths > 0) & (block.array[block.ends - 1] == CR)
            self.lengths = block.lengths - self.returned
        self.empty: Flags = self.lengths == 0
        self.uneven: Flags = np.zeros(len(block.ends), bool) if block.widths is None else block.widths != len(rows.labels)
        self.blank: Flags = self._blank(len(rows.labels) - 1 if block.widths is None else block.widths - 1)

    def _blank(self, separators: Places | int) -> Flags:
        """A row of separators alone, or one whose other bytes are quotes, of which no cell has more than two."""
        block = self.rows.block
        if not block.quotes:
            return np.asarray(self.lengths == separators)
        quotes = np.diff(np.searchsorted(block.quotes.places, block.ends), prepend=0)
        blank: Flags = self.lengths == separators + quotes
        if (blank & (quotes > 0)).any():
            sizes = np.diff(block.hits, prepend=-1) - 1
            sizes[np.searchsorted(block.hits, block.ends)] -= self.returned
            blank[np.searchsorted(block.ends, block.hits[sizes > 2])] = False
        return blank


def _judge_widths(rows: Rows, odd: Places, found: Findings) -> None:
    if rows.block.widths is None or not len(odd):
        return
    surplus = rows.block.widths[odd] - len(rows.labels)
    for code, wrong in (("missing-cell", surplus < 0), ("extra-cell", surplus > 0)):
        told = (fault for index in odd[wrong] for fault in width_faults(rows, int(index)))
        found.add_all(code, int(np.abs(surplus[wrong]).sum()), told)


def _blank_row(rows: Rows, index: int) -> Fault:
    return Fault("blank-row", "a row in which no cell holds anything", "no such row", rows.first + index, cells=rows.cells(index))


def _control(rows: Rows, place: int) -> Fault:
    code = ord(rows.block.content[place : place + 2].decode("utf-8", "replace")[0])
    return rows.fault("control-character", f"the control character U+{code:04X}", "text that can be seen", place)


def _stray(rows: Rows, place: int) -> Fault:
    return rows.fault("stray-quote", "a quote inside an unquoted cell, or text behind a closing quote", "quotes round a whole cell", place)


def label_faults(labels: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with the header by itself, in Frictionless's order."""
    if not any(labels):
        yield Fault("blank-header", "a header in which no cell holds anything", "names of columns")
        return
    seen: dict[str, int] = {}
    for number, label in enumerate(labels, 1):
        if not label:
            yield Fault("blank-label", "a column without a name", "a name", None, "", number, "", labels)
        elif label in seen:
            message = f"the name of column {seen[label]} again"
            yield Fault("duplicate-label", message, "each name once", None, label, number, label, labels, f'at position "{seen[label]}"')
        seen.setdefault(label, number)


def width_faults(rows: Rows, index: int) -> Iterator[Fault]:
    """A fault for each cell that is missing from the row or too many in it, as Frictionless counts them."""
    width, number, cells = len(rows.labels), rows.first + index, rows.cells(index)
    found = int(rows.block.widths[index]) if rows.block.widths is not None else width
    wanted = f"{width} cells, as the header has"
    for place in range(found, width):
        yield Fault("missing-cell", f"the row has {found} cells", wanted, number, rows.labels[place], place + 1, "", cells)
    for place in range(width, found):
        cell = cells[place][:SHOWN] if place < len(cells) else ""
        yield Fault("extra-cell", f"the row has {found} cells", wanted, number, "", place + 1, cell, cells)


def large_cells(rows: Rows) -> Iterator[Fault]:
    """Cells of more than LARGE_BYTES."""
    if len(rows.block.array) > LARGE_BYTES:
        sizes = np.diff(rows.block.hits, prepend=-1) - 1
        for hit in np.flatnonzero(sizes > LARGE_BYTES):
            message = f"a cell of {sizes[hit]} bytes"
            yield rows.fault("large-cell", message, f"at most {LARGE_BYTES}", int(rows.block.hits[hit]))


def controls(rows: Rows) -> Places:
    """The places of control characters. Tabs and what ends lines are none."""
    block, found = rows.block, [np.zeros(0, np.int64)]
    allowed = sum(int(np.count_nonzero(block.array == code)) for code in (LF, CR, TAB)) if block.low != len(block.ends) else block.low
    if block.low > allowed:
        array = block.array
        found.append(np.flatnonzero((array < BLANK) & (array != LF) & (array != CR) & (array != TAB)))
    if block.has(b"\x7f"):
        found.append(np.flatnonzero(block.array == DELETE))
    if block.has(b"\xc2"):
        # U+0080 to U+009F: what Windows has for quotation marks and dashes, taken for Latin-1.
        lead = np.flatnonzero(block.array[:-1] == 0xC2)
        found.append(lead[block.array[lead + 1] < 0xA0])
    return np.sort(np.concatenate(found))
