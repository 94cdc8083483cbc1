"""A table's bytes as they come: unpacked within limits, in UTF-8, never the whole file at once."""

from __future__ import annotations

import codecs
import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from pipeline.checks.faults import Table
from pipeline.errors import CatalogueError

# A bomb is told by what comes out of it, not by what its header says. Tables of ours shrink to a fifteenth, very even ones to a sixtieth.
UNPACKED_BYTES = 4_000_000_000
FREE_BYTES = 10_000_000
RATIO = 200

BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
UTF_8 = ("utf-8", "ascii")
BOM = codecs.BOM_UTF8


@contextmanager
def unpacked(table: Table) -> Iterator[io.RawIOBase]:
    """The table's content in UTF-8 as a stream.

    A byte that the table's encoding does not know raises UnicodeDecodeError, whose ``start`` counts from the beginning of the file; but
    a file that is said to be UTF-8 (or ASCII) is handed on as it stands. A broken or swelling packed file raises CatalogueError.
    """
    regular(table.path, table.place)
    with ExitStack() as stack:
        packed = stack.enter_context(table.path.open("rb", buffering=0))
        stream: io.RawIOBase = packed
        if table.compression:
            stream = _Watched(table.place, packed, stack.enter_context(_opened(table, packed)))
        encoding = plain_name(table.encoding)
        yield stream if encoding in UTF_8 else _Recoded(stream, encoding)


def plain_name(encoding: str) -> str:
    """The one name of an encoding that has many; a byte order mark of UTF-8 is looked for whatever the name."""
    return codecs.lookup(encoding).name.removesuffix("-sig")


def regular(path: Path, place: object) -> None:
    """Raise CatalogueError unless ``path`` is a file that can be read to its end: a pipe or a device might have none."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise CatalogueError(place, "no such file" if isinstance(error, FileNotFoundError) else str(error), "a file") from error
    if not stat.S_ISREG(mode):
        raise CatalogueError(place, "a folder" if stat.S_ISDIR(mode) else "a pipe or a device", "a regular file")


def _opened(table: Table, packed: io.RawIOBase) -> IO[bytes]:
    if table.compression == "gz":
        return cast(IO[bytes], gzip.GzipFile(fileobj=cast(IO[bytes], packed)))
    try:
        archive = zipfile.ZipFile(cast(IO[bytes], packed))
    except BROKEN as error:
        raise CatalogueError(table.place, f"a broken zip file ({error})", "a whole one") from error
    names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    if len(names) != 1:
        raise CatalogueError(table.place, f"{len(names)} files in a zip", "one table in it")
    try:
        return archive.open(names[0])
    except BROKEN as error:
        raise CatalogueError(table.place, f"a zip file that does not open ({error})", "a plain one") from error


class _Watched(io.RawIOBase):
    """What comes out of a packed file, until it is too much for what went in."""

    def __init__(self, place: str, packed: io.RawIOBase, inner: IO[bytes]) -> None:
        self.place, self.packed, self.inner, self.given = place, packed, inner, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            piece = self.inner.read(len(buffer))
        except BROKEN as error:
            raise CatalogueError(self.place, f"a broken packed file ({error})", "a whole one") from error
        self.given += len(piece)
        taken = self.packed.tell()
        if self.given > min(UNPACKED_BYTES, FREE_BYTES + RATIO * taken):
            raise CatalogueError(self.place, f"{self.given} bytes out of {taken} packed ones", f"at most {RATIO} to 1 and {UNPACKED_BYTES}")
        buffer[: len(piece)] = piece
        return len(piece)


class _Recoded(io.RawIOBase):
    """Another encoding's bytes, in UTF-8."""

    def __init__(self, inner: io.RawIOBase, encoding: str) -> None:
        self.inner, self.decoder, self.taken, self.ready = inner, codecs.getincrementaldecoder(encoding)(), 0, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self.ready:
            piece = self.inner.read(max(1, len(buffer) // 2)) or b""
            self.ready = self._decoded(piece)
            if not piece:
                break
        count = min(len(buffer), len(self.ready))
        buffer[:count], self.ready = self.ready[:count], self.ready[count:]
        return count

    def _decoded(self, piece: bytes) -> bytes:
        pending = len(self.decoder.getstate()[0])
        try:
            text = self.decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            error.start += self.taken - pending
            raise
        self.taken += len(piece)
        # A lone surrogate has no UTF-8; strict codecs do not let one through.
        return text.encode("utf-8")
