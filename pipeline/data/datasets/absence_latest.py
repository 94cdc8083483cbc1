"""Absence in 2023/24, which is a performance table and nothing else.

Grain: one row per school. Trap: two percentages without the counts that they are made of, and neither phase nor pupils;
both come from the nearest school census (January 2023) or, for newer schools, from the register.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets.absence_columns import (
    CODES,
    COUNTS,
    NATIONAL_PHASES,
    OLD_SHARE,
    PUBLISHED_COLUMNS,
    SCHOOL_COLUMNS,
    named,
    opened,
)
from pipeline.data.datasets.school_lists import laestab
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND

PERIOD = "2023-24"
PRINTED = f"inclusion/dfe-{PERIOD}-england_abs.csv.gz"
CENSUS = "inclusion/dfe_school_census_2022-2023.csv.gz"
REGISTER = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"

SHARES = {"overall_absence_pct": "PERCTOT", "persistent_absence_pct": "PPERSABS10"}
CENSUS_PHASES = {
    "State-funded primary": "primary",
    "State-funded secondary": "secondary",
    "State-funded special school": "special",
    "Non-maintained special school": "special",
}
REGISTER_PHASES = {"Primary": "primary", "Secondary": "secondary", "Special": "special"}


def read(raw: Raw) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The year's schools, and the publisher's rows for England. Raises TidyError, SourceError."""
    printed = opened(raw, PRINTED, "LA", "ESTAB", "URN", *SHARES.values())
    census = opened(raw, CENSUS, "URN", "LA", "ESTAB", "SCHOOLTYPE", "NORFSMEVER")
    register = opened(raw, REGISTER, "urn", "phase", "total_pupils_ofsted")
    national = printed["LA"] == "NAT"
    return schools(printed[~national], census, register), england(printed[national])


def schools(rows: pd.DataFrame, census: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """One row a school, with what it is from the census or the register."""
    school = describe(rows, census, register)
    table = _figures(rows).assign(level="school", code=rows["URN"], phase=school["phase"], la=ons_code(rows["LA"], PERIOD))
    table["weight_pupils"] = coded(school["pupils"], {}, f"{PRINTED}, pupils of January 2023")
    return table[SCHOOL_COLUMNS]


def england(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a school type."""
    table = _figures(rows).assign(level="england", code=ENGLAND, phase=named(rows["ESTAB"], NATIONAL_PHASES, PRINTED), schools="x")
    return table[PUBLISHED_COLUMNS]


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame({ours: coded(rows[theirs], CODES, f"{PRINTED}, {theirs}") for ours, theirs in SHARES.items()})
    return table.assign(period=PERIOD, unauthorised_absence_pct="x", **{OLD_SHARE: "x"}, **dict.fromkeys(COUNTS, "x"))


def describe(rows: pd.DataFrame, census: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Phase and pupils of each row: by URN in the census, else by LAESTAB there (its predecessor), else by URN in the register.

    The census counts reception to year 11 (NORFSMEVER), who are those that absence is about; the register counts all pupils.
    Raises TidyError for a school that is in neither.
    """
    counted = census[census["URN"] != "NAT"]
    before = counted.set_axis(laestab(counted))
    sources = [
        (counted.set_index("URN"), rows["URN"], "SCHOOLTYPE", "NORFSMEVER", CENSUS_PHASES),
        (before, laestab(rows), "SCHOOLTYPE", "NORFSMEVER", CENSUS_PHASES),
        (register.set_index("urn"), rows["URN"], "phase", "total_pupils_ofsted", REGISTER_PHASES),
    ]
    found = pd.DataFrame({"phase": None, "pupils": None}, index=rows.index, dtype="str")
    for table, number, kind, pupils, phases in sources:
        hit = found["phase"].isna() & number.isin(table.index)
        found.loc[hit, "phase"] = named(number[hit].map(table[kind]).rename(kind), phases, PRINTED)
        found.loc[hit, "pupils"] = number[hit].map(table[pupils])
    lost = found["phase"].isna()
    if lost.any():
        raise TidyError(f"{PRINTED}, URN", repr(rows.loc[lost, "URN"].iloc[0]), "a school of the census or of the register")
    return found
