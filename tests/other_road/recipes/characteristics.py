"""Pupil characteristics: the school census of January, year by year; which column a year has, and whose share it is."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import ABSENCE, Row, row, rows
from tests.other_road.recipes.cells import Answer, Recipe, rounded, share, told

OLD = ("2010-11", "2011-12", "2012-13", "2013-14")
WITHOUT_MEALS = ("2018-19", "2020-21", "2021-22", "2022-23")
YEARS = (*OLD, "2014-15", "2015-16", "2016-17", "2017-18", *WITHOUT_MEALS)
CENSUS = {year: f"inclusion/dfe-{year}-england_census.csv.gz" for year in YEARS} | {
    "2022-23": "inclusion/dfe_school_census_2022-2023.csv.gz",
    "2025-26": "inclusion/school_characteristics_census_2026-01.csv.gz",
}
CODES = {"SUPP": "c", "NP": "x", "NA": "z", "": "x"}
EMPTY = "empty"
SHARES = CODES | {"": EMPTY}


def census(urn: str, period: str) -> Row | None:
    """The school's row of the census in January of the school year."""
    return row(CENSUS[period], urn) if period in CENSUS else None


def _column(old: str, newer: str, latest: str, codes: dict[str, str] = CODES) -> Recipe:
    """A column as it stands; a year without it has none."""

    def recipe(urn: str, period: str) -> Answer:
        found = census(urn, period)
        if found is None:
            return None
        name = latest if period == "2025-26" else old if period in OLD else newer
        return told(found[name], codes) if name in found else "x"

    return recipe


def _of_somebody(recipe: Recipe, wholes: tuple[tuple[str, ...], ...]) -> Recipe:
    """A share of 0, or an empty one, does not apply where nobody is counted; the first of ``wholes`` that the year has all of says who.

    What the publisher says with a code stays.
    """

    def careful(urn: str, period: str) -> Answer:
        answer, found = recipe(urn, period), census(urn, period)
        if found is None or answer not in (Decimal(0), EMPTY):
            return answer
        counted = next((names for names in wholes if set(names) <= set(found)), ())
        numbers = [told(found[name], CODES) for name in counted]
        if counted and all(number == 0 for number in numbers):
            return "z"
        return "x" if answer == EMPTY else answer

    return careful


def _meals(urn: str, period: str) -> Answer:
    found = census(urn, period)
    if found is not None and period in WITHOUT_MEALS:
        return rounded(share(told(found["NUMFSM"], CODES), told(found["NOR"], CODES)), 1)
    return _column("PNUMFSM", "PNUMFSM", "fsm_pct", SHARES)(urn, period)


def kind(urn: str, year: str) -> str:
    """What kind of school it was, by the absence file of that year or of the nearest."""
    found = sorted(rows(ABSENCE).get(urn, []), key=lambda one: abs(int(one["time_period"][:4]) - int(year[:4])))
    return found[0]["school_type"] if found else ""


def _six_years(urn: str, period: str) -> Answer:
    """The file of 2015/16 leaves out pupils of primary age, so that year is kept for secondary schools only."""
    if period == "2015-16" and "secondary" not in kind(urn, period):
        return "x" if census(urn, period) else None
    return _column("PNUMFSMEVER", "PNUMFSMEVER", "", SHARES)(urn, period)


def _class_size(urn: str, period: str) -> Answer:
    answer = _column("", "", "class_size_avg")(urn, period)
    return "x" if answer == 0 else answer  # no class is of nobody


ROLL = (("NOR",), ("TOTPUPSENDN",), ("pupils_on_roll",))
RECIPES: dict[str, Recipe] = {
    "pupils": _column("TOTPUPSENDN", "NOR", "pupils_on_roll"),
    "free_school_meals": _of_somebody(_meals, (("TOTPUPFSMDN",), ("NUMFSM", "NUMNOFSM"), *ROLL)),
    "free_school_meals_six_years": _of_somebody(_six_years, (("NORFSMEVER",), *ROLL)),
    "english_additional_language": _of_somebody(
        _column("PNUMEAL", "PNUMEAL", "eal_pct", SHARES), (("TOTPUPEALDN",), ("NUMEAL", "NUMENGFL", "NUMUNCFL"), *ROLL)
    ),
    "sen_support": _column("", "PSENELK", ""),
    "ehc_plans": _column("PTOTSENST", "PSENELSE", ""),
    "class_size": _class_size,
}
