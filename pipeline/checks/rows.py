"""The rows of one block: where a byte of it stands; its row, its field, its cell."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np

from pipeline.checks.blocks import Block
from pipeline.checks.faults import Fault

# Of a cell or a row longer than this nothing is quoted.
SHOWN = 200
SPLIT = 100_000


@dataclass(frozen=True, slots=True)
class Rows:
    """One block, the number of its first row, and how the table is written."""

    block: Block
    first: int
    labels: tuple[str, ...]
    delimiter: str
    quote: str

    def row(self, place: int) -> int:
        """The number of the row in which the byte at ``place`` stands."""
        return self.first + int(np.searchsorted(self.block.ends, place))

    def fault(self, code: str, message: str, expected: str, place: int) -> Fault:
        """What is wrong at the byte at ``place``: its row, its field, its cell."""
        index = int(np.searchsorted(self.block.ends, place))
        cell = int(np.searchsorted(self.block.hits, place))
        number = cell - int(np.searchsorted(self.block.hits, self.block.start(index))) + 1
        text = self.cell(cell)[:SHOWN].decode("utf-8", "replace").removesuffix("\r")
        name = self.labels[number - 1] if number <= len(self.labels) else ""
        return Fault(code, message, expected, self.first + index, name, number, text)

    def cell(self, hit: int) -> bytes:
        """The cell that ends at the separator number ``hit``, as it stands."""
        hits = self.block.hits
        return bytes(self.block.content[int(hits[hit - 1]) + 1 if hit else 0 : int(hits[hit])])

    def cells(self, index: int) -> tuple[str, ...]:
        """The cells of one row, read as Python's csv reads them; none of a row that is too long to be shown."""
        start, end = self.block.start(index), int(self.block.ends[index])
        if end - start > SPLIT:
            return ()
        text = io.StringIO(self.block.content[start:end].decode("utf-8", "replace").removesuffix("\r"), newline="")
        reader = csv.reader(
            text, delimiter=self.delimiter, quotechar=self.quote or None, quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE
        )
        return tuple(next(reader, []))
