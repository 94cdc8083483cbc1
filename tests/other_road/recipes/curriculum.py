"""What is taught: A level maths and sciences in three years, subjects of 2020/21, and two parts of the Baccalaureate of that year."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import row, rows
from tests.other_road.recipes.cells import Answer, Recipe, share, told

SCIENCES = {
    "2017-18": "attainment/dfe-2017-18-england_ks5maths-science.xlsx",
    "2018-19": "attainment/dfe-2018-19-england_ks5maths-science.xlsx",
    "2024-25": "attainment/dfe-2024-25-england_ks5maths-science.csv.gz",
}
SUBJECTS = "attainment/dfe-2020-21-england_ks5-subject-entries.csv.gz"
ENTRIES = "attainment/dfe-2020-21-england_ks4-ebacc-entries.csv.gz"
CODES = {"x": "c", "SUPP": "c", "NE": "z", "": "z"}
ARTS = ("Art & Design", "Art and Design", "Music", "Drama", "Dance", "Fine Art", "Photography", "Graphics", "Textiles", "Three-dimensional")
FEW = 5


def _science(*names: str) -> Recipe:
    """A share of 0 of one to five students in 2018/19 stands for a hidden one; nobody at the end of A levels: does not apply."""

    def recipe(urn: str, period: str) -> Answer:
        if period not in SCIENCES:
            return "x"
        found = row(SCIENCES[period], urn)
        if found is None:
            return "z"
        students, answer = told(found["All_A_levels_students"], CODES), told(next(found[name] for name in names if name in found), CODES)
        if students == 0:
            return "z"
        return "c" if period == "2018-19" and not isinstance(students, str) and students <= FEW else answer

    return recipe


def _entered(urn: str) -> list[tuple[str, Decimal]]:
    """A level subjects with their entries."""
    found = [one for one in rows(SUBJECTS).get(urn, []) if one["QUALIFICATION"] == "A level"]
    return [(one["DESCRIPTION"], Decimal(one["NUMBER_OF_ENTRIES"])) for one in found]


def _subjects(urn: str, period: str) -> Answer:
    if period != "2020-21":
        return "x"
    return Decimal(len({subject for subject, _ in _entered(urn)})) if urn in rows(SUBJECTS) else "z"


def _arts(urn: str, period: str) -> Answer:
    if period != "2020-21":
        return "x"
    arts = sum((number for subject, number in _entered(urn) if subject.startswith(ARTS)), Decimal(0))
    return share(arts, sum((number for _, number in _entered(urn)), Decimal(0)))


def _entry(name: str) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        if period != "2020-21":
            return "x"
        found = row(ENTRIES, urn)
        return "z" if found is None else told(found[name], CODES)

    return recipe


RECIPES: dict[str, Recipe] = {
    "a_level_maths": _science("A_level_maths_percent_all"),
    "a_level_biology": _science("A_level_Biology_percent_all", "A_level_biological_sciences_percent_all"),
    "a_level_chemistry": _science("A_level_chemistry_percent_all"),
    "a_level_physics": _science("A_level_physics_percent_all"),
    "a_level_subjects": _subjects,
    "a_level_arts": _arts,
    "language_entry": _entry("PTEBACLAN_E_PTQ_EE"),
    "humanities_entry": _entry("PTEBACHUM_E_PTQ_EE"),
}
