"""The publishers' files as they came: found, held to their hash, read as text."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.data import corrections
from pipeline.data.corrections import Correction, Corrections
from pipeline.errors import SourceError, TidyError
from pipeline.model import Dataset

FETCHED = Path("build/raw")  # where ``fetch`` puts the raw files and ``import`` looks for them, unless it is told of another folder


@dataclass
class Raw:
    """The raw files of one dataset below ``folder``.

    Only files that the descriptor lists as sources can be read. ``locked`` holds the sha256 of the lock
    (raw path to hex digest); a file that is not in it yet is pinned by this import. ``pins`` fills as files are read.
    """

    folder: Path
    dataset: Dataset
    locked: Mapping[str, str] = field(default_factory=dict)
    pins: dict[str, tuple[str, int]] = field(default_factory=dict)

    @cached_property
    def corrections(self) -> Corrections:
        """The package's own corrections. Raises CatalogueError or TidyError."""
        return corrections.load(Path(self.dataset.folder))

    def bytes(self, name: str) -> bytes:
        """The file ``name`` before gzip. Raises SourceError if it is unlisted, missing or altered."""
        if name not in {source.raw for source in self.dataset.sources}:
            raise SourceError(self.dataset.name, f"a read of {name}", "a file listed under sources in the descriptor")
        content = _unpacked(self.folder / name, self.dataset)
        digest = hashlib.sha256(content).hexdigest()
        if self.locked.get(name, digest) != digest:
            expected = f"sha256 {self.locked[name]} as locked; if this is a new release, take the file's old entry out of lock.yaml by hand"
            raise SourceError(self.folder / name, f"sha256 {digest}", expected)
        self.pins[name] = (digest, len(content))
        return content

    def csv(
        self,
        name: str,
        encoding: str = "utf-8-sig",
        ragged: bool = False,
        delimiter: str = ",",
        corrections: Sequence[Correction] = (),
    ) -> pd.DataFrame:
        """All cells of ``name`` as stripped text, one row a record; ``corrections`` are made before it is cut into cells.

        ``ragged`` pads rows that are shorter than the header with empty cells; without it, and for longer rows,
        a row of another width is a SourceError, and so is a byte that is not ``encoding``.
        """
        try:
            text = self.bytes(name).decode(encoding)
        except UnicodeDecodeError as error:
            raise SourceError(self.folder / name, f"byte {error.start} that is not {encoding}", encoding) from error
        rows = list(csv.reader(io.StringIO(_mended(text, corrections), newline=""), delimiter=delimiter))
        header = [cell.strip() for cell in rows[0]]
        whole = [self._whole(name, number, row, len(header), ragged) for number, row in enumerate(rows[1:], 2) if row]
        return pd.DataFrame(whole, columns=header, dtype="str")

    def _whole(self, name: str, number: int, row: list[str], width: int, ragged: bool) -> list[str]:
        if len(row) > width or (len(row) < width and not ragged):
            raise SourceError(f"{self.folder / name}, line {number}", f"{len(row)} cells", f"{width}")
        return [cell.strip() for cell in row] + [""] * (width - len(row))


def _mended(text: str, lines: Sequence[Correction]) -> str:
    """The text with what would cut it into the wrong cells put right. Raises TidyError for a line that does not find its text once."""
    for line in lines:
        if text.count(line.expects) != 1:
            raise TidyError(line.where, f"{line.expects!r} {text.count(line.expects)} times", f"once in {line.raw}")
        text = text.replace(line.expects, line.becomes)
    return text


def _unpacked(path: Path, dataset: Dataset) -> bytes:
    if not path.is_file():
        raise SourceError(path, "no such file", f"a raw file of the package {dataset.name}")
    packed = path.read_bytes()
    if path.suffix != ".gz":
        return packed
    try:
        return gzip.decompress(packed)
    except (OSError, EOFError) as error:
        raise SourceError(path, f"a broken gzip file ({error})", "a whole one") from error
