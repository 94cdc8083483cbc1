"""A stream of CSV cut into blocks of whole rows, with the places of what separates cells: a parser of our own, beside arrow's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import RawIOBase

import numpy as np

from pipeline.checks.quotes import Bytes, Places, Quotes, follow_quotes

# Small enough that a block and the masks over it stay in the processor's cache.
BLOCK_BYTES = 1 << 19
# No row of a table is longer; a quote that is never closed must not draw a whole file into memory.
ROW_BYTES = 32_000_000

LF, BLANK = 10, 32


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Whole rows in ``array``; ``content`` may go on behind them, for to copy it would cost as much as to judge it.

    ``hits`` are the places of all separators outside quotes, line feeds included; ``ends`` the places of those line feeds that end a row,
    ``lengths`` the bytes before them; ``widths`` counts the cells of each row, or is None where each has as many as asked.
    ``quotes`` says what was found of quotes, if any; ``low`` counts the bytes below the blank. ``added`` says that the last row had no
    line feed of its own. ``complete`` is False where a row has no end within ROW_BYTES or a quote is open at the end of the file:
    nothing follows.
    """

    content: bytes | bytearray
    array: Bytes
    hits: Places
    ends: Places
    lengths: Places
    widths: Places | None
    quotes: Quotes | None
    low: int
    added: bool = False
    complete: bool = True

    def has(self, byte: bytes) -> bool:
        """Whether the byte stands anywhere in the rows."""
        return self.content.find(byte, 0, len(self.array)) >= 0

    def start(self, index: int) -> int:
        """Where the row begins that is counted ``index`` from 0."""
        return int(self.ends[index - 1]) + 1 if index else 0


def blocks(stream: RawIOBase, delimiter: int, quote: int, width: int = 0, rest: bytes = b"") -> Iterator[Block]:
    """All rows of ``stream``, block by block, each good until the next is asked for. A last line without an end is given one.

    ``quote`` is -1 where nothing quotes; ``width`` the cells asked of a row, by default as many as the first one has;
    ``rest`` what was read of the stream already.
    """
    room = _Room(rest)
    while room.fill(stream):
        block, cut = _cut(room.content, room.held, delimiter, quote, width)
        if block:
            width = width or len(block.hits[block.hits <= block.ends[0]])
            yield block
        room.drop(cut)
        if room.held > ROW_BYTES:
            break
    if room.held:
        yield _last(bytes(room.content[: room.held]), delimiter, quote, width)


class _Room:
    """One stretch of memory that the file passes through: a new one for each block would cost a quarter of all the time."""

    def __init__(self, rest: bytes) -> None:
        self.content, self.held = bytearray(rest) + bytes(2 * BLOCK_BYTES), len(rest)

    def fill(self, stream: RawIOBase) -> bool:
        """Read on behind what is held; whether anything came."""
        if len(self.content) - self.held < max(BLOCK_BYTES, self.held):
            self.content = self.content + bytes(max(BLOCK_BYTES, 2 * self.held))
        count = stream.readinto(memoryview(self.content)[self.held : self.held + max(BLOCK_BYTES, self.held)]) or 0
        self.held += count
        return count > 0

    def drop(self, count: int) -> None:
        """Forget what was judged."""
        memory = memoryview(self.content)
        memory[: self.held - count] = memory[count : self.held]
        self.held -= count


def _cut(content: bytes | bytearray, held: int, delimiter: int, quote: int, width: int) -> tuple[Block | None, int]:
    """The whole rows at the beginning of ``content``, and where they end."""
    if quote >= 0 and content.find(quote, 0, held) >= 0:
        content = bytes(content[:held])
        quotes, hits, cut = follow_quotes(content, delimiter, quote)
    else:
        quotes, hits, cut = None, None, content.rfind(b"\n", 0, held) + 1
    if not cut:
        return None, 0
    array = np.frombuffer(content, np.uint8, cut)
    if hits is None:
        hits = np.flatnonzero((array == LF) | (array == delimiter))
    return _block(content, array, hits, width, quotes), cut


def _last(rest: bytes, delimiter: int, quote: int, width: int) -> Block:
    """The last line, which no line feed ends; or a row that goes on for ever."""
    added = b"" if rest.endswith(b"\n") else b"\n"
    block, cut = _cut(rest[:ROW_BYTES] + added, min(len(rest), ROW_BYTES) + len(added), delimiter, quote, width)
    if block and cut == len(rest) + len(added):
        return replace(block, added=bool(added))
    array, none = np.frombuffer(rest, np.uint8), np.zeros(0, np.int64)
    return Block(rest, array, none, none, none, none, None, 0, complete=False)


def _block(content: bytes | bytearray, array: Bytes, hits: Places, width: int, quotes: Quotes | None) -> Block:
    low = int(np.count_nonzero(array < BLANK))
    ends = hits[width - 1 :: width] if width and not quotes else hits[:0]
    # As many low bytes as rows, and each ends a row where it should: then there is no other line feed, and every row is as wide as asked.
    if len(ends) == low and len(hits) == low * width and (array[ends] == LF).all():
        return Block(content, array, hits, ends, _lengths(ends), None, quotes, low)
    stops = np.flatnonzero(array[hits] == LF)
    widths = np.diff(stops, prepend=-1)
    ends = hits[stops]
    return Block(content, array, hits, ends, _lengths(ends), None if (widths == width).all() else widths, quotes, low)


def _lengths(ends: Places) -> Places:
    lengths = np.empty_like(ends)
    lengths[:1] = ends[:1]
    np.subtract(ends[1:], ends[:-1] + 1, out=lengths[1:])
    return lengths
