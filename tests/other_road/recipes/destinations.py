"""Where pupils go next: which file tells of the pupils who left in a year, by the table of the package's README."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import row
from tests.other_road.recipes.cells import HUNDRED, Answer, Recipe, told
from tests.other_road.recipes.numbers import dfe_number

KS4 = "destinations/dfe-{}-england_ks4-pupdest.csv.gz"
KS5 = "destinations/dfe-{}-england_ks5-studest.csv.gz"
HIGHER = "destinations/dfe-{}-england_ks5-studest-he.csv"
EDUCATION = "destinations/dfe-{}-england_pupdest.csv"
OLD = "destinations/dfe-2010-11-destinations-{}-schools.xlsx"
LATER = "destinations/dfe-2014-15-destinations-{}-institutions.xlsx"
COMPILED = "destinations/compiled-2022-23-destinations-by-urn.csv"
BOOKS = {"2009-10": OLD, "2013-14": LATER}
CODES = {"SUPP": "c", "x": "c", "SP": "low", "-": "low", "": "x", "NE": "z", "NA": "x", "NP": "x"}
Places = dict[str, tuple[str, str]]

# In a year: the file, and the column there. The tables of a year tell of pupils who left two years before.
_TABLES = {"2014-15": "2016-17", "2015-16": "2017-18", "2016-17": "2018-19", "2018-19": "2020-21", "2019-20": "2021-22"}
_ONLY_EDUCATION = {"2010-11": "2012-13", "2011-12": "2013-14", "2012-13": "2014-15"}


def _after_16(name: str, compiled: str, old: str, book: str) -> Places:
    tables = {left: (KS4.format(told_in), name) for left, told_in in _TABLES.items()}
    books = {"2009-10": (OLD.format("ks4"), old), "2013-14": (LATER.format("ks4"), book)}
    return tables | {"2020-21": (COMPILED, compiled)} | {left: where for left, where in books.items() if where[1]}


def _after_18(name: str, compiled: str, old: str, book: str) -> Places:
    early = ("2014-15", "2015-16")
    tables = {left: (KS5.format(told_in), name if left in early else f"TOT_{name}") for left, told_in in _TABLES.items()}
    books = {"2009-10": (OLD.format("ks5"), old), "2013-14": (LATER.format("ks5"), book)}
    return tables | books | {"2020-21": (COMPILED, compiled)}


SUSTAINED = _after_16(
    "OVERALL_DESTPER",
    "ks4_sustained",
    "Overall Education or Employment /Training Destination3",
    "Overall sustained2 education or employment /training destination3",
) | {"2017-18": (KS4.format("2020-21"), "OVERALL_DESTPER_19")}
IN_EDUCATION = _after_16("EDUCATIONPER", "ks4_education", "Any education destination4", "Any sustained2 education destination5") | {
    left: (EDUCATION.format(year), "OVERALLPER") for left, year in _ONLY_EDUCATION.items()
}
APPRENTICES = _after_16("APPRENPER", "ks4_appren", "Apprentice-ships6", "Apprentice-ships4") | {
    left: (EDUCATION.format(year), "APPRENPER") for left, year in _ONLY_EDUCATION.items()
}
NOT_SUSTAINED = _after_16("NOT_SUSTAINEDPER", "ks4_notSustained", "", "Destination not sustained13")
RUSSELL = {
    "2009-10": (OLD.format("ks5"), "Russell Group (incl. Ox. and Cam.)"),
    "2013-14": (LATER.format("ks5"), "Russell Group (incl. Ox. and Cam.)"),
    "2014-15": (KS5.format("2016-17"), "RUSSELLPER"),
    "2015-16": (HIGHER.format("2018-19"), "ALL_RUSSELL"),
    "2017-18": (HIGHER.format("2020-21"), "ALL_RUSSELL"),
    "2018-19": (HIGHER.format("2021-22"), "ALL_RUSSELL"),
}


def _from(places: Places) -> Recipe:
    """No file of the year has the figure: not available; its list lacks the school: does not apply. One workbook has parts of one."""

    def recipe(urn: str, period: str) -> Answer:
        if period not in places:
            return "x"
        raw, name = places[period]
        found = row(raw, dfe_number(urn, period) if period in BOOKS else urn)
        if found is None:
            return "z"
        answer = told(found[name], CODES)
        return answer * HUNDRED if isinstance(answer, Decimal) and period == "2009-10" else answer

    return recipe


LISTS_18 = {left: KS5.format(told_in) for left, told_in in _TABLES.items()} | {"2017-18": HIGHER.format("2020-21")}


def _listed_at_18(urn: str, period: str) -> bool:
    """Whether the school is on the year's list.

    The file of 2020/21 has no codes: there a school counts as listed with a figure, or if it was listed in the year before.
    """
    if period == "2020-21":
        found = row(COMPILED, urn) or {}
        return any(found.get(name) for name in ("ks5_sustained", "ks5_he", "ks5_appren")) or _listed_at_18(urn, "2019-20")
    return period not in LISTS_18 or row(LISTS_18[period], urn) is not None


def _at_18(places: Places) -> Recipe:
    recipe = _from(places)
    return lambda urn, period: recipe(urn, period) if _listed_at_18(urn, period) else "z"


RECIPES: dict[str, Recipe] = {
    "after_16_sustained": _from(SUSTAINED),
    "after_16_education": _from(IN_EDUCATION),
    "after_16_apprenticeship": _from(APPRENTICES),
    "after_16_not_sustained": _from(NOT_SUSTAINED),
    "after_18_sustained": _at_18(
        _after_18(
            "OVERALLPER",
            "ks5_sustained",
            "Overall Education or Employment /Training Destination5",
            "Overall sustained5 education and/or employment destination6",
        )
    ),
    "after_18_higher_education": _at_18(_after_18("HEPER", "ks5_he", "UK Higher Education Institution", "UK higher education institution")),
    "after_18_russell_group": _at_18(RUSSELL),
    "after_18_apprenticeship": _at_18(_after_18("APPRENPER", "ks5_appren", "Apprentice-ships8", "Apprentice-ships7")),
}
