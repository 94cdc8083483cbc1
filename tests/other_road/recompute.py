"""Works out a figure of a school from the publishers' files; none of it is the pipeline's."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tests.other_road.recipes import absence, admissions, attainment, characteristics, curriculum, destinations, finance, sixth_form, workforce
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
WORDS = {"c": "suppressed", "z": "not applicable", "x": "not available", "low": "rounds to zero", "u": "unreliable"}


def figure(measure: str, urn: str, period: str) -> Answer:
    """A number, the letter of the reason why there is none, or None where no file has the school in that year."""
    return RECIPES[measure](urn, period)


def in_print(answer: Answer, decimals: int) -> str:
    """As a page prints it: commas for thousands, a true minus sign, halves away from zero; a reason in words."""
    if answer is None:
        return "no row"
    if isinstance(answer, str):
        return WORDS[answer]
    text = f"{answer.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    return text.lstrip("-") if not Decimal(text.replace(",", "")) else text.replace("-", "\N{MINUS SIGN}")
