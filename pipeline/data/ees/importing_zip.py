"""A zip of pairs, unpacked with care: strangers made it."""

from __future__ import annotations

import csv
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pipeline.checks.unpacking import BROKEN, FREE_BYTES, RATIO, UNPACKED_BYTES
from pipeline.errors import SourceError

MEMBERS = 1_000
CHUNK = 1 << 20
TITLES = "dataset_names.csv"
META = ".meta.csv"
# What a Macintosh adds to a zip.
LITTER = ("__MACOSX", ".")


def unpack(source: Path, into: Path) -> list[Path]:
    """The data files of the pairs in a zip, unpacked into one folder with their metadata, in order of name.

    Raises SourceError for a broken zip, for a member that leads out of it, is a link, locked or too large, and for a zip without a pair.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            for member in _wanted(source, archive):
                _write(source, archive, member, into / PurePosixPath(member.filename).name)
    except BROKEN as error:
        raise SourceError(source.name, f"a broken zip file ({error})", "a whole one") from error
    pairs = sorted(path for path in into.glob("*.csv") if not path.name.endswith(META) and path.name != TITLES)
    if not pairs:
        raise SourceError(source.name, "no data set", "NAME.csv and NAME.meta.csv in it")
    return pairs


def _wanted(source: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise SourceError(source.name, f"{len(members)} members", f"at most {MEMBERS}")
    for member in members:
        _hold(source, member)
    files = [member for member in members if not member.is_dir() and not _is_litter(member) and member.filename.endswith(".csv")]
    names = [PurePosixPath(member.filename).name for member in files]
    for name in names:
        if names.count(name) > 1:
            raise SourceError(source.name, f"two files {name!r}", "each name once")
    _hold_size(source, sum(member.file_size for member in files))
    return files


def _hold(source: Path, member: zipfile.ZipInfo) -> None:
    """Nothing that leads out, whether it is wanted or not: such a zip was not made by a publisher."""
    name, path = member.filename, PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise SourceError(source.name, f"a member that leads out of it, {name!r}", "names below it")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise SourceError(source.name, f"a link, {name!r}", "files")
    if member.flag_bits & 1:
        raise SourceError(source.name, f"a locked member, {name!r}", "one that opens without a password")


def _is_litter(member: zipfile.ZipInfo) -> bool:
    return any(part.startswith(LITTER) for part in PurePosixPath(member.filename).parts)


def _hold_size(source: Path, size: int) -> None:
    most = min(UNPACKED_BYTES, FREE_BYTES + RATIO * source.stat().st_size)
    if size > most:
        raise SourceError(source.name, f"more than {most} bytes unpacked", f"at most {RATIO} to 1 and {UNPACKED_BYTES}")


def _write(source: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Counted as it comes out: what a header says of a member's size need not be so."""
    before = sum(path.stat().st_size for path in target.parent.iterdir())
    with archive.open(member) as packed, target.open("wb") as plain:
        while piece := packed.read(CHUNK):
            plain.write(piece)
            _hold_size(source, before + plain.tell())


def titles(folder: Path) -> Mapping[str, str]:
    """The title of each data set by the name of its file, where the zip says them; none if it does not. Raises SourceError."""
    path = folder / TITLES
    if not path.exists():
        return {}
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except UnicodeDecodeError as error:
        raise SourceError(TITLES, f"byte {error.start} that is not UTF-8", "UTF-8") from error
    if rows and not {"file_name", "dataset_name"} <= set(rows[0]):
        raise SourceError(TITLES, ", ".join(map(str, rows[0])), "the columns file_name and dataset_name")
    return {row["file_name"].removesuffix(".csv"): row["dataset_name"] for row in rows}
