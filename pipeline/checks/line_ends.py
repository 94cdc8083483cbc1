"""Whether all lines of a file end alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.checks.faults import Fault
from pipeline.checks.findings import Findings
from pipeline.checks.quotes import CR, LF, Places
from pipeline.checks.rows import Rows


class LineEnds:
    """The first row that ends with each kind of line end; carriage returns alone are told at once."""

    def __init__(self) -> None:
        """No row seen."""
        self.first: dict[str, int] = {}
        self.bare = False

    def take(self, rows: Rows, found: Findings) -> None:
        """One more block of rows."""
        block = rows.block
        last = len(block.ends) - (1 if block.added else 0)
        returned = np.zeros(last, bool)
        if block.low > len(block.ends):
            self._bare(rows, found)
            ends = block.ends[:last]
            returned = (ends > 0) & (block.array[ends - 1] == CR)
        for name, seen in (("CR LF", returned), ("LF", ~returned)):
            if name not in self.first and seen.any():
                self.first[name] = rows.first + int(seen.argmax())

    def _bare(self, rows: Rows, found: Findings) -> None:
        """Outside quotes a carriage return stands before a line feed or it is one that parsers read in different ways."""
        block = rows.block
        returns = np.flatnonzero(block.array == CR)
        # A file may end with one: the line feed behind it is ours.
        ours = block.added & (returns + 1 == block.ends[-1])
        lonely: Places = returns[(block.array[returns + 1] != LF) | ours]
        if block.quotes:
            lonely = lonely[np.searchsorted(block.quotes.places, lonely) % 2 == 0]
        self.bare = self.bare or bool(len(lonely))
        found.add_all("mixed-line-ends", len(lonely), _told(rows, lonely))

    def tell(self, found: Findings) -> None:
        """At the end of the file: whether both kinds were seen."""
        if len(self.first) > 1:
            (name, row), (other, _) = sorted(self.first.items(), key=lambda item: -item[1])
            message = f"row {row} ends with {name}, the rows before it with {other}"
            found.add(Fault("mixed-line-ends", message, "one kind of line end", row))


def _told(rows: Rows, places: Places) -> Iterator[Fault]:
    for place in places:
        yield rows.fault("mixed-line-ends", "a carriage return without a line feed", "lines that end with LF or CR LF", int(place))
