"""The publishers' files that the second reckoning reads, as ``files.csv`` lists them, and what is kept of each in ``raw``.

``key`` says whose row it is, and in which columns that stands: ``urn``, ``dfe`` (authority and school number, in one column or in two that
``+`` joins) or ``la`` (an authority's number or ONS code). Columns are parted by ``|``, since some names have commas.
"""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
KEPT = HERE / "raw"
INDEX = KEPT / "index.csv"
BIG = 1_000_000

ABSENCE = "inclusion/dfe-2006-07_to_2018-19-absence_3term_nat_reg_la_sch.csv.gz"
GIAS = "register/gias_statefunded_2025-07-17.csv.gz"
Row = dict[str, str]


class File(NamedTuple):
    """One raw file, as its path below the import folder."""

    raw: str
    kind: str
    key: tuple[str, ...]
    sheets: str
    delimiter: str
    columns: tuple[str, ...]

    @property
    def kept(self) -> str:
        """The name of what is kept of it; gzipped if that is big."""
        return Path(self.raw).name.removesuffix(".gz").removesuffix(".csv").removesuffix(".xlsx") + ".csv"

    def whose(self, row: Row) -> str:
        """The number of the school or authority that a row is of."""
        return "".join(row[column] for column in self.key)


@cache
def files() -> tuple[File, ...]:
    """All of them."""
    with (HERE / "files.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_file(row) for row in csv.DictReader(lines))


def _file(row: Row) -> File:
    kind, _, key = row["key"].partition(":")
    delimiter = "\t" if row["delimiter"] == "tab" else ","
    return File(row["raw"], kind, tuple(key.split("+")), row["sheets"], delimiter, tuple(row["columns"].split("|")))


@cache
def rows(raw: str) -> dict[str, list[Row]]:
    """What is kept of a raw file: the rows of each school or authority, in their order."""
    found = next(file for file in files() if file.raw == raw)
    path = KEPT / found.kept
    text = path.read_bytes() if path.exists() else gzip.decompress((KEPT / f"{found.kept}.gz").read_bytes())
    by_whom: dict[str, list[Row]] = {}
    for row in csv.DictReader(io.StringIO(text.decode("utf-8"))):
        by_whom.setdefault(found.whose(row), []).append(row)
    return by_whom


def row(raw: str, whose: str) -> Row | None:
    """The one row of a school or authority in a file, None if there is none."""
    found = rows(raw).get(whose, [])
    assert len(found) <= 1, f"{raw}: {len(found)} rows of {whose}"
    return found[0] if found else None


def index() -> list[Row]:
    """Which raw files the excerpts are of, with the sha256 and number of their bytes before gzip."""
    with INDEX.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
