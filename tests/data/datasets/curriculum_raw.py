"""A whole set of raw files of the curriculum made by hand: every trap of the real ones, once."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pipeline.data.datasets.curriculum_sciences import AUTHORITY, KIND, SHEETS, STUDENTS, URN, Sheet
from pipeline.data.datasets.curriculum_subjects import ENTRIES, PILLARS
from pipeline.data.sources import Raw
from pipeline.model import Dataset, Source

LARGE, FEW, NOBODY, COLLEGE, INDEPENDENT = "100001", "100002", "100003", "100004", "100005"
Row = Sequence[str]  # URN, school type, authority, students, and maths, biology, chemistry and physics

SCIENCES: dict[str, list[Row]] = {
    "2017-18": [
        (LARGE, "Community school", "Dorset", "100", "30.5", "20", "10", "0"),
        (FEW, "Free school – 16-19", "Bristol, City of", "3", "x", "x", "x", "x"),
        (NOBODY, "", "Somerset", "NE", "NE", "NE", "NE", "NE"),
        (INDEPENDENT, "Independent school", "Camden", "50", "40", "40", "40", "40"),
    ],
    "2018-19": [
        (LARGE, "Community school", "Dorset", "90", "30.5", "20", "10", "0"),
        (FEW, "SS", "Bristol, City of", "5", "0", "0", "0", "0"),
        (NOBODY, "3104027", "Camden", "0", "0", "0", "0", "0"),
        (COLLEGE, "Sixth Form College", "Camden", "6", "0", "16.7", "16.7", "0"),
        (INDEPENDENT, "INDSPEC", "Camden", "NA", "NA", "NA", "NA", "NA"),
    ],
    "2024-25": [
        (LARGE, "Community school", "Dorset", "95", "40", "20", "10", "0"),
        (FEW, "Studio school", "Westmorland & Furness", "1", "100", "0", "0", "0"),
        (NOBODY, "Studio school", "Camden", "0", "0", "0", "0", "0"),
        (INDEPENDENT, "Independent school", "Camden", "50", "40", "40", "40", "40"),
    ],
}
SUBJECTS: list[Row] = [
    ("202", LARGE, "CY", "Mathematics", "40", "A level"),
    ("202", LARGE, "CY", "Art and Design (Fine Art)", "5", "A level"),
    ("202", LARGE, "CY", "Music Technology", "1", "A level"),
    ("202", LARGE, "CY", "Media/Film/Tv Studies", "14", "A level"),
    ("202", LARGE, "CY", "Music performance (Group)", "9", "Applied general"),
    ("202", COLLEGE, "Sixth Form College", "Beauty Therapy", "7", "Technical certificate"),
    ("202", INDEPENDENT, "IND", "Arabic", "2", "A level"),
]
# Record type, authority, URN, school type, pupils, language, humanities
AT_16: list[Row] = [
    ("1", "202", LARGE, "CY", "170", "31%", "70%"),
    ("2", "202", FEW, "CYS", "4", "SUPP", "SUPP"),
    ("2", "202", NOBODY, "CYS", "12", "NE", "NE"),
    ("1", "202", "150001", "F", "", "", ""),
    ("1", "202", INDEPENDENT, "IND", "40", "90%", "90%"),
    ("4", "202", "", "", "1644", "64%", "81%"),
    ("4", "702", "", "", "", "", ""),
    ("5", "", "", "", "638548", "44%", "78%"),
    ("7", "", "", "", "575604", "45%", "82%"),
]


def make_raw(folder: Path, *, sciences: dict[str, list[Row]] | None = None, subjects: list[Row] | None = None) -> Raw:
    """The raw files in ``folder``; a keyword replaces the rows of some."""
    for period, sheet in SHEETS.items():
        _write(folder, sheet.raw, _science_table(sheet, {**SCIENCES, **(sciences or {})}[period]), sheet.sheet)
    columns = ["LA", "URN", "NFTYPE", "DESCRIPTION", "NUMBER_OF_ENTRIES", "QUALIFICATION"]
    _write(folder, ENTRIES, pd.DataFrame(SUBJECTS if subjects is None else subjects, columns=columns))
    _write(folder, PILLARS.raw, pd.DataFrame(AT_16, columns=["RECTYPE", "LEA", "URN", "NFTYPE", *PILLARS.columns.values()]))
    names = [*(sheet.raw for sheet in SHEETS.values()), ENTRIES, PILLARS.raw]
    return Raw(folder, Dataset("curriculum", "Curriculum", folder, {}, (), tuple(Source(name, "DfE", name) for name in names)))


def _science_table(sheet: Sheet, rows: list[Row]) -> pd.DataFrame:
    shares = [f"A_level_{name}_percent_all" for name in ("maths", sheet.biology, "chemistry", "physics")]
    return pd.DataFrame(rows, columns=[URN, KIND, AUTHORITY, STUDENTS, *shares])


def _write(folder: Path, name: str, table: pd.DataFrame, sheet: str = "") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not sheet:
        path.write_bytes(gzip.compress(table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")))
        return
    with pd.ExcelWriter(path, engine="openpyxl") as book:
        pd.DataFrame({"Metadata": ["Description"]}).to_excel(book, sheet_name="Metadata", index=False)
        table.to_excel(book, sheet_name=sheet, index=False)
