"""What is wrong with a table as a file, before any cell is understood: bytes, quotes, line ends, the number of cells in each row.

One pass over the file, vectorised, in blocks; it shares no code with arrow's parser, so that where the two count rows alike both are right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pipeline.checks.blocks import ROW_BYTES, Block, blocks
from pipeline.checks.dialects import writing
from pipeline.checks.faults import Fault, Table
from pipeline.checks.findings import Findings
from pipeline.checks.line_ends import LineEnds
from pipeline.checks.quotes import Places
from pipeline.checks.row_checks import judge_rows, label_faults
from pipeline.checks.rows import Rows
from pipeline.checks.unpacking import BOM, UTF_8, plain_name, unpacked

# After one of these the cells cannot be told apart for certain.
UNREADABLE = {"encoding-error", "source-error", "stray-quote", "unclosed-quote", "blank-header"}


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """What the file says of itself.

    ``labels`` are the header's cells (the schema's names where there is no header); ``rows`` counts all rows below it.
    ``faults`` holds the first thousand of each code, ``totals`` the true number of each. ``left_out`` are the numbers of the rows
    that are empty lines or have too few or too many cells: parsing leaves them out. ``readable`` says whether parsing makes sense at all.
    ``longest`` is the length of the longest row in bytes, ``quoted`` whether the file holds a quote.
    """

    labels: tuple[str, ...]
    rows: int
    faults: tuple[Fault, ...]
    totals: Mapping[str, int]
    left_out: Places
    readable: bool
    longest: int
    quoted: bool
    header: bool = True

    def numbers(self, places: Places) -> Places:
        """The row numbers, as Frictionless counts them, of parsed rows that are counted from 0."""
        first = 2 if self.header else 1
        kept_before = self.left_out - first - np.arange(len(self.left_out))
        numbers: Places = places + first + np.searchsorted(kept_before, places, side="right")
        return numbers


def structure(table: Table) -> Structure:
    """Read the whole file once and say what is wrong with its form. Raises CatalogueError for a packed file that is broken or swells."""
    survey = _Survey(table)
    try:
        with unpacked(table) as stream:
            head = survey.head(stream.read(len(BOM)) or b"")
            for block in blocks(stream, ord(survey.writing.delimiter), survey.writing.quote_code, survey.width, head):
                if not survey.take(block):
                    break
    except UnicodeDecodeError as error:
        survey.wrong_byte(error.start, error.reason)
    return survey.result()


def labels_of(table: Table) -> tuple[str, ...]:
    """The header's cells; none where the file's beginning cannot be read. Raises CatalogueError for a file that cannot be unpacked."""
    survey = _Survey(table)
    try:
        with unpacked(table) as stream:
            head = survey.head(stream.read(len(BOM)) or b"")
            for block in blocks(stream, ord(survey.writing.delimiter), survey.writing.quote_code, survey.width, head):
                survey.take(block)
                break
    except UnicodeDecodeError:
        return ()
    return survey.labels


class _Survey:
    """What was seen of the file so far."""

    def __init__(self, table: Table) -> None:
        self.table, self.found, self.ends, self.writing = table, Findings(), LineEnds(), writing(table)
        self.labels = () if self.writing.header else tuple(field["name"] for field in table.schema.get("fields", []))
        self.width = len(self.labels)
        self.row, self.offset, self.longest, self.quoted = 1, 0, 0, False
        self.left_out: list[Places] = []

    def head(self, head: bytes) -> bytes:
        """The first bytes without a byte order mark."""
        if head != BOM:
            return head
        self.offset = len(BOM)
        if self.table.encoding.lower() in ("utf-8", "utf8"):
            self.found.add(Fault("byte-order-mark", "the file begins with a byte order mark", "none in UTF-8", advisory=True))
        return b""

    def take(self, block: Block) -> bool:
        """One more block; whether to go on."""
        if not self._decodes(block):
            return False
        if not block.complete:
            self._endless(block)
            return False
        rows = Rows(block, self.row, self.labels, self.writing.delimiter, self.writing.quote)
        if self.row == 1 and not self._begin(rows):
            return False
        self._judge(replace(rows, labels=self.labels))
        self.row, self.offset = self.row + len(block.ends), self.offset + len(block.array)
        return True

    def _begin(self, rows: Rows) -> bool:
        """The first block's first row names the columns; whether it names any."""
        cells = rows.cells(0)
        if not self.writing.header:
            self.labels = self.labels or tuple(f"field{number}" for number in range(1, len(cells) + 1))
            return True
        self.labels = cells
        for fault in label_faults(cells):
            self.found.add(fault)
        return "blank-header" not in self.found.totals

    def _decodes(self, block: Block) -> bool:
        encoding = plain_name(self.table.encoding)
        if block.content.isascii() or encoding not in UTF_8:
            return True
        try:
            block.content[: len(block.array)].decode(encoding)
        except UnicodeDecodeError as error:
            self.wrong_byte(self.offset + error.start, error.reason, self.row + int(np.searchsorted(block.ends, error.start)))
            return False
        return True

    def wrong_byte(self, place: int, reason: str, row: int | None = None) -> None:
        """A byte that is not of the table's encoding: what follows cannot be read."""
        message = f"byte {place} (counted from 0) is not {self.table.encoding}: {reason}"
        self.found.add(Fault("encoding-error", message, f"{self.table.encoding}, as the descriptor says", row))

    def _endless(self, block: Block) -> None:
        long = len(block.content) > ROW_BYTES
        message = f"a row of more than {ROW_BYTES} bytes" if long else "a quote that is open at the end of the file"
        self.found.add(Fault("unclosed-quote", message, "a closing quote, a line end", self.row))

    def _judge(self, rows: Rows) -> None:
        self.quoted = self.quoted or rows.block.quotes is not None
        self.longest = max(self.longest, int(rows.block.lengths.max()))
        self.ends.take(rows, self.found)
        self.left_out.append(judge_rows(rows, self.found, self.writing.header))

    def result(self) -> Structure:
        """All that was found."""
        self.ends.tell(self.found)
        rows = self.row - 1 - self.writing.header
        if self.row == 1 and not self.found.totals.keys() & UNREADABLE:
            self.found.add(Fault("source-error", "the file is empty", "a header and rows"))
        elif rows == self.found.totals.get("blank-row", 0) and not self.found.totals.keys() & UNREADABLE:
            self.found.add(Fault("no-rows", "a header without rows", "a row at least"))
        readable = not self.ends.bare and not self.found.totals.keys() & UNREADABLE
        left_out = np.concatenate([np.zeros(0, np.int64), *self.left_out])
        return Structure(
            self.labels,
            max(rows, 0),
            self.found.faults,
            self.found.totals,
            left_out,
            readable,
            self.longest,
            self.quoted,
            self.writing.header,
        )
