"""The census files of each year: which of their columns are which of ours, and what their codes mean.

Sources: the publisher's dictionaries of the performance tables' census files, one a year, and its lists of abbreviations.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.errors import TidyError
from pipeline.model import Reason

KEY = ("level", "code", "phase", "period", "la")

# "NA" in full: "not applicable: figures are either not available for the year in question, or the data field is not
# applicable to this school". "NP": not published. "SUPP": suppressed, for so few pupils that they could be recognised.
CODES: dict[str, Reason] = {"SUPP": "c", "NP": "x", "NA": "z"}
BLANK: Reason = "x"  # a cell that the publisher left empty or a row that ends early: no reason is given


@dataclass(frozen=True, slots=True)
class Census:
    """One year's file; ``blanks`` if cells may be empty, ``ragged`` if rows may also end early."""

    raw: str
    ragged: bool = False
    blanks: bool = False


CENSUSES = {
    "2010-11": Census("inclusion/dfe-2010-11-england_census.csv.gz"),
    "2011-12": Census("inclusion/dfe-2011-12-england_census.csv.gz"),
    "2012-13": Census("inclusion/dfe-2012-13-england_census.csv.gz"),
    "2013-14": Census("inclusion/dfe-2013-14-england_census.csv.gz"),
    "2014-15": Census("inclusion/dfe-2014-15-england_census.csv.gz"),
    "2015-16": Census("inclusion/dfe-2015-16-england_census.csv.gz"),
    "2016-17": Census("inclusion/dfe-2016-17-england_census.csv.gz"),
    "2017-18": Census("inclusion/dfe-2017-18-england_census.csv.gz"),
    "2018-19": Census("inclusion/dfe-2018-19-england_census.csv.gz"),
    "2020-21": Census("inclusion/dfe-2020-21-england_census.csv.gz", ragged=True, blanks=True),
    "2021-22": Census("inclusion/dfe-2021-22-england_census.csv.gz", ragged=True, blanks=True),
    "2022-23": Census("inclusion/dfe_school_census_2022-2023.csv.gz"),
    "2025-26": Census("inclusion/school_characteristics_census_2026-01.csv.gz", blanks=True),
}

LANGUAGES = "NUMEAL+NUMENGFL+NUMUNCFL"

# Our column: from which year to which it is made of which raw columns. "A+B" is their sum, "A/B" the one in percent of the other.
SPANS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "pupils": (("2010-11", "2013-14", "TOTPUPSENDN"), ("2014-15", "2022-23", "NOR"), ("2025-26", "2025-26", "pupils_on_roll")),
    "girls_pct": (("2011-12", "2022-23", "PNORG"), ("2025-26", "2025-26", "girls_pct")),
    "fsm_pupils": (("2010-11", "2013-14", "NUMFSM"), ("2018-19", "2022-23", "NUMFSM")),
    "fsm_of_pupils": (("2010-11", "2012-13", "TOTPUPFSMDN"), ("2013-14", "2013-14", "NUMFSM+NUMNOFSM"), ("2018-19", "2022-23", "NOR")),
    "fsm_pct": (("2010-11", "2017-18", "PNUMFSM"), ("2018-19", "2022-23", "NUMFSM/NOR"), ("2025-26", "2025-26", "fsm_pct")),
    "fsm_ever6_pupils": (("2011-12", "2022-23", "NUMFSMEVER"),),
    "fsm_ever6_of_pupils": (("2020-21", "2020-21", "NOR"), ("2021-22", "2022-23", "NORFSMEVER")),  # 2020-21: see README
    "fsm_ever6_pct": (("2011-12", "2022-23", "PNUMFSMEVER"),),
    "eal_pupils": (("2010-11", "2022-23", "NUMEAL"),),
    "eal_of_pupils": (("2010-11", "2011-12", "TOTPUPEALDN"), ("2012-13", "2022-23", LANGUAGES)),
    "eal_pct": (("2010-11", "2022-23", "PNUMEAL"), ("2025-26", "2025-26", "eal_pct")),
    "sen_support_pupils": (("2014-15", "2022-23", "TSENELK"),),
    "sen_support_pct": (("2014-15", "2022-23", "PSENELK"),),
    "ehcp_pupils": (("2010-11", "2010-11", "TOTSENST"), ("2012-13", "2013-14", "TOTSENST"), ("2014-15", "2022-23", "TSENELSE")),
    "ehcp_pct": (("2010-11", "2010-11", "PTOTSENST"), ("2012-13", "2013-14", "PTOTSENST"), ("2014-15", "2022-23", "PSENELSE")),
    "sen_action_pupils": (("2010-11", "2013-14", "TSENA"),),
    "sen_action_pct": (("2010-11", "2013-14", "PSENA"),),
    "sen_action_plus_or_statement_pupils": (("2010-11", "2013-14", "TSENSAP"),),
    "sen_action_plus_or_statement_pct": (("2010-11", "2013-14", "PSENSAP"),),
    "class_size": (("2025-26", "2025-26", "class_size_avg"),),
}

# Whom each share is a share of. Of nobody there is no share, though some years print 0 for it.
WHOLES: dict[str, tuple[str, ...]] = {
    "girls_pct": ("pupils",),
    "fsm_pct": ("pupils", "fsm_of_pupils"),
    "fsm_ever6_pct": ("pupils", "fsm_ever6_of_pupils"),
    "eal_pct": ("pupils", "eal_of_pupils"),
    "sen_support_pct": ("pupils",),
    "ehcp_pct": ("pupils",),
    "sen_action_pct": ("pupils",),
    "sen_action_plus_or_statement_pct": ("pupils",),
    "class_size": ("pupils",),
}

# Where a cell does not mean what it says: column, phase groups, the reason in the cell ("" for a number), the reason in its place.
# 2015-16: outside two authorities the six-year figure leaves out all pupils of primary age, so that nearly every primary school has 0.
# 2025-26: class size is published for primary and secondary schools only, its cell is empty for all others.
NOT_SECONDARY = ("nursery", "primary", "special", "alternative-provision")
EXCEPTIONS: dict[str, tuple[tuple[str, tuple[str, ...], str, Reason], ...]] = {
    "2015-16": (("fsm_ever6_pupils", NOT_SECONDARY, "", "x"), ("fsm_ever6_pct", NOT_SECONDARY, "", "x")),
    "2025-26": (("class_size", ("nursery", "special", "alternative-provision"), "x", "z"),),
}


def made_of(column: str, period: str) -> str:
    """The raw columns, as ``SPANS`` writes them, behind ``column`` in ``period``; empty if that year's file has none."""
    return next((raw for first, last, raw in SPANS[column] if first <= period <= last), "")


def codes(period: str) -> dict[str, Reason]:
    """The publisher's codes in that year's file, the empty cell among them only where the file has any."""
    return {**CODES, "": BLANK} if CENSUSES[period].blanks else CODES


def need(where: str, file: pd.DataFrame, column: str) -> pd.Series:
    """The file's ``column``. Raises TidyError if it is gone."""
    if column not in file:
        raise TidyError(where, f"no column {column}", f"it among {', '.join(map(str, file.columns))}")
    return file[column]


def numbers(where: str, file: pd.DataFrame) -> pd.Series:
    """The number of each school, its authority's three digits first; nothing behind them where the file has no more. Raises TidyError."""
    return file["LAESTAB"] if "LAESTAB" in file else need(where, file, "LA") + file.get("ESTAB", "")
