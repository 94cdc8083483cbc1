"""Money: 2010/11 as printed, 2017/18 by the pupils of that January, 2024/25 by those of the register of August 2025."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import GIAS, Row, row
from tests.other_road.recipes.cells import Answer, share, told
from tests.other_road.recipes.characteristics import census

OLD = "finance/dfe-2010-11-england_cfr.csv.gz"
COMPILED = "finance/compiled-2017-18-financials.csv.gz"
LATEST = "finance/compiled-2024-25-finance-by-urn.csv.gz"
OFSTED = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"
CODES = {"SUPP": "c", "": "x"}
ONE = Decimal(1)
YEAR_BEGAN = "2024-09-01"
FILES = {"2010-11": OLD, "2017-18": COMPILED, "2024-25": LATEST}


def _money(urn: str, period: str) -> Row | None:
    return row(FILES[period], urn)


def _per_pupil(pounds: str, urn: str, period: str) -> Decimal | str:
    """Divided by the pupils of January 2018 or of August 2025."""
    found = row(OFSTED, urn) if period == "2024-25" else census(urn, period)
    pupils = "" if found is None else found["total_pupils_ofsted" if period == "2024-25" else "NOR"]
    return share(told(pounds, CODES), told(pupils, CODES), ONE)


def _whole_year(urn: str, money: Row) -> bool:
    """Not a part of 2024/25 only, and not without any spending."""
    school = row(GIAS, urn)
    if school is None or told(money["perPupil"], CODES) == 0:
        return False
    day, month, year = school["OpenDate"].split("-") if school["OpenDate"] else ("", "", "")
    return f"{year}-{month}-{day}" <= YEAR_BEGAN


def _spending(urn: str, period: str) -> Answer:
    money = _money(urn, period)
    if money is None:
        return None
    if period == "2010-11":
        return told(money["TOTALEXPENDITURE"], CODES)
    if period == "2017-18":
        return _per_pupil(money["Expenditure"], urn, period)
    return told(money["perPupil"], CODES) if _whole_year(urn, money) else "x"


def _balance(urn: str, period: str) -> Answer:
    money = _money(urn, period)
    if money is None:
        return None
    if period == "2010-11":
        income, spending = told(money["TOTALINCOME"], CODES), told(money["TOTALEXPENDITURE"], CODES)
        return income if isinstance(income, str) else spending if isinstance(spending, str) else income - spending
    if period == "2017-18":
        return _per_pupil(money["Balance"], urn, period)
    return _per_pupil(money["inYear"], urn, period) if _whole_year(urn, money) else "x"


def _reserve(urn: str, period: str) -> Answer:
    """An academy's reserve of exactly 0 is not known."""
    money = _money(urn, period)
    if money is None:
        return None
    if period != "2024-25":
        return "x"
    school = row(OFSTED, urn)
    academy = school is not None and ("Academy" in school["type"] or "Free" in school["type"])
    return "x" if told(money["reserve"], CODES) == 0 and academy else _per_pupil(money["reserve"], urn, period)


RECIPES = {"spend_per_pupil": _spending, "in_year_balance": _balance, "reserve": _reserve}
