"""Effects out of a CSV file, gzipped or not: one row an effect, in UTF-8, with a header."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.data.pooling.bounds import hold_count, hold_number
from pipeline.data.pooling.model import Numbers
from pipeline.errors import PoolingError, SourceError

GZIP = b"\x1f\x8b"
MISSING = ("", "NA")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")

Row = tuple[int, dict[str, str]]  # its number, as a spreadsheet counts it: the header is row 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what: one of ``variance`` and ``standard_error``, and ``study`` if one study may give several effects."""

    effect: str
    variance: str | None = None
    standard_error: str | None = None
    study: str | None = None

    @property
    def spread(self) -> str:
        """The column that says how sure each effect is."""
        return self.variance or self.standard_error or ""


@dataclass(frozen=True, slots=True)
class Effects:
    """One entry an effect, in the order of the file; ``dropped`` rows had no effect or no variance."""

    effects: Numbers
    variances: Numbers
    studies: tuple[str, ...] | None
    dropped: int


def read(path: Path, columns: Columns, filters: Sequence[str] = ()) -> Effects:
    """The effects of the rows that all ``filters`` (``column=value``) let pass; several values of one column mean any of them.

    Raises SourceError for a file that is no table, PoolingError for a column that is not there, filters that leave nothing, a cell that is
    no number, a number that cannot be pooled, an effect of no study, and fewer effects or studies than can be pooled.
    """
    wanted = _wanted(filters)
    header, rows = _table(path)
    _hold_columns(path, header, [columns.effect, columns.spread, *([columns.study] if columns.study else []), *wanted])
    passed = [row for row in rows if all(row[1][column] in values for column, values in wanted.items())]
    if not passed:
        raise PoolingError(path.name, f"no row that {' and '.join(filters) or 'could be read'} would leave", "at least one")
    present = [row for row in passed if row[1][columns.effect] not in MISSING and row[1][columns.spread] not in MISSING]
    pairs = [_pair(path, row, columns) for row in present]
    studies = tuple(_study(path, row, columns.study) for row in present) if columns.study else None
    hold_count(path.name, len(pairs), "effects")
    if studies is not None:
        hold_count(path.name, len(set(studies)), "studies")
    effects, variances = np.array(pairs).T
    return Effects(effects, variances, studies, len(passed) - len(present))


def _wanted(filters: Iterable[str]) -> Mapping[str, set[str]]:
    wanted: dict[str, set[str]] = {}
    for words in filters:
        column, sign, value = words.partition("=")
        if not sign or not column.strip():
            raise PoolingError("filter", repr(words), "column=value")
        wanted.setdefault(column.strip(), set()).add(value.strip())
    return wanted


def _table(path: Path) -> tuple[list[str], list[Row]]:
    try:
        lines = csv.reader(io.StringIO(_content(path).decode("utf-8-sig"), newline=""), strict=True)
        cells = [(number, [cell.strip() for cell in line]) for number, line in enumerate(lines, 1) if line]
    except UnicodeDecodeError as error:
        raise SourceError(path.name, f"a byte that is not UTF-8, at {error.start}", "a CSV file in UTF-8") from error
    except csv.Error as error:
        raise SourceError(path.name, str(error), "a CSV file") from error
    if not cells:
        raise SourceError(path.name, "nothing", "a header and rows")
    header = cells[0][1]
    for number, line in cells[1:]:
        if len(line) != len(header):
            raise SourceError(f"{path.name}, row {number}", f"{len(line)} cells", f"{len(header)}, as in the header")
    return header, [(number, dict(zip(header, line, strict=True))) for number, line in cells[1:]]


def _content(path: Path) -> bytes:
    try:
        packed = path.read_bytes()
        return gzip.decompress(packed) if packed.startswith(GZIP) else packed
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(path.name, f"a broken gzip file ({error})", "a whole one") from error
    except OSError as error:
        raise SourceError(path, error.strerror or str(error), "a CSV file") from error


def _hold_columns(path: Path, header: Sequence[str], asked: Iterable[str]) -> None:
    for column in asked:
        if (times := header.count(column)) != 1:
            found = f"{times} columns {column!r}" if times else f"no column {column!r}"
            raise PoolingError(path.name, found, f"one of {', '.join(dict.fromkeys(header))}")


def _pair(path: Path, row: Row, columns: Columns) -> tuple[float, float]:
    """Effect and variance."""
    effect, spread = _number(path, row, columns.effect), _number(path, row, columns.spread)
    if columns.standard_error and spread < 0:
        raise PoolingError(f"{path.name}, row {row[0]}, {columns.spread}", f"{spread:g}", "a standard error above zero")
    variance = spread * spread if columns.standard_error else spread
    hold_number(f"{path.name}, row {row[0]}", effect, variance)
    return effect, variance


def _number(path: Path, row: Row, column: str) -> float:
    cell = row[1][column]
    if not NUMBER.fullmatch(cell):
        raise PoolingError(f"{path.name}, row {row[0]}, {column}", repr(cell), "a number; an empty cell or NA where there is none")
    return float(cell)


def _study(path: Path, row: Row, column: str) -> str:
    if (study := row[1][column]) in MISSING:
        raise PoolingError(f"{path.name}, row {row[0]}, {column}", repr(study), "the study that the effect is of")
    return study
