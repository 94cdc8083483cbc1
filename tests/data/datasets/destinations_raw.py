"""A whole set of raw files made by hand: six schools and colleges, every code and trap of the real ones."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.data.datasets import attainment_schools, destinations_places, destinations_published, school_lists
from pipeline.data.datasets import destinations_sheets as sheets
from pipeline.data.datasets import destinations_workbooks as workbooks
from pipeline.data.sources import Raw
from pipeline.model import Dataset, Source

SCHOOL, SPECIAL, COLLEGE, CENTRE, OLD, NEW = "100001", "100002", "130001", "132001", "100005", "149001"
NUMBERS = {SCHOOL: "2024001", SPECIAL: "2027002", COLLEGE: "2028001", CENTRE: "2024900"}
KINDS = {SCHOOL: ("1", "CY"), SPECIAL: ("2", "CYS"), COLLEGE: ("1", "Sixth Form College"), CENTRE: ("3", "")}
CELLS = {SCHOOL: "80", SPECIAL: "SUPP", COLLEGE: "70", CENTRE: "60"}


def table_text(sheet: sheets.Sheet, cells: Mapping[str, str] = CELLS) -> str:
    """A performance table of the sheet: each institution with one cell in all columns; rows of an authority and England below."""
    columns = list(dict.fromkeys(sheet.columns.values()))
    lines = [",".join(["RECTYPE", "LEA", "ESTAB", "URN", "NFTYPE", *columns])]
    for urn, cell in cells.items():
        record, kind = KINDS[urn]
        lines.append(",".join([record, NUMBERS[urn][:3], NUMBERS[urn][3:], urn, kind, *[cell] * len(columns)]))
    lines += [",".join(["LA", "202", "", "", "", *["SP"] * len(columns)]), ",".join(["NAT", "", "", "", "", *["81"] * len(columns)])]
    return "\n".join(lines) + "\n"


def education_text(sheet: sheets.Sheet) -> str:
    """A table of education only, without kind or authority; one school is nowhere else."""
    columns = list(sheet.columns.values())
    cells = {SCHOOL: "80%", SPECIAL: "SUPP", OLD: "75%", destinations_places.NOT_PLACED[0]: "1%", "NAT": "81%"}
    return "\n".join([",".join(["URN", *columns]), *(",".join([urn, *[cell] * len(columns)]) for urn, cell in cells.items())]) + "\n"


def book(given: workbooks.Book) -> bytes:
    """A workbook: headings below a title, a working copy to the right, a college and an area among the schools, notes."""
    headings = [f"{name} {place}" for place, name in enumerate(given.columns.values())]
    shares = ["89", "x", "-"] if given.per_cent else ["0.29", "x", "-"]
    rows = [["A title"], ["Code", "", *headings, "", "Overall"], ["202", "An area", *["1"] * len(headings)]]
    for number, share in zip((NUMBERS[SCHOOL], NUMBERS[SPECIAL], NUMBERS[COLLEGE]), shares, strict=True):
        rows.append([number, "A school", "120", *[share] * (len(headings) - 1), "", "7"])
    width = max(map(len, rows))
    whole = pd.DataFrame([row + [""] * (width - len(row)) for row in rows])
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer) as writer:
        whole.to_excel(writer, sheet_name=f"{given.begins}(one)", header=False, index=False)
        pd.DataFrame([["Notes"]]).to_excel(writer, sheet_name=f"{given.begins}Footnotes", header=False, index=False)
    return buffer.getvalue()


def national_text() -> str:
    """England in two years, as pupils and as shares, with a row by sex that is no total."""
    figures = list(destinations_published.FIGURES.values())
    lines = [",".join(["time_period", "institution_group", "institution_type", "breakdown_topic", "data_type", "cohort", *figures])]
    for year in ("201415", "201617"):
        for group in destinations_published.GROUPS:
            lines += [",".join([year, group, "Total", "Total", "Number of pupils", "200", *["100"] * len(figures)])]
            lines += [",".join([year, group, "Total", "Total", "Percentage", "200", *["50.1"] * len(figures)])]
            lines += [",".join([year, group, "Total", "Gender", "Percentage", "200", *["c"] * len(figures)])]
    return "\n".join(lines) + "\n"


def others() -> dict[str, str]:
    """The files that say what a school is."""
    absence = ["time_period,geographic_level,new_la_code,laestab,urn,school_type"]
    for year in ("200910", "201314", "201819"):
        absence += [f"{year},School,E09000007,{NUMBERS[SCHOOL]}.0,{SCHOOL},State-funded secondary"]
        absence += [f"{year},School,E09000007,{NUMBERS[SPECIAL]}.0,{SPECIAL},Special", f"{year},School,E09000007,2024005.0,{OLD},Total"]
    compiled = ["urn", *dict.fromkeys([*sheets.COMPILED_KS4.values(), *sheets.COMPILED_KS5.values()])]
    width = len(compiled) - 1
    rows = [[SCHOOL, *["92.0"] * width], [SPECIAL, *[""] * width], [COLLEGE, *["70.0"] * width], [NEW, *["88.0"] * width]]
    return {
        school_lists.FULL_YEAR: "\n".join(absence) + "\n",
        destinations_places.PUPILS: f"RECTYPE,LEA,URN,TPUP\n1,202,{SCHOOL},150\n2,202,{SPECIAL},9\n4,202,,900\n",
        school_lists.GIAS: f"URN,LA (code)\n{NEW},202\n",
        destinations_places.INSPECTED: f"urn,phase\n{NEW},Special\n",
        attainment_schools.LINKS: f"URN,LinkURN,LinkType\n{NEW},{SCHOOL},Predecessor\n",
        destinations_published.NATIONAL: national_text(),
        sheets.COMPILED: "\n".join(",".join(row) for row in [compiled, *rows]) + "\n",
    }


def files() -> dict[str, bytes]:
    """Every raw file by its name."""
    texts = others()
    columns: dict[str, dict[str, str]] = {}
    for kind in (sheets.AFTER_16, sheets.AFTER_18, sheets.UNIVERSITY):
        for sheet in kind.values():
            columns.setdefault(sheet.raw, {}).update({name: name for name in sheet.columns.values()})
    for kind in (sheets.AFTER_16, sheets.AFTER_18, sheets.UNIVERSITY):
        for sheet in kind.values():
            whole = sheet._replace(columns=columns[sheet.raw])
            texts.setdefault(sheet.raw, table_text(whole) if sheet.tables else education_text(whole))
    packed = {name: text.encode() for name, text in texts.items()}
    return packed | {given.raw: book(given) for books in (workbooks.AFTER_16, workbooks.AFTER_18) for given in books.values()}


def make_raw(folder: Path, changed: Mapping[str, bytes] | None = None) -> Raw:
    """All raw files below ``folder``, some of them ``changed``, and a reader of them."""
    written = {**files(), **(changed or {})}
    for name, content in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)
    sources = tuple(Source(name, "DfE", name) for name in written)
    return Raw(folder, Dataset("destinations", "Destinations", Path(), {}, (), sources))
