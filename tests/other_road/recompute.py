"""Works out a figure of a school from the publishers' files; none of it is the pipeline's."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.other_road.recipes import (
    absence,
    admissions,
    attainment,
    characteristics,
    curriculum,
    destinations,
    finance,
    sixth_form,
    workforce,
)
from tests.other_road.recipes.cells import Answer, Recipe

RECIPES: dict[str, Recipe] = {
    **absence.RECIPES,
    **characteristics.RECIPES,
    **attainment.RECIPES,
    **sixth_form.RECIPES,
    **curriculum.RECIPES,
    **destinations.RECIPES,
    **workforce.RECIPES,
    **finance.RECIPES,
    **admissions.RECIPES,
}
# Packages whose recipes give a reason where a file lacks the school: these are their years.
YEARS = {
    **dict.fromkeys(attainment.RECIPES, attainment.YEARS),
    **dict.fromkeys(sixth_form.RECIPES, frozenset(sixth_form.LISTS)),
    **dict.fromkeys(finance.RECIPES, frozenset(finance.FILES)),
}
MINUS = "\N{MINUS SIGN}"
NUMBER = re.compile(rf"{MINUS}?\d{{1,3}}(,\d{{3}})*(\.\d+)?")
WORDS = {"c": "suppressed", "z": "not applicable", "x": "not available", "low": "rounds to zero", "u": "unreliable"}


def figure(measure: str, urn: str, period: str) -> Answer:
    """A number, the letter of the reason why there is none, or None where no file has the school in that year."""
    return RECIPES[measure](urn, period) if period in YEARS.get(measure, {period}) else None


def agrees(shown: str, answer: Answer, decimals: int) -> bool:
    """Whether a printed figure is the answer: the reason in words, or the nearest number of so many decimals (either, of an exact half)."""
    if not isinstance(answer, Decimal):
        return answer is not None and shown == WORDS[answer]
    if not NUMBER.fullmatch(shown) or len(shown.partition(".")[2]) != decimals:
        return False
    number = Decimal(shown.replace(",", "").replace(MINUS, "-"))
    return abs(number - answer) * 2 <= Decimal(1).scaleb(-decimals)
