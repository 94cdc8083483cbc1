"""Works out figures of a trust and an authority from the counts of their schools in the publishers' files.

Only of those whose schools are all in the sample: Leodis Academies Trust, five schools, and the City of London, one. A school counts from
the first school year that it began in the trust, by the dates of joining in the register of schools.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from tests.other_road.files import Row, row
from tests.other_road.recipes import absence, admissions, attainment, characteristics, finance
from tests.other_road.recipes.cells import HUNDRED, Answer, Recipe, told
from tests.other_road.recompute import figure

LEODIS, CITY = ("trust", "16046"), ("local-authority", "E09000001")
MEMBERS: Mapping[tuple[str, str, str], Mapping[str, str]] = {
    (*LEODIS, "primary"): {"142423": "2016-17", "142427": "2016-17", "142452": "2016-17", "146102": "2018-19"},
    (*LEODIS, "secondary"): {"137383": "2011-12"},
    (*CITY, "primary"): {"100000": ""},
}
CENSUS_2023 = "inclusion/dfe_school_census_2022-2023.csv.gz"
ONE = Decimal(1)
Find = Callable[[str, str], Row | None]


def _count(find: Find, name: str, codes: Mapping[str, str]) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        found = find(urn, period)
        return told(found.get(name, ""), codes) if found else None

    return recipe


def _absence(name: str) -> Recipe:
    return _count(absence.year_row, name, absence.CODES)


def _census(name: str) -> Recipe:
    return _count(characteristics.census, name, characteristics.CODES)


def _offers(stage: str, name: str) -> Recipe:
    return _count(lambda urn, period: admissions.offers(urn, period, stage), name, {})


def _measure(name: str) -> Recipe:
    return lambda urn, period: figure(name, urn, period)


def _times(name: str, weight: Recipe) -> Recipe:
    """A school's figure times its weight: a mean is the sum of these over the sum of the weights."""

    def recipe(urn: str, period: str) -> Answer:
        answer, many = figure(name, urn, period), weight(urn, period)
        return answer * many if isinstance(answer, Decimal) and isinstance(many, Decimal) else "x"

    return recipe


ROLL, TEACHERS = _measure("pupils"), _measure("teachers")
JANUARY = _count(lambda urn, _: row(CENSUS_2023, urn), "NORFSMEVER", characteristics.CODES)
REGISTER = _count(lambda urn, _: row(finance.OFSTED, urn), "total_pupils_ofsted", finance.CODES)
TESTED = _count(attainment.at_11, "KS2 Pupils", attainment.CODES)
FULL_YEARS = tuple(f"{year}-{year % 100 + 1:02d}" for year in range(2006, 2019))
COUNTED_MEALS = ("2018-19", "2020-21", "2021-22", "2022-23")
PLANS = ("2014-15", "2015-16", "2016-17", "2017-18", *COUNTED_MEALS)
STAFFED = (*PLANS[:6], "2023-24")
SPRINGS = tuple(f"{year}-{year % 100 + 1:02d}" for year in range(2014, 2023))

# Of a measure in certain years: what is added up, by what it is divided (None: by nothing), and times how much.
Rule = tuple[tuple[str, ...], Recipe, Recipe | None, Decimal]


def _mean(name: str, years: tuple[str, ...], weight: Recipe) -> Rule:
    return years, _times(name, weight), weight, ONE


RULES: Mapping[str, tuple[Rule, ...]] = {
    "pupils": ((COUNTED_MEALS, ROLL, None, ONE),),
    "overall_absence": (
        (FULL_YEARS, _absence("sess_overall"), _absence("sess_possible"), HUNDRED),
        _mean("overall_absence", ("2023-24",), JANUARY),
    ),
    "persistent_absence": (
        (FULL_YEARS, _absence("enrolments_pa_10_exact"), _absence("enrolments"), HUNDRED),
        _mean("persistent_absence", ("2023-24",), JANUARY),
    ),
    "unauthorised_absence": ((FULL_YEARS, _absence("sess_unauthorised"), _absence("sess_possible"), HUNDRED),),
    "free_school_meals": ((COUNTED_MEALS, _census("NUMFSM"), _census("NOR"), HUNDRED),),
    "sen_support": ((PLANS, _census("TSENELK"), _census("NOR"), HUNDRED),),
    "ehc_plans": ((PLANS, _census("TSENELSE"), _census("NOR"), HUNDRED),),
    "class_size": (_mean("class_size", ("2025-26",), ROLL),),
    "teachers": ((STAFFED, TEACHERS, None, ONE),),
    "pupil_teacher_ratio": (_mean("pupil_teacher_ratio", STAFFED, TEACHERS),),
    "mean_teacher_pay": (_mean("mean_teacher_pay", STAFFED[:-1], TEACHERS),),
    "spend_per_pupil": (_mean("spend_per_pupil", ("2024-25",), REGISTER),),
    "primary_offers": ((SPRINGS, _offers("primary", admissions.OFFERS), None, ONE),),
    "primary_first_success": ((SPRINGS, _offers("primary", admissions.FIRST), _offers("primary", admissions.ASKED), HUNDRED),),
    "primary_first_offers": ((SPRINGS, _offers("primary", admissions.FIRST), _offers("primary", admissions.OFFERS), HUNDRED),),
    "primary_demand": ((SPRINGS, _offers("primary", admissions.ASKED), _offers("primary", admissions.OFFERS), ONE),),
}
# Of an authority the publisher's own figure of these stands on the page, so that only a trust's is ours.
RULES_OF_TRUSTS: Mapping[str, tuple[Rule, ...]] = {
    name: (_mean(name, ("2016-17", "2017-18"), TESTED),)
    for name in ("ks2_expected", "ks2_higher", "ks2_reading_progress", "ks2_writing_progress", "ks2_maths_progress")
}


def members(level: str, code: str, phase: str, period: str) -> list[str]:
    """The schools that count; all phases together are those of every phase."""
    found = [
        urns
        for (its_level, its_code, its_phase), urns in MEMBERS.items()
        if (its_level, its_code) == (level, code) and phase in (its_phase, "all")
    ]
    return [urn for urns in found for urn, since in urns.items() if since <= period]


def of_area(level: str, code: str, measure: str, phase: str, period: str) -> Answer:
    """The figure of an area by the rule of its year: schools that lack either part are left out of both.

    None where there is no rule, or no school has a figure.
    """
    rules = RULES.get(measure, RULES_OF_TRUSTS.get(measure, ()) if level == "trust" else ())
    rule = next((rule for rule in rules if period in rule[0]), None)
    if rule is None:
        return None
    _, part, whole, per = rule
    pairs = [(part(urn, period), whole(urn, period) if whole else ONE) for urn in members(level, code, phase, period)]
    known = [(above, below) for above, below in pairs if isinstance(above, Decimal) and isinstance(below, Decimal)]
    total = sum((below for _, below in known), Decimal(0))
    return per * sum((above for above, _ in known), Decimal(0)) / (total if whole else ONE) if known and total else None
