"""Patterns that say of every byte what it may be (``E[0-9]{8}``): whole columns of them are proved without a match of any text."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np

from pipeline.checks.cells import Bytes, Cells

LONG = 40
# Neither a blank, which has no business at an edge, nor any letter that is special in a pattern.
PIECE = re.compile(r"(?:\[([A-Za-z0-9])-([A-Za-z0-9])\]|([A-Za-z0-9-]))(?:\{([0-9]{1,2})\})?")


class Shape:
    """One range of bytes for each place of a cell; ``None`` of :meth:`of` where a pattern is no such thing."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self.width = len(ranges)
        self.lows, highs = np.array(ranges, np.uint8).T
        self.spans = highs - self.lows
        self._tiled = self.lows, self.spans

    @classmethod
    def of(cls, pattern: str) -> Shape | None:
        """The shape of a pattern."""
        ranges: list[tuple[int, int]] = []
        place = 0
        while piece := PIECE.match(pattern, place):
            low, high, alone, times = piece.groups()
            ranges += [(ord(low or alone), ord(high or alone))] * int(times or 1)
            place = piece.end()
        rising = all(low <= high for low, high in ranges)
        return cls(ranges) if place == len(pattern) and rising and 0 < len(ranges) <= LONG else None

    def holds(self, cells: Cells) -> bool:
        """Whether every cell that is not empty has the shape. Then it is ASCII and has no blank at an edge."""
        if len(cells.data) != np.count_nonzero(cells.lengths) * self.width or (cells.lengths > self.width).any():
            return False
        lows, spans = self._tiles(len(cells.data))
        return not (cells.data - lows > spans).any()

    def _tiles(self, size: int) -> tuple[Bytes, Bytes]:
        """The ranges again and again, as long as the column is."""
        if len(self._tiled[0]) < size:
            times = size // self.width
            self._tiled = np.tile(self.lows, times), np.tile(self.spans, times)
        return self._tiled[0][:size], self._tiled[1][:size]

    @cached_property
    def dated(self) -> bool:
        """Whether Excel's dates (1-Jan, Jan-21) might have the shape."""
        return 5 <= self.width <= 6 and bool(((self.lows <= ord("-")) & (self.lows + self.spans >= ord("-"))).any())
