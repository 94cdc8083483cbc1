"""Absence from school.

Grain: one row per school and academic year; ``published`` has one per area, phase group and academic year as the publisher printed it.

Traps:
- The full-year file holds schools, authorities, regions and England together, each area once in all and once per school type.
- Persistent absence has two definitions. The full-year file applies today's (10 % of sessions) to every year; the performance
  tables of 2010/11 to 2013/14 print the one of their time (15 %). They are two columns here and never meet.
- Two counties abolished in 2009 have "." for an ONS code, and they are not one place.
- Some schools print 0 half days missed out of many thousands: they sent none, see ``_add_silence``.
- A few rows have no URN, or the one of another row of the same year: see ``school_codes``.
- 2023/24 comes from a performance table: two percentages and nothing to weight them by. See ``absence_latest``.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets import absence_latest
from pipeline.data.datasets.absence_columns import (
    CODES,
    COUNTS,
    NATIONAL_PHASES,
    OLD_SHARE,
    PHASES,
    PUBLISHED_COLUMNS,
    SCHOOL_COLUMNS,
    SHARES,
    named,
    opened,
)
from pipeline.data.datasets.school_lists import FULL_YEAR, laestab
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND

OLD_DEFINITION = {period: f"inclusion/dfe-{period}-england_abs.csv.gz" for period in ("2010-11", "2011-12", "2012-13", "2013-14")}

LEVELS = {"School": "school", "Local authority": "local-authority", "Regional": "region", "National": "england"}
IDENTITY = ("time_period", "geographic_level", "region_code", "old_la_code", "new_la_code", "laestab", "urn", "school_type", "num_schools")
MANY_SESSIONS = 2_000  # at England's lowest rate of a year 80 of them would be missed

# Two secondary schools of 2011/12 stand in the performance table only (overall absence suppressed, persistent absence 0):
# nothing says how many pupils they had, or that they had any.
NOT_IN_FULL_YEAR = {"2011-12": {"2094041", "3434804"}}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period, and ``published``. Raises TidyError, SourceError."""
    rows = full_year(raw)
    at_school = rows["level"] == "school"
    schools, areas = rows[at_school].copy(), rows[~at_school].copy()
    schools["code"] = school_codes(schools)
    _add_silence(schools)
    areas["code"] = areas["la"].where(areas["level"] == "local-authority", areas["region"]).mask(areas["level"] == "england", ENGLAND)
    for period, name in OLD_DEFINITION.items():
        printed = opened(raw, name, "LA", "ESTAB", "PPERSABS15")
        _add_old_definition(schools, printed, period, name)
        _add_national(areas, printed, period, name)
    tables = {str(period): table[SCHOOL_COLUMNS] for period, table in schools.groupby("period")}
    tables[absence_latest.PERIOD], england = absence_latest.read(raw)
    tables["published"] = pd.concat([areas[PUBLISHED_COLUMNS], england], ignore_index=True)
    return tables


def full_year(raw: Raw) -> pd.DataFrame:
    """Every row of the full-year file with our names; ``code`` is still to come."""
    table = opened(raw, FULL_YEAR, *IDENTITY, *COUNTS.values(), *SHARES.values())
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


def _add_silence(schools: pd.DataFrame) -> None:
    """Call the shares of a school unreliable that missed nothing of so much. Its counts stay, as they do in the publisher's areas."""
    possible, missed = (schools[name].astype("int64") for name in ("sessions_possible", "sessions_missed"))
    schools.loc[(missed == 0) & (possible >= MANY_SESSIONS), list(SHARES)] = "u"


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


def _add_national(areas: pd.DataFrame, printed: pd.DataFrame, period: str, name: str) -> None:
    """Set England's 15 % shares of one year, one a school type."""
    rows = printed[printed["LA"] == "NAT"]
    shares = coded(rows["PPERSABS15"], CODES, f"{name}, PPERSABS15").set_axis(named(rows["ESTAB"], NATIONAL_PHASES, name))
    of_year = (areas["level"] == "england") & (areas["period"] == period)
    areas.loc[of_year, OLD_SHARE] = areas.loc[of_year, "phase"].map(shares).fillna("x")
