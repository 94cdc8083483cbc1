"""A stream of bytes unpacked within bounds, looked at, and held to what the lock says of it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from pipeline.data.fetching.kinds import GZIP, OPENING, hold_opening
from pipeline.data.fetching.timing import BUFFER
from pipeline.data.fetching.troubles import RefusedError
from pipeline.model import Pin

NEWER = "as locked; if this is a new release, take the file's old entry out of lock.yaml by hand"


def most_on_the_wire(pin: Pin) -> int:
    """How many bytes a file may take on its way: gzip makes what cannot be packed a little longer."""
    return pin.bytes + pin.bytes // 100 + 1024


def contents(pieces: Iterable[bytes], encoding: str, raw: str, most: int) -> Iterator[bytes]:
    """The file before gzip, be it packed for the way (``encoding``) or by its publisher (``raw`` ends in .gz).

    No more than ``most`` bytes are ever unpacked. Raises RefusedError if there are more, or if it is not what ``raw`` promises.
    """
    layer = _unpacked(pieces, most) if encoding == "gzip" else iter(pieces)
    opening, layer = _opened(layer)
    if raw.endswith(".gz") and opening.startswith(GZIP):
        opening, layer = _opened(_unpacked(layer, most))
    hold_opening(opening, raw)
    return layer


def held(pieces: Iterable[bytes], pin: Pin) -> Iterator[bytes]:
    """The pieces, passed on one by one. Raises RefusedError as soon as they are too many, or at the end if they are not what is locked."""
    digest, count = hashlib.sha256(), 0
    for piece in pieces:
        count += len(piece)
        if count > pin.bytes:
            raise RefusedError(f"more than {pin.bytes} bytes", f"{pin.bytes} bytes {NEWER}")
        digest.update(piece)
        yield piece
    if count != pin.bytes:
        raise RefusedError(f"{count} bytes", f"{pin.bytes} bytes {NEWER}")
    if digest.hexdigest() != pin.sha256:
        raise RefusedError(f"sha256 {digest.hexdigest()}", f"sha256 {pin.sha256} {NEWER}")


def _opened(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and the whole stream again."""
    first: list[bytes] = []
    while sum(map(len, first)) < OPENING and (piece := next(pieces, b"")):
        first.append(piece)
    return b"".join(first)[:OPENING], chain(first, pieces)


def _unpacked(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """What gzip packed, in one member or several, a buffer at a time: a bomb goes off in no more than ``most`` bytes."""
    inflater, count = zlib.decompressobj(wbits=31), 0
    try:
        for piece in pieces:
            rest = piece
            while rest := rest.lstrip(b"\0") if inflater.eof else rest:  # zeros may pad what follows a member
                if inflater.eof:
                    inflater = zlib.decompressobj(wbits=31)
                out = inflater.decompress(rest, BUFFER)
                rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
                count += len(out)
                if count > most:
                    raise RefusedError(f"gzip that unpacks to more than {most} bytes", "no more than the lock says")
                if out:
                    yield out
    except zlib.error as error:
        raise RefusedError(f"a broken gzip file ({error})", "a whole one") from error
    if not inflater.eof:
        raise RefusedError("a gzip file that ends too soon", "a whole one")


def packed(content: Iterable[bytes]) -> Iterator[bytes]:
    """``content`` in gzip, the same bytes every time: no name, no time stamp."""
    deflater = zlib.compressobj(6, zlib.DEFLATED, 31)
    for piece in content:
        yield deflater.compress(piece)
    yield deflater.flush()
