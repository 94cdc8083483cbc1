"""What must stand once, or stand elsewhere: keys by their hash while rows go by, and the rows themselves only where two hashes meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.checks.cells import NO_ROWS, Cells, Hashes, Mask, Rows, hashes

# After so many one row of several hundred is left to be sorted.
TURNS = 3

Fetch = Mapping[int, tuple[str, ...]]


class Again(NamedTuple):
    """The row at the place ``place`` has the key of an earlier one, which last stood at ``before``. Places count rows from 0."""

    place: int
    before: int


class Once:
    """Cells of ``columns`` (numbers of columns, from 0) that must not stand twice together; rows in which one is missing do not count."""

    def __init__(self, code: str, columns: Sequence[int], missing: Sequence[set[str]]) -> None:
        self.code, self.columns, self.missing = code, tuple(columns), [pa.array(sorted(each), pa.string()) for each in missing]
        self._hashes: list[Hashes] = []
        self._places: list[Rows] = []
        self.null: list[Rows] = []
        self.void: list[Rows] = []

    def take(self, cells: Sequence[Cells], first: int) -> None:
        """One more batch, whose first row has the place ``first``."""
        chosen = [cells[column] for column in self.columns]
        absent = np.array([_missing(column, values) for column, values in zip(chosen, self.missing, strict=True)])
        some, every = absent.any(axis=0), absent.all(axis=0)
        self.null.append((np.flatnonzero(some & ~every) + first).astype(np.int64))
        self.void.append((np.flatnonzero(every) + first).astype(np.int64))
        hashed = hashes(chosen)
        places = np.arange(first, first + len(hashed))
        self._hashes.append(hashed[~some] if some.any() else hashed)
        if some.any():
            places = places[~some]
        self._places.append(places.astype(np.int64))

    def suspects(self) -> Rows:
        """The places of rows whose hash another row has too: all that need be read again."""
        if not self._hashes:
            return NO_ROWS
        hashed = np.concatenate(self._hashes)
        twice = met(hashed)
        return np.concatenate(self._places)[np.isin(hashed, twice)] if len(twice) else NO_ROWS

    def again(self, suspects: Rows, rows: Fetch) -> Iterator[Again]:
        """The rows that do say the same as one before, in order of place."""
        seen: dict[tuple[str, ...], int] = {}
        for place in suspects.tolist():
            key = tuple(rows[place][column] for column in self.columns)
            if key in seen:
                yield Again(place, seen[key])
            seen[key] = place


class Names:
    """A ``key`` that must always go with one ``name``: a URN with two names is a slip in one of them."""

    def __init__(self, key: int, name: int) -> None:
        self.columns = (key, name)
        self._pairs: list[tuple[Hashes, Hashes]] = []
        self._first: list[Rows] = []

    def take(self, cells: Sequence[Cells], first: int) -> None:
        """One more batch: of each pair in it, its first row."""
        key, name = (cells[column] for column in self.columns)
        kept = np.flatnonzero((key.lengths > 0) & (name.lengths > 0))
        pairs = hashes([key, name])
        # Rows of one school often follow one another: only the first of such a run need be told apart from the others.
        kept = kept[np.flatnonzero(np.diff(pairs[kept], prepend=~pairs[kept[:1]]))]
        _, where = np.unique(pairs[kept], return_index=True)
        kept = kept[np.sort(where)]
        self._pairs.append((key.hashes[kept], pairs[kept]))
        self._first.append((kept + first).astype(np.int64))

    def suspects(self) -> Rows:
        """The first places of all pairs whose key goes with another name too."""
        if not self._pairs:
            return NO_ROWS
        keys, pairs = (np.concatenate(side) for side in zip(*self._pairs, strict=True))
        places = np.concatenate(self._first)
        _, where = np.unique(pairs, return_index=True)
        keys, places = keys[where], places[where]
        distinct, counts = np.unique(keys, return_counts=True)
        return np.sort(places[np.isin(keys, distinct[counts > 1])])

    def second_names(self, suspects: Rows, rows: Fetch) -> Iterator[Again]:
        """Rows that give a key another name than the row before with that key did."""
        key, name = self.columns
        seen: dict[str, int] = {}
        for place in suspects.tolist():
            before = seen.setdefault(rows[place][key], place)
            if rows[place][name] != rows[before][name]:
                yield Again(place, before)


class Known:
    """Keys that another table holds, against which a foreign key is looked up."""

    def __init__(self, hashed: Iterable[Hashes]) -> None:
        parts = list(hashed)
        self.hashes = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.uint64)

    def strangers(self, cells: Sequence[Cells], missing: Sequence[pa.StringArray]) -> Rows:
        """Rows whose key stands nowhere there; one with nothing but missing values points nowhere and is right."""
        void = np.array([_missing(column, values) for column, values in zip(cells, missing, strict=True)]).all(axis=0)
        strange: Mask = ~np.isin(hashes(cells), self.hashes) & ~void
        return np.flatnonzero(strange)


def met(hashed: Hashes) -> Hashes:
    """The hashes that stand more than once, in half the time of sorting them.

    Each row writes its number into one of many slots. A row that finds another's number there meets that one's hash, and is looked
    at again among its like by other bits of its hash; the last few are sorted.
    """
    found = [hashed[:0]]
    for turn in range(TURNS):
        slots = np.zeros(1 << (len(hashed) * 2).bit_length(), np.int32)
        wanted = (hashed >> np.uint64(turn * 8) & np.uint64(len(slots) - 1)).astype(np.int64)
        rows = np.arange(len(hashed), dtype=np.int32)
        slots[wanted] = rows
        holders = slots[wanted]
        others = np.flatnonzero(holders != rows)
        found.append(hashed[others][hashed[others] == hashed[holders[others]]])
        hashed = hashed[others]
    ordered = np.sort(hashed)
    return np.unique(np.concatenate([*found, ordered[1:][ordered[1:] == ordered[:-1]]]))


def _missing(cells: Cells, values: pa.StringArray) -> Mask:
    if len(values) == 1 and values[0].as_py() == "":
        empty: Mask = cells.lengths == 0
        return empty
    absent: Mask = np.asarray(pc.is_in(cells.array, value_set=values))
    return absent
