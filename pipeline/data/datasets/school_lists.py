"""Where the rooms look up what a school was in a year that their own files do not say: which list is believed, and the largest of them.

Grain: one row a school and list. Trap: a school changes its kind, its authority and its number, so that the list nearest in time is
believed. Which of two that are as near, and what becomes of an authority that was not there yet, is each room's own, and differs.
"""

from __future__ import annotations

import io

import pandas as pd

from pipeline.data.sources import Raw

FULL_YEAR = "inclusion/dfe-2006-07_to_2018-19-absence_3term_nat_reg_la_sch.csv.gz"
GIAS, GIAS_PERIOD = "register/gias_statefunded_2025-07-17.csv.gz", "2024-25"


def nearest(listed: pd.DataFrame, period: str, key: str, earlier: bool = False) -> pd.DataFrame:
    """Each school's row in the list nearest to ``period`` that has it, by ``key``; a row without one is passed over.

    ``listed`` has the ``period`` of each row. Of two lists that are as near it is the later, or the ``earlier`` if so asked.
    """
    gaps = (listed["period"].str[:4].astype("int") - int(period[:4])).abs()
    ordered = listed.assign(gap=gaps).sort_values(["gap", "period"], ascending=[True, earlier], kind="stable")
    return ordered[ordered[key] != ""].drop_duplicates(key).set_index(key).drop(columns="gap")


def absence_schools(raw: Raw, *columns: str) -> pd.DataFrame:
    """``period``, ``urn`` and more ``columns`` as text of each school that the large absence file names with a URN. Raises SourceError.

    It names nearly every school of 2006/07 to 2018/19. Only what is needed is read: ``columns`` of its 57.
    """
    wanted = ["time_period", "geographic_level", "urn", *columns]
    table = pd.read_csv(io.BytesIO(raw.bytes(FULL_YEAR)), usecols=wanted, dtype="str", keep_default_na=False)
    rows = table[(table["geographic_level"] == "School") & table["urn"].str.fullmatch(r"\d{6}")]
    year = rows["time_period"]
    made = rows.assign(period=year.str[:4] + "-" + year.str[4:])[["period", "urn", *columns]]
    return made.assign(laestab=made["laestab"].str.removesuffix(".0")) if "laestab" in columns else made


def laestab(rows: pd.DataFrame, authority: str = "LA", establishment: str = "ESTAB") -> pd.Series:
    """The seven-digit number of a school: three of its authority, four of its own."""
    return rows[authority] + rows[establishment].str.zfill(4)
