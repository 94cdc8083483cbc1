"""Absence: counts of half days in the full-year file up to 2018/19, percentages as printed in 2023/24."""

from __future__ import annotations

from tests.other_road.files import ABSENCE, Row, row, rows
from tests.other_road.recipes.cells import Answer, Recipe, share, told

LATEST = "inclusion/dfe-2023-24-england_abs.csv.gz"
CODES = {"": "x", "NA": "x", "NP": "x", "SUPP": "c", ".": "x", ":": "x"}


def year_row(urn: str, period: str) -> Row | None:
    """The school's row of the full-year file."""
    found = [one for one in rows(ABSENCE).get(urn, []) if one["time_period"] == period.replace("-", "")]
    return found[0] if found else None


def _silent(found: Row) -> bool:
    """Nothing missed of 2,000 half days or more: such a school sent no absence, and has no figure."""
    return float(found["sess_overall"]) == 0 and float(found["sess_possible"]) >= 2000


def _of(part: str, whole: str, latest: str) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        if period == "2023-24":
            last = row(LATEST, urn)
            return None if last is None else told(last[latest], CODES) if latest else "x"
        found = year_row(urn, period)
        return None if found is None else "u" if _silent(found) else share(told(found[part], CODES), told(found[whole], CODES))

    return recipe


RECIPES: dict[str, Recipe] = {
    "overall_absence": _of("sess_overall", "sess_possible", "PERCTOT"),
    "persistent_absence": _of("enrolments_pa_10_exact", "enrolments", "PPERSABS10"),
    "unauthorised_absence": _of("sess_unauthorised", "sess_possible", ""),
}
