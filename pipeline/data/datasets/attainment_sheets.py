"""Which file holds which figures of which year, and what the publisher's codes mean.

Grain of every sheet: one row a school. Traps: the same column has other names and other codes from year to year;
an empty cell means "listed, but without pupils at that stage" in the publisher's own files and
"the compiler dropped the publisher's code" in the compiled ones, so each sheet says which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.sources import Raw
from pipeline.model import Reason

FOLDER = "attainment/"

# The publisher's lists of abbreviations, 2015/16 to 2018/19: SUPP five pupils or fewer; NE no entries; NP not published;
# NA not available for the year or not applicable to the school, which the list does not tell apart;
# LOWCOV fewer than half of the pupils could be included.
CODES: dict[str, Reason] = {"SUPP": "c", "NE": "z", "NP": "x", "NA": "x", "LOWCOV": "u"}

# A compiler kept numbers only: why there is none is not known any more.
LOST: Reason = "x"
# A row of the publisher's without a cohort, such as a new school's: all its cells are empty.
NO_COHORT: Reason = "z"


class Sheet(NamedTuple):
    """One file of one key stage and year: our column names to the publisher's, and what an empty cell means there."""

    raw: str
    urn: str
    columns: Mapping[str, str]
    blank: Reason
    kind: str = ""
    authority: str = ""
    ragged: bool = False
    shares: tuple[str, ...] = ()


KS2_LIST = {
    "ks2_pupils": "KS2 Pupils",
    "ks2_expected_pct": "Overall Meet Std",
    "ks2_higher_pct": "Overall Exceed Std",
    "ks2_reading_progress": "Reading Progress",
    "ks2_writing_progress": "Writing Progress",
    "ks2_maths_progress": "Maths Progress",
    "ks2_reading_score": "Reading Score",
    "ks2_maths_score": "Maths Score",
}
KS2_2019 = {"ks2_reading_progress": "READPROG", "ks2_writing_progress": "WRITPROG", "ks2_maths_progress": "MATPROG"}
KS2_2023 = {
    "ks2_expected_pct": "rwmExp",
    "ks2_higher_pct": "rwmHigh",
    "ks2_reading_progress": "readProg",
    "ks2_writing_progress": "writProg",
    "ks2_maths_progress": "matProg",
}
KS2_THREE_YEARS = {"ks2_expected_pct": "expected_pct", "ks2_higher_pct": "higher_pct"}
KS2_SCORES = {"ks2_reading_score": "reading_avg", "ks2_maths_score": "maths_avg"}

PROVISIONAL = {
    "ks4_pupils": "TPUP",
    "attainment8": "ATT8SCR",
    "progress8": "P8MEA",
    "progress8_low": "P8CILOW",
    "progress8_high": "P8CIUPP",
    "ebacc_entry_pct": "PTEBACC_E_PTQ_EE",
}
BASICS = {"english_maths_5_pct": "PTL2BASICS_95", "english_maths_4_pct": "PTL2BASICS_94"}
POINTS = {"progress8_pupils": "P8PUP", "ebacc_aps": "EBACCAPS"}
FINAL_LIST = {"attainment8_final": "Attainment 8", "progress8_final": "Progress 8"}
UNDERLYING = {"ks4_pupils": "Pupils at end-KS4", "ebacc_entry_pct": "Percentage of pupils entering the EBacc"}

THREE_YEARS = FOLDER + "school_performance_ks2_ks4_2023_2025.csv.gz"
PRIMARY_2023 = Sheet(FOLDER + "compiled-2022-23-ks2-by-urn.csv.gz", "urn", KS2_2023, LOST)

PRIMARY = {
    "2015-16": Sheet(FOLDER + "compiled-2015-16-ks2_perf.csv.gz", "URN", KS2_LIST, LOST),
    "2016-17": Sheet(FOLDER + "compiled-2016-17-ks2_perf.csv.gz", "URN", KS2_LIST, LOST),
    "2017-18": Sheet(FOLDER + "compiled-2017-18-ks2_perf.csv.gz", "URN", KS2_LIST, LOST),
    "2018-19": Sheet(FOLDER + "compiled-2018-19-england_ks2final-selected.csv.gz", "URN", KS2_2019, LOST),
}


def _provisional(name: str, more: Mapping[str, str], ragged: bool = False) -> Sheet:
    return Sheet(FOLDER + name, "URN", {**PROVISIONAL, **more}, NO_COHORT, "NFTYPE", "LEA", ragged)


def _underlying(name: str, capital: str) -> Sheet:
    return Sheet(
        FOLDER + name, "Unique Reference Number (URN)", UNDERLYING, NO_COHORT,
        "Institution type", f"Local Authority {capital}umber", shares=("ebacc_entry_pct",),
    )  # fmt: skip


