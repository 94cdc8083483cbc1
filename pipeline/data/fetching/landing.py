"""The last step of every file: written beside its place, held to the lock, flushed to disk, and only then put there by one rename."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from pipeline.data.fetching.contents import contents, held, most_on_the_wire, packed
from pipeline.data.fetching.timing import BUFFER
from pipeline.data.fetching.troubles import RefusedError
from pipeline.model import Pin


def land(pieces: Iterable[bytes], encoding: str, pin: Pin, target: Path) -> None:
    """Put the file in its place if it is what ``pin`` says; a name in .gz is packed anew. Raises RefusedError, and then changes nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    landing = target.with_name(f".{target.name}-{os.getpid()}.landing")  # one a process, lest two write into each other's
    content = held(contents(pieces, encoding, target.name, most_on_the_wire(pin)), pin)
    try:
        with landing.open("wb") as file:
            file.writelines(packed(content) if target.suffix == ".gz" else content)
            file.flush()
            os.fsync(file.fileno())
        landing.replace(target)
    finally:
        landing.unlink(missing_ok=True)
    _flush_folder(target.parent)


def is_here(target: Path, pin: Pin) -> bool:
    """Whether the very file lies in its place already."""
    if not target.is_file():
        return False
    try:
        with target.open("rb") as file:
            pieces = iter(lambda: file.read(BUFFER), b"")
            deque(held(contents(pieces, "", target.name, most_on_the_wire(pin)), pin), maxlen=0)
    except RefusedError:
        return False
    return True


def _flush_folder(folder: Path) -> None:
    """So that the rename, too, outlasts a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
