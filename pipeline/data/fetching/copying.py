"""A locked file out of a folder, held to the lock no less than one that came over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline.data.fetching.landing import land
from pipeline.data.fetching.timing import BUFFER
from pipeline.data.fetching.troubles import RefusedError
from pipeline.errors import SourceError
from pipeline.model import Pin


def copied(where: str, raw: str, pin: Pin, folder: Path, target: Path) -> bool:
    """Whether ``folder`` has the file, which then is at ``target``.

    It may lie there under its path or its bare name, and be packed with gzip or not. Raises SourceError if it is not the locked one.
    """
    found = next((path for path in _places(raw, folder) if path.is_file()), None)
    if found is None:
        return False
    try:
        land(_pieces(found), "", pin, target)
    except RefusedError as refused:
        raise SourceError(f"{where} in {found.relative_to(folder)}", refused.found, refused.expected) from refused
    return True


def _places(raw: str, folder: Path) -> Iterator[Path]:
    for name in (raw, PurePosixPath(raw).name):
        yield folder / name
        yield folder / name.removesuffix(".gz")


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(BUFFER):
            yield piece
