"""A column of text as its bytes: what can be asked of all cells at once without making a string of any.

Nearly every cell is right, and a look at the bytes proves it; only the few that the look cannot vouch for are read as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.checks.hashing import ODD, WORD, hashed, mixed

Rows = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

# Where a value stands this often on average, telling the distinct ones apart first is the shorter way.
FEW = 4
ZERO, NINE, POINT, DASH = (np.uint8(ord(sign)) for sign in "09.-")
FIGURES = r"^-?[0-9]+(?:\.[0-9]+)?$"
# Longer numbers are no measure of anything, and a float might not hold them.
LONG = 30
NO_ROWS: Rows = np.zeros(0, dtype=np.int64)


@dataclass(eq=False)
class Cells:
    """The cells of one column of one batch, an arrow array of strings without nulls; its bytes are looked up once they are asked for."""

    array: pa.StringArray

    @classmethod
    def of(cls, array: pa.StringArray) -> Cells:
        """The cells of an arrow array."""
        return cls(array)

    @cached_property
    def _offsets(self) -> Rows:
        return np.frombuffer(self.array.buffers()[1], np.int32, len(self) + 1, self.array.offset * 4).astype(np.int64)

    @cached_property
    def data(self) -> Bytes:
        """All bytes, in UTF-8, and no other cell's: cell ``i`` is ``data[starts[i]:ends[i]]``."""
        buffer = self.array.buffers()[2]
        return np.frombuffer(buffer, np.uint8)[self._offsets[0] : self._offsets[-1]] if buffer else np.zeros(0, np.uint8)

    @cached_property
    def starts(self) -> Rows:
        """Where each cell begins."""
        starts: Rows = self._offsets[:-1] - self._offsets[0]
        return starts

    @cached_property
    def ends(self) -> Rows:
        """Where each cell ends."""
        ends: Rows = self._offsets[1:] - self._offsets[0]
        return ends

    def __len__(self) -> int:
        return len(self.array)

    @cached_property
    def lengths(self) -> Rows:
        """Bytes of each cell."""
        return self.ends - self.starts

    @cached_property
    def coded(self) -> pa.DictionaryArray:
        """The distinct texts and which of them each cell is."""
        return self.array.dictionary_encode()

    @cached_property
    def distinct(self) -> Cells:
        """The distinct texts as cells."""
        return Cells.of(self.coded.dictionary)

    @property
    def few(self) -> bool:
        """Whether texts stand many times each, on average."""
        return len(self.coded.dictionary) * FEW < len(self)

    def of_distinct(self, wrong: Mask) -> Rows:
        """The rows that hold one of those distinct texts (a mask of them)."""
        return np.flatnonzero(wrong[np.asarray(self.coded.indices)]) if wrong.any() else NO_ROWS

    def seen(self, look: Callable[[Cells], Rows]) -> Rows:
        """The rows that a look finds: at each distinct text if those are known and few, at every cell if not."""
        if "coded" not in vars(self) or not self.few:
            return look(self)
        wrong = np.zeros(len(self.distinct), dtype=bool)
        wrong[look(self.distinct)] = True
        return self.of_distinct(wrong)

    def rows_that(self, hit: Callable[[str], bool]) -> Rows:
        """The rows whose text is a ``hit``, asked once for each distinct one."""
        return self.of_distinct(np.array([hit(text) for text in self.coded.dictionary.to_pylist()], dtype=bool))

    @cached_property
    def first(self) -> Bytes:
        """The first byte of each cell, 0 where it is empty."""
        return self._bytes(self.starts, self.lengths > 0)

    def last(self, back: int = 1) -> Bytes:
        """The byte ``back`` from the end of each cell, 0 where it is too short."""
        return self._bytes(np.maximum(self.ends - back, 0), self.lengths >= back)

    def _bytes(self, places: Rows, there: Mask) -> Bytes:
        if not len(self.data):
            return np.zeros(len(self), np.uint8)
        taken: Bytes = self.data[np.minimum(places, len(self.data) - 1)]
        taken *= there
        return taken

    def rows_of(self, places: Rows) -> Rows:
        """The rows in which those places of ``data`` lie, each once, in order."""
        return np.unique(np.searchsorted(self.ends, places, side="right")).astype(np.int64)

    def rows_with(self, allowed: Mask) -> Rows:
        """The rows that hold a byte other than the ``allowed`` ones (a mask of 256)."""
        strange = np.flatnonzero(~allowed[self.data])
        return self.rows_of(strange) if len(strange) else NO_ROWS

    @cached_property
    def unplain(self) -> Rows:
        """The rows whose bytes are not those of a number in plain figures; two points in one are not seen yet."""
        others = (self.data - ZERO > NINE - ZERO) & (self.data != POINT)
        wrong = (self.lengths == 0) | (self.lengths > LONG)
        if others.any():
            signed = self.starts[(self.first == DASH) & (self.lengths > 1)]
            others[signed] = False
            wrong[self.rows_of(signed[self.data[signed + 1] == POINT])] = True
            wrong[self.rows_of(np.flatnonzero(others))] = True
        if (self.data == POINT).any():
            wrong |= (self.first == POINT) | (self.last() == POINT)
        return np.flatnonzero(wrong)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers in plain figures; NaN where there is another text."""
        array = _without(self.array, self.unplain)
        try:
            read = pc.cast(array, pa.float64())
        except pa.ArrowInvalid:
            array = pc.if_else(pc.match_substring_regex(array, FIGURES), array, pa.scalar(None, pa.string()))
            read = pc.cast(array, pa.float64())
        numbers: Numbers = read.to_numpy(zero_copy_only=False)
        return numbers

    @cached_property
    def hashes(self) -> Hashes:
        """A number of 64 bits for each cell; the same text gives the same number, and others hardly ever do."""
        short = "coded" not in vars(self) and self.lengths.max(initial=0) <= WORD
        if short or not self.few:
            return hashed(self.data, self.starts, self.ends)
        texts = self.distinct
        of_texts: Hashes = hashed(texts.data, texts.starts, texts.ends)[np.asarray(self.coded.indices)]
        return of_texts


def _without(array: pa.StringArray, rows: Rows) -> pa.StringArray:
    """The array with nulls in those rows."""
    if not len(rows):
        return array
    kept = np.ones(len(array), dtype=bool)
    kept[rows] = False
    return pc.if_else(pa.array(kept), array, pa.scalar(None, pa.string()))


def hashes(columns: Sequence[Cells]) -> Hashes:
    """One number for each row of several columns."""
    total = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        total = mixed(total * ODD ^ column.hashes)
    return total
