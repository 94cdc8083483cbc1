"""Reads a pair of files: DATA.csv, and DATA.meta.csv beside it, which says of each column whether it is a filter or an indicator."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from pipeline.errors import SourceError

BOM = b"\xef\xbb\xbf"
ENDINGS = (".csv", ".csv.gz")
# A row longer than a block cannot be read; a block of this size holds the longest row that is still a row.
BLOCK = 16 << 20
# Repetitive tables shrink to a fortieth; what unpacks to more than this many times its size is no table.
MOST_UNPACKED = 400


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A data set and its metadata, every cell as the text that stands there.

    ``data`` has one row a record and its header as columns, in order, a name that stands twice included; ``meta`` one row a column
    of ``data`` that is a filter or an indicator.
    """

    data_path: Path
    meta_path: Path
    data: pd.DataFrame
    meta: pd.DataFrame


def meta_path(data: Path) -> Path:
    """Where the metadata of ``data`` must lie: x.meta.csv for x.csv and for x.csv.gz, or x.meta.csv.gz if only that lies there."""
    stem = data.name.removesuffix(".gz").removesuffix(".csv")
    plain, packed = data.with_name(f"{stem}.meta.csv"), data.with_name(f"{stem}.meta.csv.gz")
    return packed if packed.is_file() and not plain.is_file() else plain


def read_pair(data: Path) -> Pair:
    """The data set in ``data`` and its metadata. Raises SourceError if either is missing or not a whole CSV file in UTF-8."""
    meta = meta_path(data)
    return Pair(data, meta, read_table(data), read_table(meta))


def read_table(path: Path) -> pd.DataFrame:
    """All cells of one file as text, one row a record; lines without anything in them are left out. Raises SourceError."""
    rows = _rows(path, _content(path))
    header = [column[0].as_py() for column in rows.itercolumns()]
    table: pd.DataFrame = rows.slice(1).to_pandas()
    table.columns = pd.Index(header, dtype="str")
    return table


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise SourceError(path.name, "no such file", "a data set is two files, NAME.csv and NAME.meta.csv")
    if not path.name.endswith(ENDINGS):
        raise SourceError(path.name, f"a file that ends in {path.suffix!r}", "one that ends in .csv or .csv.gz")
    packed = path.read_bytes()
    content = _unpacked(path, packed) if path.name.endswith(".gz") else packed
    return content.removeprefix(BOM)


def _unpacked(path: Path, packed: bytes) -> bytes:
    most = MOST_UNPACKED * len(packed)
    try:
        with gzip.open(path) as stream:
            content = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(path.name, f"a broken gzip file ({error})", "a whole one") from error
    if len(content) > most:
        raise SourceError(path.name, f"a file that unpacks to more than {MOST_UNPACKED} times its size", "a table")
    return content


def _rows(path: Path, content: bytes) -> pa.Table:
    """Every line as a row, the header the first. Types are never guessed: ``001`` and ``NA`` are what is written."""
    _hold_text(path, content)
    width = _width(path, content)
    kinds = {f"f{number}": pa.large_string() for number in range(width)}
    try:
        return csv.read_csv(
            pa.BufferReader(content),
            read_options=csv.ReadOptions(column_names=list(kinds), block_size=BLOCK, use_threads=False),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
        )
    except pa.ArrowInvalid as error:
        raise SourceError(path.name, str(error).splitlines()[0], f"{width} cells in each row, as in the first") from error


def _hold_text(path: Path, content: bytes) -> None:
    if not content.strip():
        raise SourceError(path.name, "nothing", "a header and rows")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(path.name, f"byte {error.start} that is not UTF-8", "UTF-8") from error
    if b"\0" in content:
        raise SourceError(path.name, f"byte {content.index(0)} that is NUL", "text")


def _width(path: Path, content: bytes) -> int:
    """How many cells the first row has: a header of one cell was parted by something other than commas."""
    options = csv.ReadOptions(autogenerate_column_names=True, use_threads=False)
    try:
        with csv.open_csv(pa.BufferReader(content), options, csv.ParseOptions(newlines_in_values=True)) as rows:
            return len(rows.schema)
    except pa.ArrowInvalid as error:
        raise SourceError(path.name, str(error).splitlines()[0], "a header and rows of as many cells") from error
