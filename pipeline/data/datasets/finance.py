"""Schools' money: what a school spends for each pupil, what the year left over and what it has put by.

Grain: one row a school and year. Traps: 2010-11 and 2017-18 are maintained schools and a financial year from April to March; in
2024-25 academies are there too, whose year runs from September to August. Then an academy's reserve of exactly 0 is one that its trust
holds: not known. Nought or less spent is no figure either, and then what is left over is not one. A school that opened in the year has
figures of a part of it. How many pupils are behind a figure of 2024-25 is not in the file: those of the register stand in for them.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.datasets.workforce_places import GIAS, NATIONAL, Places, places
from pipeline.data.dates import iso
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import REASONS, Reason

FIRST, FIRST_PERIOD = "finance/dfe-2010-11-england_cfr.csv.gz", "2010-11"
MAINTAINED, MAINTAINED_PERIOD = "finance/compiled-2017-18-financials.csv.gz", "2017-18"
PUPILS = "inclusion/dfe-2017-18-england_census.csv.gz"
LATEST, LATEST_PERIOD, LATEST_YEAR = "finance/compiled-2024-25-finance-by-urn.csv.gz", "2024-25", "2024/25"
REGISTER = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"

CODES: dict[str, Reason] = {"SUPP": "c"}  # so few pupils that they could be recognised
BLANK: dict[str, Reason] = {"": "x"}  # in compiled files: no reason is given

KEY = ["level", "code", "phase", "period", "la"]
POUNDS = {
    "spend_per_pupil_gbp": "spending_gbp",
    "in_year_balance_per_pupil_gbp": "in_year_balance_gbp",
    "reserve_per_pupil_gbp": "reserve_gbp",
}
COLUMNS = [*KEY, "pupils", *POUNDS.values(), *POUNDS]

ACADEMY = "Academy|Free School|Studio School|University Technical College"
WHOLE_YEAR = "2024-09-01"  # a school that opened later has figures of a part of the year


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period. Raises TidyError, SourceError."""
    opened = raw.csv(GIAS).set_index("URN")["OpenDate"]
    rows = {
        FIRST_PERIOD: first(raw.csv(FIRST)),
        MAINTAINED_PERIOD: maintained(raw.csv(MAINTAINED), raw.csv(PUPILS)),
        LATEST_PERIOD: latest(raw.csv(LATEST), raw.csv(REGISTER), opened),
    }
    where = places(raw)
    return {period: _table(period, table, where) for period, table in rows.items()}


def first(file: pd.DataFrame) -> pd.DataFrame:
    """2010-11: pounds a pupil as printed; what the year left over is income less spending."""
    need = {"pupils": "PUPILS", "income": "TOTALINCOME", "spend_per_pupil_gbp": "TOTALEXPENDITURE"}
    rows = _figures(file, need, FIRST, CODES).assign(code=file["URN"], digits=file["LANUMBER"])
    return rows.assign(in_year_balance_per_pupil_gbp=_less(rows["income"], rows["spend_per_pupil_gbp"]))


def maintained(file: pd.DataFrame, census: pd.DataFrame) -> pd.DataFrame:
    """2017-18: pounds of the whole school, for each pupil of the census of January 2018. The file ends with rows of no school."""
    schools = file[file["URN"] != "nan"].reset_index(drop=True)
    rows = _figures(schools, {"spending_gbp": "Expenditure", "in_year_balance_gbp": "Balance"}, MAINTAINED, {})
    pupils = schools["URN"].map(_one_each(census, "URN", "NOR", PUPILS)).fillna("")
    rows = _without_spending(rows.assign(pupils=coded(pupils, BLANK, f"{PUPILS}, NOR")), "spending_gbp")
    return _for_each_pupil(rows, ["spend_per_pupil_gbp", "in_year_balance_per_pupil_gbp"]).assign(code=schools["URN"])


