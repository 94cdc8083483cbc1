"""Cuts the rows of the sample's schools and authorities out of the publishers' files: ``python -m tests.other_road.excerpt --from FOLDER``.

Grain of what it writes to ``raw``: the rows as they stand, cells as text, of the columns in ``files.csv``; none of them has a name of a
person, an address or a telephone number. ``index.csv`` names each raw file with its sha256. It is run by hand, where the publishers'
files are.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]

from tests.other_road.files import ABSENCE, BIG, GIAS, INDEX, KEPT, File, Row, files

SAMPLE = Path(__file__).parents[1] / "sample"
LOOKUP = "geography/lookup_la_dfe_ofsted_ons_region_derived.csv"


def main() -> None:
    """Writes all excerpts anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="the folder of the publishers' files")
    folder = parser.parse_args().folder
    for path in KEPT.glob("*.csv*"):
        path.unlink()
    KEPT.mkdir(exist_ok=True)
    wanted = _wanted(folder)
    lines = [_cut(folder, file, wanted[file.kind]) for file in files()]
    INDEX.write_text(_csv(["raw", "sha256", "bytes", "rows"], lines), encoding="utf-8")


def _wanted(folder: Path) -> dict[str, set[str]]:
    """The numbers of the sample's schools and of those they follow, in each of the ways that files name a school,
    of its authorities, and of England."""
    urns = set(re.findall(r"^(\d{6})\b", (SAMPLE / "urns.txt").read_text(encoding="utf-8"), re.MULTILINE))
    links = _table(SAMPLE / "datapackages/schools/data/links.csv")
    urns |= {row["link_urn"] for row in links if row["relation"] == "predecessor"}
    known = {file.raw: file for file in files()}
    numbers = {row["laestab"].removesuffix(".0") for row in _rows(folder, known[ABSENCE]) if row["urn"] in urns}
    numbers |= {row["LA (code)"] + row["EstablishmentNumber"] for row in _rows(folder, known[GIAS]) if row["URN"] in urns}
    codes = {row["la"] for row in _table(SAMPLE / "datapackages/schools/data/schools.csv")}
    pairs = [row for row in _table(folder / LOOKUP) if row["ons_ctyua23_code"] in codes]
    return {
        "urn": urns,
        "dfe": numbers,
        "la": {"0", "National"} | {row["dfe_la_code"] for row in pairs} | {f"Local authority{code}" for code in codes},
    }


def _table(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def _cut(folder: Path, file: File, wanted: set[str]) -> list[object]:
    """Writes the rows of those who are wanted, and gives the file's line of the index."""
    columns = [*dict.fromkeys((*file.key, *file.columns))]
    found = [[row[column] for column in columns] for row in _rows(folder, file) if file.whose(row) in wanted]
    text = _csv(columns, found).encode()
    if len(text) > BIG:
        (KEPT / f"{file.kept}.gz").write_bytes(gzip.compress(text, mtime=0))
    else:
        (KEPT / file.kept).write_bytes(text)
    whole = _bytes(folder, file.raw)
    return [file.raw, hashlib.sha256(whole).hexdigest(), len(whole), len(found)]


def _bytes(folder: Path, raw: str) -> bytes:
    content = (folder / raw).read_bytes()
    return gzip.decompress(content) if raw.endswith(".gz") else content


def _rows(folder: Path, file: File) -> Iterator[Row]:
    """Every row of a raw file as text."""
    if file.raw.endswith(".xlsx"):
        yield from _sheets(folder / file.raw, file)
    else:
        lines = io.StringIO(_bytes(folder, file.raw).decode("utf-8-sig"), newline="")
        reader = csv.DictReader(lines, delimiter=file.delimiter, restval="")
        reader.fieldnames = [_one_line(name) for name in reader.fieldnames or ()]
        yield from reader


def _sheets(path: Path, file: File) -> Iterator[Row]:
    """The rows below the heading that has the key, of all the workbook's sheets that are wanted."""
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for title in workbook.sheetnames:
        header: list[str] = []
        for cells in workbook[title].iter_rows(values_only=True) if fnmatch(title, file.sheets) else ():
            texts = ["" if cell is None else str(cell) for cell in cells]
            if header:
                yield dict(zip(header, texts, strict=False))
            elif set(file.key) <= set(texts):
                header = [_one_line(text) for text in texts]


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _csv(header: list[str], lines: list[list[str]] | list[list[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()


if __name__ == "__main__":
    main()
