"""Absence from school.

Grain: one row per school and academic year; ``published`` has one per area, phase group and academic year as the publisher printed it.

Traps:
- The full-year file holds schools, authorities, regions and England together, each area once in all and once per school type.
- Persistent absence has two definitions. The full-year file applies today's (10 % of sessions) to every year; the performance
  tables of 2010/11 to 2013/14 print the one of their time (15 %). They are two columns here and never meet.
- Two counties abolished in 2009 have "." for an ONS code, and they are not one place.
- A few rows have no URN, or the one of another row of the same year: see ``school_codes``.
- 2023/24 comes from a performance table: two percentages and nothing to weight them by. See ``weight_pupils``.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND, Reason

FULL_YEAR = "inclusion/dfe-2006-07_to_2018-19-absence_3term_nat_reg_la_sch.csv.gz"
OLD_DEFINITION = {period: f"inclusion/dfe-{period}-england_abs.csv.gz" for period in ("2010-11", "2011-12", "2012-13", "2013-14")}
LATEST_PERIOD = "2023-24"
LATEST = f"inclusion/dfe-{LATEST_PERIOD}-england_abs.csv.gz"
CENSUS = "inclusion/dfe_school_census_2022-2023.csv.gz"
REGISTER = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"

CODES: dict[str, Reason] = {"SUPP": "c"}

LEVELS = {"School": "school", "Local authority": "local-authority", "Regional": "region", "National": "england"}
PHASES = {"State-funded primary": "primary", "State-funded secondary": "secondary", "Special": "special", "Total": "all"}
NATIONAL_PHASES = {"PRI": "primary", "SEC": "secondary", "SPE": "special"}
CENSUS_PHASES = {**PHASES, "State-funded special school": "special", "Non-maintained special school": "special"}
REGISTER_PHASES = {"Primary": "primary", "Secondary": "secondary", "Special": "special"}

KEY = ["level", "code", "phase", "period"]
COUNTS = {
    "pupils": "enrolments",
    "sessions_possible": "sess_possible",
    "sessions_missed": "sess_overall",
    "sessions_unauthorised": "sess_unauthorised",
    "persistent_absentees": "enrolments_pa_10_exact",
}
SHARES = {
    "overall_absence_pct": "sess_overall_percent",
    "unauthorised_absence_pct": "sess_unauthorised_percent",
    "persistent_absence_pct": "enrolments_pa_10_exact_percent",
}
OLD_SHARE = "persistent_absence_15_pct"
SCHOOL_COLUMNS = [*KEY, "la", *COUNTS, "weight_pupils", *SHARES, OLD_SHARE]
PUBLISHED_COLUMNS = [*KEY, "schools", *COUNTS, *SHARES, OLD_SHARE]

# Two secondary schools of 2011/12 stand in the performance table only (overall absence suppressed, persistent absence 0):
# nothing says how many pupils they had, or that they had any.
NOT_IN_FULL_YEAR = {"2011-12": {"2094041", "3434804"}}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period, and ``published``. Raises TidyError, SourceError."""
    rows = full_year(raw)
    at_school = rows["level"] == "school"
    schools, areas = rows[at_school].copy(), rows[~at_school].copy()
    schools["code"] = school_codes(schools)
    areas["code"] = areas["la"].where(areas["level"] == "local-authority", areas["region"]).mask(areas["level"] == "england", ENGLAND)
    for period, name in OLD_DEFINITION.items():
        printed = raw.csv(name)
        _add_old_definition(schools, printed, period, name)
        _add_national(areas, printed, period, name)
    tables = {str(period): table[SCHOOL_COLUMNS] for period, table in schools.groupby("period")}
    newest = raw.csv(LATEST)
    tables[LATEST_PERIOD] = latest_schools(newest, raw.csv(CENSUS), raw.csv(REGISTER))
    tables["published"] = pd.concat([areas[PUBLISHED_COLUMNS], latest_england(newest)], ignore_index=True)
    return tables


def full_year(raw: Raw) -> pd.DataFrame:
    """Every row of the full-year file with our names; ``code`` is still to come."""
    table = raw.csv(FULL_YEAR)
    year = table["time_period"]
    rows = pd.DataFrame(
        {
            "level": named(table["geographic_level"], LEVELS, FULL_YEAR),
            "phase": named(table["school_type"], PHASES, FULL_YEAR),
            "period": year.str[:4] + "-" + year.str[4:],
            "urn": table["urn"],
            "laestab": table["laestab"].str.removesuffix(".0"),
            "region": table["region_code"],
            "schools": table["num_schools"],
        }
    )
    rows["la"] = authority(table["new_la_code"], table["old_la_code"].str.removesuffix(".0"), rows["period"])
    for ours, theirs in {**COUNTS, **SHARES}.items():
        rows[ours] = coded(table[theirs], {}, f"{FULL_YEAR}, {theirs}")
    return rows.assign(weight_pupils="z", **{OLD_SHARE: "x"})


