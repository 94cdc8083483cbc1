"""Schools' money: what a school spends for each pupil, what the year left over and what it has put by.

Grain: one row a school and year. Traps: up to 2017-18 they are maintained schools and a financial year from April to March (2013-14 to
2017-18 in ``finance_maintained``); in 2024-25 academies are there too, whose year runs from September to August. Then an academy's
reserve of exactly 0 is one that its trust holds: not known. A balance that is the whole reserve was brought along from another trust.
Nought or less spent is no figure either, and then what is left over is not one. A school that opened in the year has figures of a part
of it. How many pupils are behind a figure of 2024-25 is not in the file: those of the register stand in for them.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.datasets.finance_figures import (
    BLANK,
    POUNDS,
    figures,
    for_each_pupil,
    less,
    number,
    one_each,
    opened_after,
    withheld,
    without_spending,
)
from pipeline.data.datasets.finance_maintained import YEARS, maintained
from pipeline.data.datasets.phases_and_authorities import Places, places
from pipeline.data.datasets.school_lists import GIAS
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Reason

FIRST, FIRST_PERIOD = "finance/dfe-2010-11-england_cfr.csv.gz", "2010-11"
LATEST, LATEST_PERIOD, LATEST_YEAR = "finance/compiled-2024-25-finance-by-urn.csv.gz", "2024-25", "2024/25"
REGISTER = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"

CODES: dict[str, Reason] = {"SUPP": "c"}  # so few pupils that they could be recognised

KEY = ["level", "code", "phase", "period", "la"]
COLUMNS = [*KEY, "pupils", *POUNDS.values(), *POUNDS]

ACADEMY = "Academy|Free School|Studio School|University Technical College"
WHOLE_YEAR = "2024-09-01"  # a school that opened later has figures of a part of the year


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period. Raises TidyError, SourceError."""
    opened = raw.csv(GIAS).set_index("URN")["OpenDate"]
    rows = {
        FIRST_PERIOD: first(raw.csv(FIRST)),
        **{period: maintained(raw, year, opened) for period, year in YEARS.items()},
        LATEST_PERIOD: latest(raw.csv(LATEST), raw.csv(REGISTER), opened),
    }
    where = places(raw)
    return {period: _table(period, table, where) for period, table in rows.items()}


def first(file: pd.DataFrame) -> pd.DataFrame:
    """2010-11: pounds a pupil as printed; what the year left over is income less spending."""
    need = {"pupils": "PUPILS", "income": "TOTALINCOME", "spend_per_pupil_gbp": "TOTALEXPENDITURE"}
    rows = figures(file, need, FIRST, CODES).assign(code=file["URN"], digits=file["LANUMBER"])
    return rows.assign(in_year_balance_per_pupil_gbp=less(rows["income"], rows["spend_per_pupil_gbp"]))


def latest(file: pd.DataFrame, register: pd.DataFrame, opened: pd.Series) -> pd.DataFrame:
    """2024-25: the schools that are in the register of August 2025; ``opened`` is the day of opening by school."""
    schools = file[file["urn"].isin(register["urn"])].reset_index(drop=True)
    strange = schools["year"] != LATEST_YEAR
    if strange.any():
        raise TidyError(LATEST, repr(schools["year"][strange].iloc[0]), LATEST_YEAR)
    need = {"spend_per_pupil_gbp": "perPupil", "in_year_balance_gbp": "inYear", "reserve_gbp": "reserve"}
    pupils = schools["urn"].map(one_each(register, "urn", "total_pupils_ofsted", REGISTER))
    rows = figures(schools, need, LATEST, BLANK).assign(pupils=coded(pupils, BLANK, f"{REGISTER}, total_pupils_ofsted"))
    # A school that the register of openings does not have yet is newer than it.
    part = opened_after(schools["urn"], opened, WHOLE_YEAR) | ~schools["urn"].isin(opened.index)
    rows = withheld(without_spending(rows, "spend_per_pupil_gbp"), "spend_per_pupil_gbp", part, "x")
    brought = number(rows["in_year_balance_gbp"]).eq(number(rows["reserve_gbp"])) & number(rows["reserve_gbp"]).ne(0)
    rows["in_year_balance_gbp"] = rows["in_year_balance_gbp"].mask(brought, "u")
    pooled = schools["urn"].map(register.set_index("urn")["type"]).str.contains(ACADEMY) & number(rows["reserve_gbp"]).eq(0)
    rows["reserve_gbp"] = rows["reserve_gbp"].mask(pooled, "x")
    return for_each_pupil(rows, ["in_year_balance_per_pupil_gbp", "reserve_per_pupil_gbp"]).assign(code=schools["urn"])


def _table(period: str, rows: pd.DataFrame, where: Places) -> pd.DataFrame:
    wrong = ~rows["code"].str.fullmatch(r"\d{6}") | rows["code"].duplicated()
    if wrong.any():
        raise TidyError(period, f"URN {rows['code'][wrong].iloc[0]!r}", "six digits, each school once")
    digits = rows["digits"] if "digits" in rows else pd.Series("", index=rows.index)
    placed = where.placed(rows.assign(digits=digits, number=""), period)
    table = pd.DataFrame({name: rows.get(name, "x") for name in COLUMNS[len(KEY) :]}, index=rows.index)
    return table.assign(level="school", code=rows["code"], phase=placed["phase"], period=period, la=placed["la"])[COLUMNS]
