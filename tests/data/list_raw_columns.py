"""Writes ``raw_columns.csv.gz``: the columns of every raw file below a folder, against which the inventories are held.

    python -m tests.data.list_raw_columns FOLDER

Grain: one row a file and column, in the file's order; a workbook's sheet is a file of its own, ``FILE#SHEET``. What the columns are:
a CSV's first record; a sheet's record with most words among its first fifteen; the keys of a JSON file's records; the properties of the
shapes of a GeoJSON; a Parquet file's schema. Any other file is one column, ``(whole)``. A name that stands twice is listed once.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as parquet

LISTING = Path(__file__).parent / "raw_columns.csv.gz"
WHOLE = "(whole)"
ROWS_ABOVE = 15  # a publisher's sheet may begin with a title and notes
FIRST = 1_000_000  # bytes: longer than any header


def main(folder: Path, listing: Path = LISTING) -> None:
    """Write the listing. The same raw files give the same bytes."""
    with io.StringIO(newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("file", "column"))
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            for sheet, names in columns(path):
                name = path.relative_to(folder).as_posix() + (f"#{sheet}" if sheet else "")
                writer.writerows((name, column) for column in dict.fromkeys(tidied(names)))
        content = text.getvalue().encode()
    listing.write_bytes(gzip.compress(content, mtime=0))


def tidied(names: Iterable[object]) -> Iterator[str]:
    """Names on one line, without spaces around them or characters that cannot be seen."""
    for name in names:
        yield " ".join(str(name).replace("\u200b", "").split())


def columns(path: Path) -> list[tuple[str, list[Any]]]:
    """Sheet ("" where there are none) and names of its columns, for each table in the file."""
    kind = "".join(path.suffixes[-2:]).removesuffix(".gz").rpartition(".")[2]
    if kind == "xlsx":
        return sheets(path)
    readers = {"csv": of_csv, "json": of_json, "geojson": of_shapes, "parquet": of_parquet}
    return [("", readers[kind](path) if kind in readers else [WHOLE])]


def opened(path: Path, size: int = -1) -> bytes:
    """The first ``size`` bytes of the file before gzip, or all."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return file.read(size)


def of_csv(path: Path) -> list[str]:
    """The first record. The files of 2009/10 are delimited by tabs, a few are in the code page 1252."""
    content = opened(path, FIRST)
    first = content.split(b"\n", 1)[0]
    try:
        first.decode("utf-8-sig")
        text = content.decode("utf-8-sig", errors="replace")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    delimiter = "\t" if text.split("\n", 1)[0].count("\t") > text.split("\n", 1)[0].count(",") else ","
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def of_json(path: Path) -> list[str]:
    """The keys of all records, whether they stand in a list or under names of their own; else those of the whole."""
    content = json.loads(opened(path))
    records = list(content.values()) if isinstance(content, dict) else content
    if all(isinstance(record, dict) for record in records):
        return [key for record in records for key in record]
    return list(content)


def of_shapes(path: Path) -> list[str]:
    """The properties of all shapes, and what every shape has."""
    shapes = json.loads(opened(path))["features"]
    return [*(key for shape in shapes for key in shape["properties"]), "geometry"]


def of_parquet(path: Path) -> list[str]:
    """The names in the schema."""
    return list(parquet.read_schema(path).names)


def sheets(path: Path) -> list[tuple[str, list[Any]]]:
    """Each sheet's record with most words among its first; a sheet without any has no columns that could be left out."""
    book = pd.read_excel(path, sheet_name=None, header=None, nrows=ROWS_ABOVE, engine="openpyxl")
    found = [(title, most_words([list(row) for row in sheet.itertuples(index=False)])) for title, sheet in book.items()]
    return [(str(title), names) for title, names in found if names]


def most_words(rows: list[list[Any]]) -> list[Any]:
    """The first of the records with most different words, up to its last filled cell."""
    best = max(rows, key=lambda row: len({cell for cell in row if isinstance(cell, str)}), default=[])
    filled = [number for number, cell in enumerate(best) if pd.notna(cell)]
    return ["" if pd.isna(cell) else cell for cell in best[: filled[-1] + 1]] if filled else []


if __name__ == "__main__":
    main(Path(sys.argv[1]))