def named(types: pd.Series, names: Mapping[str, str], where: str) -> pd.Series:
    """Our word for each of the publisher's. Raises TidyError at the first that we do not know."""
    strange = ~types.isin(list(names))
    if strange.any():
        raise TidyError(f"{where}, {types.name}, row {strange.idxmax()}", repr(types[strange].iloc[0]), f"one of {sorted(names)}")
    return types.map(dict(names))


def authority(published: pd.Series, dfe: pd.Series, periods: pd.Series) -> pd.Series:
    """The ONS code as published in that row; for the two counties printed as "." the one that goes with their DfE code."""
    codes = published.copy()
    for period in periods[published == "."].unique():
        dotted = (published == ".") & (periods == period)
        codes[dotted] = ons_code(dfe[dotted], period)
    return codes


def school_codes(schools: pd.DataFrame) -> pd.Series:
    """The URN, for one row a school and year; else the publisher's other identifier of the row, the seven-digit LAESTAB.

    A school that changed its number during a year has two rows under one URN: the row with most sessions keeps the URN.
    The other, like a row without URN, stands under its LAESTAB, so that it counts in its area and in no school's figures.
    """
    sessions = schools["sessions_possible"].astype("int64")
    second = schools.assign(sessions=sessions).sort_values("sessions", ascending=False, kind="stable").duplicated(["period", "urn"])
    own = (schools["urn"] != "") & ~second.reindex(schools.index)
    return schools["urn"].where(own, schools["laestab"])


def _add_old_definition(schools: pd.DataFrame, printed: pd.DataFrame, period: str, name: str) -> None:
    """Set the 15 % share of one year, school by school: on LAESTAB, as the URN changes when a school becomes an academy."""
    rows = printed[printed["LA"] != "NAT"]
    shares = coded(rows["PPERSABS15"], CODES, f"{name}, PPERSABS15").set_axis(laestab(rows))
    of_year = schools["period"] == period
    strange = set(shares.index) - set(schools.loc[of_year, "laestab"]) - NOT_IN_FULL_YEAR.get(period, set())
    if strange or shares.index.has_duplicates:
        found = sorted(strange) or "a school twice"
        raise TidyError(name, found, "each LA and ESTAB once, and in the full-year file")
    schools.loc[of_year, OLD_SHARE] = schools.loc[of_year, "laestab"].map(shares).fillna("x")


def laestab(rows: pd.DataFrame) -> pd.Series:
    """The seven-digit number of a school: three of its authority, four of its own."""
    return rows["LA"] + rows["ESTAB"].str.zfill(4)


def _add_national(areas: pd.DataFrame, printed: pd.DataFrame, period: str, name: str) -> None:
    """Set England's 15 % shares of one year, one a school type."""
    rows = printed[printed["LA"] == "NAT"]
    shares = coded(rows["PPERSABS15"], CODES, f"{name}, PPERSABS15").set_axis(named(rows["ESTAB"], NATIONAL_PHASES, name))
    of_year = (areas["level"] == "england") & (areas["period"] == period)
    areas.loc[of_year, OLD_SHARE] = areas.loc[of_year, "phase"].map(shares).fillna("x")


def latest_schools(printed: pd.DataFrame, census: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """The newest year's schools, with phase and pupils from the nearest census, else from the register: its table has neither."""
    rows = printed[printed["LA"] != "NAT"].reset_index(drop=True)
    school = describe(rows, census, register)
    table = _latest(rows).assign(level="school", code=rows["URN"], phase=school["phase"], la=ons_code(rows["LA"], LATEST_PERIOD))
    table["weight_pupils"] = coded(school["pupils"], {}, "pupils of January 2023")
    return table[SCHOOL_COLUMNS]


def latest_england(printed: pd.DataFrame) -> pd.DataFrame:
    """The newest year's rows for England, one a school type."""
    rows = printed[printed["LA"] == "NAT"].reset_index(drop=True)
    table = _latest(rows).assign(level="england", code=ENGLAND, phase=named(rows["ESTAB"], NATIONAL_PHASES, LATEST), schools="x")
    return table[PUBLISHED_COLUMNS]


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    shares = {"overall_absence_pct": "PERCTOT", "persistent_absence_pct": "PPERSABS10"}
    table = pd.DataFrame({ours: coded(rows[theirs], CODES, f"{LATEST}, {theirs}") for ours, theirs in shares.items()})
    return table.assign(period=LATEST_PERIOD, unauthorised_absence_pct="x", **{OLD_SHARE: "x"}, **dict.fromkeys(COUNTS, "x"))


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
        found.loc[hit, "phase"] = named(number[hit].map(table[kind]).rename(kind), phases, LATEST)
        found.loc[hit, "pupils"] = number[hit].map(table[pupils])
    lost = found["phase"].isna()
    if lost.any():
        raise TidyError(f"{LATEST}, URN", repr(rows.loc[lost, "URN"].iloc[0]), "a school of the census or of the register")
    return found
