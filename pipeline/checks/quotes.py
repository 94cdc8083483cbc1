"""Which separators stand inside quotes: by counting quotes where they stand as RFC 4180 has them, quote by quote where they do not."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CR, LF = b"\r\n"

Places = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Quotes:
    """``strays`` are the places of quotes inside an unquoted cell and of text behind a closing quote.

    ``folded`` are the cells that hold a line feed, each told by the number (among the separators) of the one that ends it;
    ``places`` are those of the quotes, by which a carriage return is told to be inside or out.
    """

    strays: Places
    folded: Places
    places: Places


def follow_quotes(buffer: bytes, delimiter: int, quote: int) -> tuple[Quotes, Places, int]:
    """What was found of quotes, the separators outside them, and where the last whole row ends. ``buffer`` begins with a row."""
    array = np.frombuffer(buffer, np.uint8)
    marks = np.flatnonzero((array == quote) | (array == delimiter) | (array == LF))
    is_quote = array[marks] == quote
    places = marks[is_quote]
    if not _regular(array, places, delimiter, quote):
        return _one_by_one(buffer, delimiter, quote)
    # Only whether the count is odd matters, so that it may run over.
    inside = (np.cumsum(is_quote, dtype=np.uint8) & 1).view(bool)
    return _cut(array, marks[~is_quote & ~inside], marks[~is_quote & inside], np.zeros(0, np.int64), places)


def _regular(array: Bytes, places: Places, delimiter: int, quote: int) -> bool:
    """Whether every opening quote begins a cell, every closing one ends it, and the others are doubled."""
    neighbours = np.zeros(256, bool)
    neighbours[[delimiter, CR, LF, quote]] = True
    openers, closers = places[0::2], places[1::2]
    before, after = openers[openers > 0] - 1, closers[closers < len(array) - 1] + 1
    return bool(neighbours[array[before]].all() and neighbours[array[after]].all())


def _cut(array: Bytes, hits: Places, inner: Places, strays: Places, places: Places) -> tuple[Quotes, Places, int]:
    ends = hits[array[hits] == LF]
    cut = int(ends[-1]) + 1 if len(ends) else 0
    folds = inner[(array[inner] == LF) & (inner < cut)]
    hits = hits[hits < cut]
    folded = np.searchsorted(hits, folds)
    return Quotes(strays[strays < cut], folded[np.diff(folded, prepend=-1) > 0], places[places < cut]), hits, cut


def _one_by_one(buffer: bytes, delimiter: int, quote: int) -> tuple[Quotes, Places, int]:
    """As Python's csv reads: a quote inside an unquoted cell is text, and so is whatever follows a closing quote."""
    spans, strays, unclosed = _scan(buffer, delimiter, quote)
    array = np.frombuffer(buffer, np.uint8)
    separators = np.flatnonzero((array == delimiter) | (array == LF))
    separators = separators[separators < unclosed]
    opened, closed = np.array(spans, np.int64).reshape(-1, 2).T
    nearest = np.searchsorted(opened, separators, side="right") - 1
    inside = np.zeros(len(separators), bool)
    if len(spans):
        inside = (nearest >= 0) & (separators < closed[nearest])
    ends = np.sort(np.concatenate((opened, closed)))
    return _cut(array, separators[~inside], separators[inside], np.array(strays, np.int64), ends)


def _scan(buffer: bytes, delimiter: int, quote: int) -> tuple[list[tuple[int, int]], list[int], int]:
    """Spans of quoted cells (the end is the closing quote), stray places, and where a quote is open at the end of the buffer."""
    mark, separator = re.escape(bytes([quote])), re.escape(bytes([delimiter]))
    quoted = re.compile(mark + b"[^" + mark + b"]*+(?:" + mark + mark + b"[^" + mark + b"]*+)*+" + mark)
    remainder = re.compile(b"[^" + separator + b"\r\n]*")
    spans: list[tuple[int, int]] = []
    strays: list[int] = []
    place = 0
    while (found := buffer.find(quote, place)) >= 0:
        begins = found == 0 or buffer[found - 1] in (delimiter, CR, LF)
        cell = quoted.match(buffer, found) if begins else None
        if begins and not cell:
            return spans, strays, found
        end = cell.end() if cell else found
        if cell:
            spans.append((found, end - 1))
        text = remainder.match(buffer, end)
        if text and text.group():
            strays.append(end)
        place = text.end() if text else end
    return spans, strays, len(buffer)