def latest(file: pd.DataFrame, register: pd.DataFrame, opened: pd.Series) -> pd.DataFrame:
    """2024-25: the schools that are in the register of August 2025; ``opened`` is the day of opening by school."""
    schools = file[file["urn"].isin(register["urn"])].reset_index(drop=True)
    strange = schools["year"] != LATEST_YEAR
    if strange.any():
        raise TidyError(LATEST, repr(schools["year"][strange].iloc[0]), LATEST_YEAR)
    need = {"spend_per_pupil_gbp": "perPupil", "in_year_balance_gbp": "inYear", "reserve_gbp": "reserve"}
    pupils = schools["urn"].map(_one_each(register, "urn", "total_pupils_ofsted", REGISTER))
    rows = _figures(schools, need, LATEST, BLANK).assign(pupils=coded(pupils, BLANK, f"{REGISTER}, total_pupils_ofsted"))
    rows = _without_spending(rows, "spend_per_pupil_gbp")
    part = _part_of_the_year(schools["urn"], opened)
    for column in ("spend_per_pupil_gbp", "in_year_balance_gbp"):
        rows[column] = rows[column].mask(part, "x")
    pooled = schools["urn"].map(register.set_index("urn")["type"]).str.contains(ACADEMY) & _number(rows["reserve_gbp"]).eq(0)
    rows["reserve_gbp"] = rows["reserve_gbp"].mask(pooled, "x")
    return _for_each_pupil(rows, ["in_year_balance_per_pupil_gbp", "reserve_per_pupil_gbp"]).assign(code=schools["urn"])


def _part_of_the_year(urns: pd.Series, opened: pd.Series) -> pd.Series:
    """Which schools opened in the year, or are so new that the register of openings does not have them."""
    days = iso(urns.map(opened).fillna(""), "dd-mm-yyyy", f"{GIAS}, OpenDate")
    return (days > WHOLE_YEAR) | ~urns.isin(opened.index)


def _figures(file: pd.DataFrame, columns: Mapping[str, str], name: str, codes: Mapping[str, Reason]) -> pd.DataFrame:
    gone = [theirs for theirs in columns.values() if theirs not in file]
    if gone:
        raise TidyError(name, f"no column {gone[0]}", "the columns that the package is made from")
    return pd.DataFrame({ours: coded(file[theirs], codes, f"{name}, {theirs}") for ours, theirs in columns.items()})


def _one_each(table: pd.DataFrame, key: str, column: str, name: str) -> pd.Series:
    """``column`` by school, without the rows for England. Raises TidyError for a school that has two values."""
    pairs = table.loc[table[key] != NATIONAL, [key, column]].drop_duplicates()
    twice = pairs[key].duplicated()
    if twice.any():
        raise TidyError(name, f"{key} {pairs[key][twice].iloc[0]} twice", "each school once")
    return pairs.set_index(key)[column]


def _without_spending(rows: pd.DataFrame, spent: str) -> pd.DataFrame:
    """Where less than a pound was spent the spending is not known, and what the year left over neither."""
    nothing = _number(rows[spent]) < 1
    return rows.assign(in_year_balance_gbp=rows["in_year_balance_gbp"].mask(nothing, "x"), **{spent: rows[spent].mask(nothing, "x")})


def _for_each_pupil(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Whole pounds for each pupil, halves up; of nobody ``z``."""
    pupils = _number(rows["pupils"])
    table = rows.copy()
    for column in columns:
        whole = rows[POUNDS[column]]
        told = _reason(whole, rows["pupils"])
        reason = told.mask((told == "") & pupils.eq(0), "z")
        each = (_number(whole) / pupils.mask(pupils == 0) + 0.5).floordiv(1)
        table[column] = each.map("{:.0f}".format).mask(reason != "", reason)
    return table


def _less(whole: pd.Series, part: pd.Series) -> pd.Series:
    reason = _reason(whole, part)
    return (_number(whole) - _number(part)).map("{:.0f}".format).mask(reason != "", reason)


def _reason(one: pd.Series, other: pd.Series) -> pd.Series:
    """Why there is no figure made of the two: the first of ``model.REASONS`` that either has; empty where there is one."""
    told = pd.Series("", index=one.index, dtype="str")
    for reason in reversed(REASONS):
        told = told.mask((one == reason) | (other == reason), reason)
    return told


def _number(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce")


def _table(period: str, rows: pd.DataFrame, where: Places) -> pd.DataFrame:
    wrong = ~rows["code"].str.fullmatch(r"\d{6}") | rows["code"].duplicated()
    if wrong.any():
        raise TidyError(period, f"URN {rows['code'][wrong].iloc[0]!r}", "six digits, each school once")
    digits = rows["digits"] if "digits" in rows else pd.Series("", index=rows.index)
    placed = where.placed(rows.assign(digits=digits, number=""), period)
    table = pd.DataFrame({name: rows.get(name, "x") for name in COLUMNS[len(KEY) :]}, index=rows.index)
    return table.assign(level="school", code=rows["code"], phase=placed["phase"], period=period, la=placed["la"])[COLUMNS]
