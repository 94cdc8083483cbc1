"""Admissions: the counts of first preferences and offers, by the spring of the offers; and the places in school sixth forms."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import Row, rows
from tests.other_road.recipes.cells import HUNDRED, Answer, Recipe, share, told

SCHOOLS = "places/school_admissions_and_progress_2014_2022.csv.gz"
SIXTH_FORMS = "places/dfe-2017-18_to_2023-24-scap_sixthform_school.csv.gz"
STAGES = {"primary": "1", "secondary": "2"}
OFFERS, FIRST, ASKED = "total_number_places_offered", "number_1st_preference_offers", "times_put_as_1st_preference"
ONE = Decimal(1)


def offers(urn: str, period: str, stage: str) -> Row | None:
    """The school's row of the spring before the school year, at entry to primary or secondary school."""
    found = [one for one in rows(SCHOOLS).get(urn, []) if (one["year_key"], one["phase_key"]) == (period[:4], STAGES[stage])]
    return found[0] if found else None


def _of(stage: str, part: str, whole: str, per: Decimal) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        found = offers(urn, period, stage)
        return "z" if found is None else share(told(found[part], {}), told(found[whole], {}), per)

    return recipe


def _number_of(stage: str) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        found = offers(urn, period, stage)
        return "z" if found is None else told(found[OFFERS], {})

    return recipe


def _sixth_form(urn: str, period: str) -> Row | None:
    found = [one for one in rows(SIXTH_FORMS).get(urn, []) if one["time_period"] == period.replace("-", "")]
    return found[0] if found else None


def _places(urn: str, period: str) -> Answer:
    found = _sixth_form(urn, period)
    return None if found is None else told(found["reported_sixth_form_places"], {"x": "x"})


def _full(urn: str, period: str) -> Answer:
    found = _sixth_form(urn, period)
    if found is None:
        return None
    return share(told(found["sixth_form_pupils_on_roll"], {"x": "x"}), told(found["reported_sixth_form_places"], {"x": "x"}), ONE)


RECIPES: dict[str, Recipe] = {
    **{f"{stage}_first_success": _of(stage, FIRST, ASKED, HUNDRED) for stage in STAGES},
    **{f"{stage}_demand": _of(stage, ASKED, OFFERS, ONE) for stage in STAGES},
    **{f"{stage}_first_offers": _of(stage, FIRST, OFFERS, HUNDRED) for stage in STAGES},
    **{f"{stage}_offers": _number_of(stage) for stage in STAGES},
    "sixth_form_places": _places,
    "sixth_form_pupils_per_place": _full,
}
