"""Which file holds which pupils' destinations, what the publisher's codes mean, and which rows are of schools.

Grain of every sheet: one row a school. Traps: a file's name says the year of the tables, its pupils had left two years before (three in
the files of progression); columns of earlier pupils bear a year that is one too high: what 2020/21 calls ``_19`` are the pupils of 2017/18.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.sources import Raw
from pipeline.data.words import hold
from pipeline.errors import TidyError
from pipeline.model import Reason

FOLDER = "destinations/"

# The publisher's lists of abbreviations and footnotes: SUPP and x are suppressed, SP and - are above 0 and below 0.5 per cent.
# NA, not available or not applicable, stands for areas that had no figure of an earlier year. A compiler left suppressed cells
# empty, so that why there is none is not known any more.
CODES: dict[str, Reason] = {"SUPP": "c", "SP": "low", "x": "c", "-": "low", "NA": "x", "": "x"}

KS4_COUNTS = {
    "ks4_pupils": "COHORT",
    "after_16_sustained": "OVERALL_DEST",
    "after_16_education": "EDUCATION",
    "after_16_apprentices": "APPREN",
    "after_16_not_sustained": "NOT_SUSTAINED",
    "after_16_not_captured": "UNKNOWN",
}
KS4_SHARES = {
    "after_16_sustained_pct": "OVERALL_DESTPER",
    "after_16_education_pct": "EDUCATIONPER",
    "after_16_apprenticeship_pct": "APPRENPER",
    "after_16_not_sustained_pct": "NOT_SUSTAINEDPER",
}
KS5_COUNTS = {
    "ks5_pupils": "COHORT",
    "after_18_sustained": "OVERALL",
    "after_18_higher_education": "HE",
    "after_18_apprentices": "APPREN",
}
KS5_SHARES = {
    "after_18_sustained_pct": "OVERALLPER",
    "after_18_higher_education_pct": "HEPER",
    "after_18_apprenticeship_pct": "APPRENPER",
}
LEVEL3 = {"ks5_level3_pupils": "COHORT", "after_18_russell_group_pct": "RUSSELLPER"}
PROGRESSION = {"ks5_level3_pupils": "ALL_COHORT", "after_18_russell_group_pct": "ALL_RUSSELL"}
# Before 2013/14 only education is in the files by school; the counts are rounded to 5 or 10, so that only the pupils are taken.
EDUCATION = {"ks4_pupils": "COHORT", "after_16_education_pct": "OVERALLPER", "after_16_apprenticeship_pct": "APPRENPER"}

KS4 = {**KS4_COUNTS, **KS4_SHARES}
KS5 = {**KS5_COUNTS, **KS5_SHARES}
ALL_LEVELS = {ours: f"TOT_{theirs}" for ours, theirs in KS5.items()}
COMPILED_KS4 = {
    "after_16_sustained_pct": "ks4_sustained",
    "after_16_education_pct": "ks4_education",
    "after_16_apprenticeship_pct": "ks4_appren",
    "after_16_not_sustained_pct": "ks4_notSustained",
}
COMPILED_KS5 = {
    "after_18_sustained_pct": "ks5_sustained",
    "after_18_higher_education_pct": "ks5_he",
    "after_18_apprenticeship_pct": "ks5_appren",
}


class Sheet(NamedTuple):
    """One file of one year's leavers: our columns to the publisher's. ``tables``: the year whose authorities the file uses."""

    raw: str
    columns: Mapping[str, str]
    tables: str = ""
    urn: str = "URN"


def _tables(year: str, name: str, columns: Mapping[str, str]) -> Sheet:
    return Sheet(f"{FOLDER}dfe-{year}-england_{name}", columns, year)


COMPILED = FOLDER + "compiled-2022-23-destinations-by-urn.csv"

# The period is the year in which the pupils left.
AFTER_16 = {
    "2010-11": Sheet(FOLDER + "dfe-2012-13-england_pupdest.csv", EDUCATION),
    "2011-12": Sheet(FOLDER + "dfe-2013-14-england_pupdest.csv", EDUCATION),
    "2012-13": Sheet(FOLDER + "dfe-2014-15-england_pupdest.csv", EDUCATION),
    "2014-15": _tables("2016-17", "ks4-pupdest.csv.gz", KS4),
    "2015-16": _tables("2017-18", "ks4-pupdest.csv.gz", KS4),
    "2016-17": _tables("2018-19", "ks4-pupdest.csv.gz", KS4),
    "2017-18": _tables("2020-21", "ks4-pupdest.csv.gz", {"ks4_pupils": "COHORT_19", "after_16_sustained_pct": "OVERALL_DESTPER_19"}),
    "2018-19": _tables("2020-21", "ks4-pupdest.csv.gz", KS4),
    "2019-20": _tables("2021-22", "ks4-pupdest.csv.gz", KS4),
    "2020-21": Sheet(COMPILED, COMPILED_KS4, urn="urn"),
}
AFTER_18 = {
    "2014-15": _tables("2016-17", "ks5-studest.csv.gz", {**KS5, **LEVEL3}),
    "2015-16": _tables("2017-18", "ks5-studest.csv.gz", KS5),
    "2016-17": _tables("2018-19", "ks5-studest.csv.gz", ALL_LEVELS),
    "2018-19": _tables("2020-21", "ks5-studest.csv.gz", ALL_LEVELS),
    "2019-20": _tables("2021-22", "ks5-studest.csv.gz", ALL_LEVELS),
    "2020-21": Sheet(COMPILED, COMPILED_KS5, urn="urn"),
}
UNIVERSITY = {
    "2015-16": _tables("2018-19", "ks5-studest-he.csv", PROGRESSION),
    "2017-18": _tables("2020-21", "ks5-studest-he.csv", PROGRESSION),
    "2018-19": _tables("2021-22", "ks5-studest-he.csv", PROGRESSION),
}

# Record types: a mainstream and a special school. 3 is a centre or consortium, whose students are counted at their schools too.
SCHOOLS = ("1", "2")
AREAS = {"LA": "local-authority", "NAT": "england"}
CONSORTIUM = "3"
COLLEGES = (
    *("FESI", "General Further Education College", "Sixth Form College", "Agriculture and Horticulture College"),
    *("Art, Design and Performing Arts College", "Specialist Designated College", "Further Education Sector Institution", "MODFC"),
    *("", "NULL"),  # the sixth form centre of one trust's schools, in the tables of 2016/17 and 2017/18
)
KINDS = (
    *("AC", "AC1619", "ACC", "ACC1619", "ACCS", "ACS", "CTC", "CY", "CYS", "F", "F1619", "FD", "FDS", "FS", "FSS", "FUTC", "NMSS", "SS"),
    *("UTC", "VA", "VC", "Academy - Converter Mainstream", "Academy - Sponsor Led Mainstream", "Academy 16-19 Converter"),
    *("Academy 16-19 Sponsor Led", "City Technology College", "Community School", "Foundation School", "Free School  16-19"),
    *(
        "Free School  Studio School",
        "Free School - Mainstream",
        "Free School - UTC",
        "Voluntary Aided School",
        "Voluntary Controlled School",
    ),
)


def school_rows(raw: Raw, sheet: Sheet) -> pd.DataFrame:
    """The sheet's rows of state-funded schools, as text, by URN. Raises TidyError at a record or a kind that is not known."""
    table = raw.csv(sheet.raw)
    if "RECTYPE" in table:
        hold(table["RECTYPE"], [*SCHOOLS, CONSORTIUM, *AREAS], f"{sheet.raw}, RECTYPE")
        table = table[table["RECTYPE"].isin(SCHOOLS)]
        hold(table["NFTYPE"], [*KINDS, *COLLEGES], f"{sheet.raw}, NFTYPE")
        table = table[~table["NFTYPE"].isin(COLLEGES)]
    table = table[table[sheet.urn].str.fullmatch(r"\d{6}")].set_index(sheet.urn)
    if table.index.has_duplicates:
        raise TidyError(sheet.raw, f"{table.index[table.index.duplicated()][0]} twice", "each school once")
    return table


