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

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint64]

WORD = 8
# Where a value stands this often on average, telling the distinct ones apart first is the shorter way.
FEW = 4
MASKS = np.array([(1 << (8 * count)) - 1 for count in range(WORD)] + [(1 << 64) - 1], dtype=np.uint64)
ODD = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xBF58476D1CE4E5B9)
SHIFT = np.uint64(31)
NO_ROWS: Rows = np.zeros(0, dtype=np.int64)


@dataclass(eq=False)
class Cells:
    """The cells of one column of one batch; cell ``i`` is ``data[starts[i]:ends[i]]``, in UTF-8. ``data`` holds no other cell's bytes."""

    array: pa.StringArray
    data: Bytes
    starts: Rows
    ends: Rows

    @classmethod
    def of(cls, array: pa.StringArray) -> Cells:
        """The bytes behind an arrow array of strings without nulls."""
        offsets = np.frombuffer(array.buffers()[1], np.int32, len(array) + 1, array.offset * 4).astype(np.int64)
        buffer = array.buffers()[2]
        data = np.frombuffer(buffer, np.uint8)[offsets[0] : offsets[-1]] if buffer else np.zeros(0, np.uint8)
        offsets -= offsets[0]
        return cls(array, data, offsets[:-1], offsets[1:])

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def lengths(self) -> Rows:
        """Bytes of each cell."""
        return self.ends - self.starts

    @cached_property
    def coded(self) -> pa.DictionaryArray:
        """The distinct texts and which of them each cell is."""
        return self.array.dictionary_encode()

    def rows_that(self, hit: Callable[[str], bool]) -> Rows:
        """The rows whose text is a ``hit``, asked once for each distinct one."""
        wrong = np.array([hit(text) for text in self.coded.dictionary.to_pylist()], dtype=bool)
        return np.flatnonzero(wrong[np.asarray(self.coded.indices)]) if wrong.any() else NO_ROWS

    @cached_property
    def first(self) -> Bytes:
        """The first byte of each cell, 0 where it is empty."""
        return self._bytes(self.starts, self.lengths > 0)

    def last(self, back: int = 1) -> Bytes:
        """The byte ``back`` from the end of each cell, 0 where it is too short."""
        return self._bytes(self.ends - back, self.lengths >= back)

    def _bytes(self, places: Rows, there: Mask) -> Bytes:
        if not len(self.data):
            return np.zeros(len(self), np.uint8)
        taken: Bytes = self.data[np.clip(places, 0, len(self.data) - 1)]
        return taken if there.all() else np.where(there, taken, np.uint8(0))

    def rows_of(self, places: Rows) -> Rows:
        """The rows in which those places of ``data`` lie, each once, in order."""
        return np.unique(np.searchsorted(self.ends, places, side="right")).astype(np.int64)

    def rows_with(self, allowed: Mask) -> Rows:
        """The rows that hold a byte other than the ``allowed`` ones (a mask of 256)."""
        strange = np.flatnonzero(~allowed[self.data])
        return self.rows_of(strange) if len(strange) else NO_ROWS

    def hashes(self) -> Hashes:
        """A number of 64 bits for each cell; the same text gives the same number, and others hardly ever do."""
        if len(self.coded.dictionary) * FEW >= len(self):
            return self._hashed()
        few: Hashes = Cells.of(self.coded.dictionary)._hashed()[np.asarray(self.coded.indices)]
        return few

    def _hashed(self) -> Hashes:
        """Eight bytes at a time, each cell from its first byte on."""
        padded = np.append(self.data, np.zeros(WORD, np.uint8))
        words: Hashes = np.ndarray((len(self.data) + 1,), dtype="<u8", buffer=padded, strides=(1,))
        hashed = _mixed(self.lengths.astype(np.uint64) + ODD)
        for begin in range(0, int(self.lengths.max(initial=0)), WORD):
            rows = np.flatnonzero(self.lengths > begin)
            piece = words[self.starts[rows] + begin] & MASKS[np.minimum(self.lengths[rows] - begin, WORD)]
            hashed[rows] = _mixed(hashed[rows] * ODD ^ piece)
        return hashed


def _mixed(numbers: Hashes) -> Hashes:
    mixed = numbers * MIX
    return mixed ^ (mixed >> SHIFT)


def hashes(columns: Sequence[Cells]) -> Hashes:
    """One number for each row of several columns."""
    total = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        total = _mixed(total * ODD ^ column.hashes())
    return total


def bytes_of(characters: str) -> Mask:
    """A mask of 256 with the bytes of those ASCII characters."""
    mask = np.zeros(256, dtype=bool)
    mask[list(characters.encode("ascii"))] = True
    return mask
