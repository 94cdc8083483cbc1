"""A number of 64 bits for each cell of a column, worked out for all of them at once."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

WORD = 8
MASKS = np.array([(1 << (8 * count)) - 1 for count in range(WORD)] + [(1 << 64) - 1], dtype=np.uint64)
ODD = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xBF58476D1CE4E5B9)
SHIFT = np.uint64(31)
VERY_LONG = 1024


def hashed(data: npt.NDArray[np.uint8], starts: Rows, ends: Rows) -> Hashes:
    """Eight bytes at a time, each cell from its first byte on; the few that are very long by themselves."""
    lengths = ends - starts
    padded = np.append(data, np.zeros(WORD, np.uint8))
    words: Hashes = np.ndarray((len(data) + 1,), dtype="<u8", buffer=padded, strides=(1,))
    numbers = mixed(lengths.astype(np.uint64) + ODD)
    for row in np.flatnonzero(lengths > VERY_LONG).tolist():
        content = data[starts[row] : ends[row]].tobytes()
        numbers[row] = np.uint64(int.from_bytes(hashlib.blake2b(content, digest_size=WORD).digest(), "little"))
    for begin in range(0, min(int(lengths.max(initial=0)), VERY_LONG), WORD):
        rows = np.flatnonzero(lengths > begin)
        piece = words[starts[rows] + begin] & MASKS[np.minimum(lengths[rows] - begin, WORD)]
        numbers[rows] = mixed(numbers[rows] * ODD ^ piece)
    return numbers


def mixed(numbers: Hashes) -> Hashes:
    """Numbers shuffled, so that each of their bits depends on many."""
    product = numbers * MIX
    return product ^ (product >> SHIFT)