def college_rows(raw: Raw, sheet: Sheet) -> pd.DataFrame:
    """The sheet's rows of colleges, sixth form centres and consortia, as text."""
    table = raw.csv(sheet.raw)
    return table[(table["RECTYPE"] == CONSORTIUM) | (table["RECTYPE"].isin(SCHOOLS) & table["NFTYPE"].isin(COLLEGES))]


def area_rows(raw: Raw, sheet: Sheet) -> pd.DataFrame:
    """The sheet's own rows of authorities and England, as text."""
    table = raw.csv(sheet.raw)
    return table[table["RECTYPE"].isin(list(AREAS))]


def figures(rows: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """Our columns of the sheet's rows: numbers as printed, or reasons. Raises TidyError at a code that is not known."""
    columns = {ours: coded(rows[theirs], CODES, f"{sheet.raw}, {theirs}") for ours, theirs in sheet.columns.items()}
    return pd.DataFrame(columns, index=rows.index)


def listed(raw: Raw, sheet: Sheet) -> pd.DataFrame:
    """The figures of the sheet's schools; a school that had no leavers of that year (``NA``, or no figure at all) is left out."""
    rows = school_rows(raw, sheet)
    cells = rows[list(sheet.columns.values())]
    return figures(rows[~cells.isin(["NA", ""]).all(axis=1)], sheet)
