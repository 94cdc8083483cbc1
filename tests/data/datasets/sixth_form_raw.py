"""A whole set of raw files of 16 to 18 study made by hand: every kind of row, code and trap of the real ones, once."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.data.datasets.attainment_published import TOOL
from pipeline.data.datasets.attainment_schools import LINKS, REGISTER
from pipeline.data.datasets.school_lists import FULL_YEAR
from pipeline.data.datasets.sixth_form_columns import MORE_2019, QUALIFICATION, SHEETS, STUDENTS_2025, Sheet
from pipeline.data.sources import Raw
from pipeline.model import Dataset, Source
from tests.data.datasets.attainment_raw import write

SCHOOL, EMPTY, FEW, PRIVATE, CENTRE, OLD, NEW, COLLEGE = "100001", "100002", "100003", "100004", "100005", "100006", "150001", "130001"
UNKNOWN, YOUNG = "160001", "150002"
NUMBERS = {SCHOOL: "4001", EMPTY: "4002", FEW: "4003", PRIVATE: "6001", CENTRE: "4900", OLD: "4006", NEW: "4006", COLLEGE: "8001"}
KINDS = {PRIVATE: "IND", CENTRE: "", NEW: "ACC", COLLEGE: "Sixth Form College"}
COMPILED_KINDS = {PRIVATE: "Independent school", COLLEGE: "College"}

# By URN the cell of every figure. 2.5 is what OLD had in 2018/19, which the later file prints under NEW.
CELLS = {SCHOOL: "31.5", EMPTY: "NE", FEW: "SUPP", PRIVATE: "50", CENTRE: "30", OLD: "2.5", COLLEGE: "33%"}
CODES_OF_2010 = {"NE": "-", "SUPP": "LT11"}
AREAS = {"4": "29.9", "7": "30.4", "5": "31.9"}
OTHER_QUALIFICATION = "GCE AS level (All)"


def text(sheet: Sheet, cells: Mapping[str, str], more: Mapping[str, str] | None = None) -> str:
    """A file of ``sheet``: one row a URN with one cell in all its figures, ``more`` cells in those of 2018/19; then areas."""
    also = list(MORE_2019.columns.values()) if more else []
    figures = list(dict.fromkeys(sheet.columns.values()))
    kind = QUALIFICATION if sheet.qualification else sheet.kind
    named = [sheet.record, sheet.authority, sheet.establishment if sheet.authority else "", sheet.urn, kind]
    lines = [[*filter(None, named), *figures, *also]]
    kinds = COMPILED_KINDS if sheet.kind == "SCHTYPE" else KINDS
    for urn, cell in cells.items():
        record = "3" if urn == CENTRE else "1"
        who = {sheet.record: record, sheet.authority: "202", sheet.establishment: NUMBERS.get(urn, "9999"), sheet.urn: urn}
        row = [{**who, kind: sheet.qualification or kinds.get(urn, "CY")}[name] for name in filter(None, named)]
        lines.append([*row, *[cell] * len(figures), *[(more or {}).get(urn, "")] * len(also)])
    if sheet.qualification:
        lines += [[OTHER_QUALIFICATION if cell == sheet.qualification else cell for cell in line] for line in lines[1:]]
    if sheet.authority and sheet.record:
        lines += [area(record, cell, named, len(figures) + len(also)) for record, cell in AREAS.items()]
    return "\n".join(sheet.delimiter.join(line) for line in lines) + "\n"


def area(record: str, cell: str, named: list[str], figures: int) -> list[str]:
    """A row of the authority 202 or of England."""
    row = [record, "202" if record == "4" else "", *[""] * (len([*filter(None, named)]) - 2)]
    return [*row, *[cell] * figures]


def tool() -> bytes:
    """The authority tool's table of 2017/18 and later: a dash, a binary tail, a region, half of London, a year without schools."""
    numbers = {"970": "32.119999999999997", "202": "-", "203": "28.1", "980": "30", "987": "35"}
    rows = [("APSE_Alevel", "2018 (Rev)", value, float(number)) for number, value in numbers.items()]
    rows += [("APSE_Alevel", "2019 (Rev)", "99", 970.0), ("Other", "2018 (Rev)", "1", 970.0)]
    rows += [("APSE_Alevel", f"{year} (Rev)", value, 970.0) for year, value in {"2024": "34", "2025": "35"}.items()]
    buffer = io.BytesIO()
    pd.DataFrame(rows, columns=["Short Desc", "Years", "Values", "LA Number"]).to_parquet(buffer)
    return buffer.getvalue()


def texts() -> dict[str, str]:
    """Every raw file but the tool's, by its name."""
    files = {sheet.raw: text(sheet, CELLS) for period, sheet in SHEETS.items() if period not in ("2009-10", "2021-22")}
    of_2010 = {urn: CODES_OF_2010.get(cell, cell) for urn, cell in CELLS.items()}
    files[SHEETS["2009-10"].raw] = text(SHEETS["2009-10"], {**of_2010, "no URN": "200"})
    of_2022 = {**{urn: cell for urn, cell in CELLS.items() if urn != OLD}, NEW: "40"}
    files[SHEETS["2021-22"].raw] = text(SHEETS["2021-22"], of_2022, {**CELLS, NEW: CELLS[OLD]})
    files[SHEETS["2024-25"].raw] = text(SHEETS["2024-25"], of_2022)
    for period in ("2017-18", "2022-23"):
        files[SHEETS[period].raw] = text(SHEETS[period], {SCHOOL: "31.5", FEW: "", PRIVATE: "50", UNKNOWN: "20", YOUNG: "25", CENTRE: "30"})
    files[STUDENTS_2025.raw] = text(STUDENTS_2025, {SCHOOL: "12", PRIVATE: "50", COLLEGE: "700"})
    absence = [f"200910,School,202{NUMBERS[urn]}.0,{urn}" for urn in (SCHOOL, EMPTY, FEW, OLD)]
    files[FULL_YEAR] = "\n".join(["time_period,geographic_level,laestab,urn", *absence, f"201011,School,2024001.0,{NEW}"]) + "\n"
    files[REGISTER] = f"URN,LA (code)\n{SCHOOL},202\n{YOUNG},203\n"
    files[LINKS] = f"URN,LinkURN,LinkType\n{NEW},{OLD},Predecessor\n"
    return files


def make_raw(folder: Path, changed: Mapping[str, str] | None = None) -> Raw:
    """All raw files below ``folder``, some of them ``changed``, and a reader of them."""
    files = {**texts(), **(changed or {})}
    for name, content in files.items():
        write(folder, name, content)
    (folder / TOOL).parent.mkdir(parents=True, exist_ok=True)
    (folder / TOOL).write_bytes(tool())
    sources = tuple(Source("Raw", "Nobody", name) for name in (*files, TOOL))
    return Raw(folder, Dataset("sixth_form", "Sixth form", folder, {}, (), sources))