SECONDARY = {
    "2015-16": _provisional("dfe-2015-16-england_ks4provisional.csv", {"english_maths_4_pct": "PTL2BASICS_LL_PTQ_EE"}),
    "2016-17": _provisional("dfe-2016-17-england_ks4provisional.csv.gz", BASICS),
    "2017-18": _provisional("dfe-2017-18-england_ks4provisional.csv.gz", {**BASICS, **POINTS}, ragged=True),
    "2018-19": _provisional("dfe-2018-19-england_ks4provisional.csv.gz", {**BASICS, **POINTS}, ragged=True),
    "2020-21": Sheet(
        FOLDER + "dfe-2020-21-england_ks4-ebacc-entries.csv.gz", "URN",
        {"ks4_pupils": "TPUP", "ebacc_entry_pct": "PTEBACC_E_PTQ_EE"}, NO_COHORT, "NFTYPE", "LEA", ragged=True,
    ),
    "2021-22": _underlying("dfe-2021-22-ks4-institution_details.csv.gz", "N"),
    "2024-25": _underlying("dfe-2024-25-ks4-institution_details.csv.gz", "n"),
}  # fmt: skip

FINAL = {
    "2015-16": Sheet(FOLDER + "compiled-2015-16-ks4_perf.csv", "URN", FINAL_LIST, LOST),
    "2016-17": Sheet(FOLDER + "compiled-2016-17-ks4_perf.csv", "URN", FINAL_LIST, LOST),
    "2017-18": Sheet(FOLDER + "compiled-2017-18-ks4_perf.csv.gz", "URN", FINAL_LIST, LOST),
    "2018-19": Sheet(
        FOLDER + "compiled-2018-19-england_ks4final-selected.csv.gz", "URN",
        {"attainment8_final": "ATT8SCR", "progress8_final": "P8MEA"}, NO_COHORT,
    ),
}  # fmt: skip

HEADLINE_2023 = Sheet(
    FOLDER + "compiled-2022-23-ks4-headline.csv", "urn",
    {"attainment8": "attainment8", "progress8": "progress8", "ebacc_aps": "ebacc_aps", "english_maths_5_pct": "eng_maths_5plus_pct"}, LOST,
)  # fmt: skip
MORE_2023 = Sheet(FOLDER + "compiled-2022-23-ks4-by-urn.csv", "urn", {"english_maths_4_pct": "em4", "ebacc_entry_pct": "ebaccEntry"}, LOST)
HEADLINE_2024 = {"attainment8": "attainment8", "progress8": "progress8", "english_maths_5_pct": "eng_maths_5plus_pct"}
MORE_2024 = Sheet(
    FOLDER + "compiled-2023-24-england_secondary_schools.csv.gz", "URN",
    {
        "ks4_pupils": "ks4_total_pupils", "progress8_low": "ks4_p8_lower_ci", "progress8_high": "ks4_p8_upper_ci",
        "english_maths_4_pct": "ks4_pct_grade4_eng_maths", "ebacc_entry_pct": "ks4_pct_entering_ebacc", "ebacc_aps": "ks4_ebacc_aps",
    },
    LOST, authority="la_code",
)  # fmt: skip
MORE_2025 = Sheet(
    FOLDER + "compiled-2024-25-secondary-urn-matched.csv", "urn",
    {"attainment8": "a8", "english_maths_5_pct": "em", "ebacc_aps": "aps"}, LOST,
)  # fmt: skip


def sheet_rows(raw: Raw, sheet: Sheet) -> pd.DataFrame:
    """The sheet's rows of state-funded schools, as text, by URN; rows of areas and of independent schools are left out."""
    table = raw.csv(sheet.raw, ragged=sheet.ragged)
    if "RECTYPE" in table:
        table = table[table["RECTYPE"].isin(["1", "2"])]
    if sheet.kind:
        table = table[~independent(table[sheet.kind])]
    return table[table[sheet.urn] != ""].set_index(sheet.urn)


def independent(kind: pd.Series) -> pd.Series:
    """Which school types (``IND``, ``INDSPEC``, ``Other Independent School``, ``Independent school``) are not state-funded."""
    return kind.str.startswith("IND") | kind.str.contains("Independent")


def figures(rows: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """Our columns of the sheet's rows: numbers as printed, or reasons. Raises TidyError at a code that is not known."""
    codes = {**CODES, "": sheet.blank}
    columns = {ours: coded(rows[theirs], codes, f"{sheet.raw}, {theirs}") for ours, theirs in sheet.columns.items()}
    for name in columns:
        if name.endswith("_pupils"):  # a compiler's counts have become 156.0
            columns[name] = columns[name].str.removesuffix(".0")
    for name in sheet.shares:
        columns[name] = percent(columns[name])
    return pd.DataFrame(columns, index=rows.index)


def percent(shares: pd.Series) -> pd.Series:
    """Shares of one as percentages, reasons as they are; the publisher prints three decimals, so one is left."""
    numbers = pd.to_numeric(shares, errors="coerce")
    return shares.mask(numbers.notna(), numbers.mul(100).map("{:.1f}".format))
