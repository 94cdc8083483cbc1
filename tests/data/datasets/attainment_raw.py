"""A whole set of raw files made by hand: four schools, every code and trap of the real ones."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from pipeline.data.datasets import attainment_published as areas
from pipeline.data.datasets import attainment_schools as schools
from pipeline.data.datasets import attainment_sheets as sheets
from pipeline.data.sources import Raw
from pipeline.model import Dataset, Source

PRIMARY, SECONDARY, INDEPENDENT, SPECIAL, NEW = "100001", "100002", "100003", "100004", "150001"
LATE = "150002"

Cells = Mapping[str, Sequence[str]]


def write(folder: Path, name: str, text: str) -> None:
    """One raw file, gzipped where its name says so, with the publisher's mark and line ends."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = ("\ufeff" + text.replace("\n", "\r\n")).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)


def sheet_text(sheet: sheets.Sheet, rows: Mapping[str, str], kinds: Mapping[str, str] | None = None) -> str:
    """A file of ``sheet``: one row a URN with the same cell in all its columns; kinds and authorities where the sheet has them."""
    header = [sheet.urn, *sheet.columns.values(), *filter(None, [sheet.kind, sheet.authority])]
    lines = [",".join(header)]
    for urn, cell in rows.items():
        more = [(kinds or {}).get(urn, "CY")] if sheet.kind else []
        lines.append(",".join([urn, *[cell] * len(sheet.columns), *more, *(["202"] if sheet.authority else [])]))
    return "\n".join(lines) + "\n"


def provisional_text(sheet: sheets.Sheet, rows: Mapping[str, str]) -> str:
    """A performance table: independent school, area and national rows among the schools."""
    kinds = {INDEPENDENT: "IND", SPECIAL: "CYS"}
    lines = sheet_text(sheet, rows, kinds).splitlines()
    width = len(sheet.columns)
    areas_rows = [f",{','.join(['49.9'] * width)},,202,4", f",{','.join(['48.5'] * width)},,,7", f",{','.join([''] * width)},,702,4"]
    return "\n".join([lines[0] + ",RECTYPE", *(f"{line},1" for line in lines[1:]), *areas_rows]) + "\n"


def three_years() -> str:
    """The compiled file: 2024/25's key stage 4 is 2022/23's again; a predecessor's results stand under a new school's URN."""
    lines = ["urn,stage,year,expected_pct,higher_pct,reading_avg,maths_avg,attainment8,progress8,eng_maths_5plus_pct,ebacc_aps"]
    for year, value in (("2023", "61"), ("2024", "62"), ("2025", "63")):
        lines += [f"{PRIMARY},ks2,{year},{value}.0,9.0,105,104,,,,", f"{SPECIAL},ks2,{year},,,,,,,,"]
        lines += [f"{LATE},ks2,{year},70.0,9.0,105,104,,,,", f"{NEW},ks2,{year},,,,,,,,"]
        lines += [f"{SECONDARY},ks4,{year},,,,,4{year[-1]}.1,0.1{year[-1]},40,4"]
    return "\n".join(lines) + "\n"


def tool() -> bytes:
    """The authority tool's table, with a binary tail and a dash."""
    rows = [
        (short, "2016", "-" if short == "KS2R_Prog_VA" else "2.4300000000000002", number)
        for short in areas.INDICATORS.values()
        for number in (202.0, 970.0, 980.0, 987.0)
    ]
    buffer = io.BytesIO()
    pd.DataFrame(rows, columns=["Short Desc", "Years", "Values", "LA Number"]).to_parquet(buffer)
    return buffer.getvalue()


def make_raw(folder: Path) -> Raw:
    """All raw files below ``folder``, and a reader of them."""
    texts = {sheet.raw: sheet_text(sheet, {PRIMARY: "60%", SPECIAL: "", LATE: "LOWCOV"}) for sheet in sheets.PRIMARY.values()}
    texts[sheets.PRIMARY_2023.raw] = sheet_text(sheets.PRIMARY_2023, {PRIMARY: "61"})
    for period, sheet in sheets.SECONDARY.items():
        rows = {SECONDARY: "45.5", INDEPENDENT: "NA", SPECIAL: "SUPP", NEW: ""}
        kinds = {INDEPENDENT: "Other Independent School"}
        share = {**rows, SECONDARY: "0.735"}
        texts[sheet.raw] = provisional_text(sheet, rows) if period <= "2020-21" else sheet_text(sheet, share, kinds)
    for sheet in sheets.FINAL.values():
        texts[sheet.raw] = sheet_text(sheet, {SECONDARY: "0.5", INDEPENDENT: "0.4"})
    texts[sheets.HEADLINE_2023.raw] = sheet_text(sheets.HEADLINE_2023, {SECONDARY: "43.1", INDEPENDENT: "70", SPECIAL: ""})
    texts[sheets.MORE_2023.raw] = sheet_text(sheets.MORE_2023, {SECONDARY: "66"})
    texts[sheets.MORE_2024.raw] = sheet_text(sheets.MORE_2024, {SECONDARY: "156.0"})
    texts[sheets.MORE_2025.raw] = sheet_text(sheets.MORE_2025, {SECONDARY: "44.4", "": "50"})
    texts[sheets.THREE_YEARS] = three_years()
    census = f"URN,LA,SCHOOLTYPE\n{PRIMARY},202,State-funded primary\n{SPECIAL},202,State-funded special school\n"
    texts |= dict.fromkeys(schools.CENSUSES.values(), census)
    texts[schools.CENSUS_2023] = census + f"{SECONDARY},202,State-funded secondary\n{INDEPENDENT},202,Independent school\nNAT,,\nNAT,,\n"
    texts[schools.REGISTER] = f"URN,LA (code),OpenDate\n{PRIMARY},202,\n{LATE},203,01-01-2024\n{NEW},203,01-09-2025\n"
    texts[schools.LINKS] = f"URN,LinkURN,LinkType\n{LATE},{PRIMARY},Predecessor\n{NEW},{PRIMARY},Predecessor - merged\n"
    texts[schools.FORMER] = f"URN,Local Authority\n{PRIMARY},202\n"
    for name, text in texts.items():
        write(folder, name, text)
    (folder / areas.TOOL).parent.mkdir(parents=True, exist_ok=True)
    (folder / areas.TOOL).write_bytes(tool())
    sources = tuple(Source("Raw", "Nobody", name) for name in (*texts, areas.TOOL))
    return Raw(folder, Dataset("attainment", "Attainment", folder, {}, (), sources))
