"""Money: 2010/11 as printed, 2013/14 to 2017/18 by the pupils of the year's January, 2024/25 by those of the register of August 2025."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import GIAS, Row, row
from tests.other_road.recipes.cells import Answer, share, told
from tests.other_road.recipes.characteristics import CODES as CENSUS_CODES
from tests.other_road.recipes.characteristics import census

OLD = "finance/dfe-2010-11-england_cfr.csv.gz"
COMPILED = {year: f"finance/compiled-{year}-financials.csv.gz" for year in ("2013-14", "2014-15", "2015-16", "2016-17", "2017-18")}
LATEST = "finance/compiled-2024-25-finance-by-urn.csv.gz"
OFSTED = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"
FILES = {"2010-11": OLD, **COMPILED, "2024-25": LATEST}
CODES = {"SUPP": "c", "": "x"}
ONE, QUARTER, TWICE = Decimal(1), Decimal("0.25"), Decimal(2)


def _money(urn: str, period: str) -> Row | None:
    return row(FILES[period], urn)


def _per_pupil(pounds: str, urn: str, period: str) -> Decimal | str:
    """Divided by the pupils of that January, or of August 2025."""
    if period == "2024-25":
        found = row(OFSTED, urn)
        pupils = told(found["total_pupils_ofsted"], CODES) if found else "x"
    else:
        counted = census(urn, period)
        pupils = told(counted["TOTPUPSENDN" if period == "2013-14" else "NOR"], CENSUS_CODES) if counted else "x"
    return share(told(pounds, CODES), pupils, ONE)


def _opened_after(urn: str, day: str) -> bool:
    school = row(GIAS, urn)
    if school is None or not school["OpenDate"]:
        return False
    return "-".join(reversed(school["OpenDate"].split("-"))) > day


def _unsound(urn: str, period: str, money: Row) -> str:
    """Why a year's spending and balance are not to be had: x of nothing spent or part of a year, u where a part seems to be missing."""
    if period == "2024-25":
        known = row(GIAS, urn) is not None and told(money["perPupil"], CODES) != 0
        return "" if known and not _opened_after(urn, "2024-09-01") else "x"
    income, spending, balance = (Decimal(money[name]) for name in ("Income", "Expenditure", "Balance"))
    if spending < 1 or _opened_after(urn, f"{period[:4]}-04-01"):
        return "x"
    return "u" if income <= 0 or balance > QUARTER * income or spending > TWICE * income else ""


def _if_sound(pounds: str, urn: str, period: str, money: Row) -> Decimal | str:
    """Where the census gives no pupils to divide by, that is the reason, whatever the pounds are."""
    each = _per_pupil(pounds, urn, period)
    return each if isinstance(each, str) else _unsound(urn, period, money) or each


def _spending(urn: str, period: str) -> Answer:
    money = _money(urn, period)
    if money is None:
        return None
    if period == "2010-11":
        return told(money["TOTALEXPENDITURE"], CODES)
    if period == "2024-25":
        return _unsound(urn, period, money) or told(money["perPupil"], CODES)
    return _if_sound(money["Expenditure"], urn, period, money)


def _balance(urn: str, period: str) -> Answer:
    money = _money(urn, period)
    if money is None:
        return None
    if period == "2010-11":
        income, spending = told(money["TOTALINCOME"], CODES), told(money["TOTALEXPENDITURE"], CODES)
        return income if isinstance(income, str) else spending if isinstance(spending, str) else income - spending
    if period == "2024-25":
        each = _unsound(urn, period, money) or _per_pupil(money["inYear"], urn, period)
        brought = told(money["inYear"], CODES) == told(money["reserve"], CODES) != 0
        return "u" if brought and each != "x" else each
    return _if_sound(money["Balance"], urn, period, money)


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
