"""Where a descriptor may point: to a regular file in its own folder, by a plain relative path."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from pipeline.errors import CatalogueError

WANTED = "a relative path to a file inside the package"
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


def inside(folder: Path, path: object, where: str) -> Path:
    """The file that ``path`` names in ``folder``.

    Raises CatalogueError for a path that is absolute, a URL, leads upwards, is written so that some program might read it otherwise
    (backslashes, percent signs, ``~``), goes through a symbolic link, or names no regular file. Nothing is opened.
    """
    if not isinstance(path, str) or not path:
        raise CatalogueError(where, repr(path), WANTED)
    if SCHEME.match(path) or path.startswith(("/", "~")) or "\\" in path or ENCODED.search(path) or not path.isprintable():
        raise CatalogueError(where, repr(path[:200]), WANTED)
    parts = path.split("/")
    if ".." in parts or "" in parts:
        raise CatalogueError(where, repr(path[:200]), WANTED)
    return _walked(folder, [part for part in parts if part != "."], path, where)


def _walked(folder: Path, parts: list[str], path: str, where: str) -> Path:
    place, mode = folder, stat.S_IFDIR
    for part in parts:
        place /= part
        try:
            mode = place.lstat().st_mode
        except (OSError, ValueError) as error:
            found = f"no such file {path[:200]!r}" if isinstance(error, FileNotFoundError | NotADirectoryError) else repr(path[:200])
            raise CatalogueError(where, found, WANTED) from error
        if stat.S_ISLNK(mode):
            raise CatalogueError(where, f"{path!r}, which goes through a symbolic link", WANTED)
    if not stat.S_ISREG(mode):
        raise CatalogueError(where, f"{path!r}, which is a folder, a pipe or a device", WANTED)
    return place
