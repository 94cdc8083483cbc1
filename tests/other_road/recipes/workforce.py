"""Staff: the tables of the workforce census of November; nought teachers, and a ratio of nought, mean that no return was sent."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import Row, row, rows
from tests.other_road.recipes.cells import Answer, Recipe, share, told

OLD = ("2010-11", "2011-12", "2012-13", "2013-14", "2014-15")
POUNDS = ("2017-18", "2018-19", "2020-21")
TABLES = {year: f"staff/dfe-{year}-england_swf.csv.gz" for year in (*OLD, "2015-16", "2016-17", *POUNDS)}
IN_FULL = "staff/dfe-2016-swfc_fte.csv.gz"
LATEST = "staff/compiled-latest-2023-24-workforce-by-urn.csv.gz"
CODES = {"SUPP": "c", "DNS": "x", "NA": "x", "": "x"}

TEACHERS = ("NFTETEA", "Total Number of Teachers (Full-Time Equivalent)", "teachersFte", "teacher_fte")
ASSISTANTS = ("NFTETEAAS", "Total Number of Teaching Assistants (Full-time Equivalent)", "ta_fte")
RATIO = ("RATPUPTEA", "Pupil: Teacher Ratio", "ptr")
PAY = ("SALARY", "Mean Gross FTE Salary of All Teachers", "Mean Gross FTE Salary of All Teachers (£s)")


def staff(urn: str, period: str) -> Row | None:
    """The school's row: of 2016/17 in the census in full if the table lacks it, of 2023/24 only if that is the year it is of."""
    if period == "2023-24":
        return next((one for one in rows(LATEST).get(urn, []) if one["year"] == "2023/24"), None)
    found = row(TABLES[period], urn) if period in TABLES else None
    return row(IN_FULL, urn) if found is None and period == "2016-17" else found


def _read(found: Row, names: tuple[str, ...]) -> Decimal | str:
    return told(next((found[name] for name in names if name in found), ""), CODES)


def _teachers(found: Row) -> Decimal | str:
    return _read(found, TEACHERS) or "x"


def _assistants(found: Row) -> Decimal | str:
    return "x" if _read(found, TEACHERS) == 0 and _read(found, ASSISTANTS) == 0 else _read(found, ASSISTANTS)


def _each(urn: str, period: str) -> Answer:
    found = staff(urn, period)
    return None if found is None else share(_assistants(found), _teachers(found), Decimal(1))


def _number_of(urn: str, period: str) -> Answer:
    found = staff(urn, period)
    return None if found is None else _teachers(found)


def _above_nought(names: tuple[str, ...]) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        found = staff(urn, period)
        return None if found is None else _read(found, names) or "x"

    return recipe


RECIPES: dict[str, Recipe] = {
    "pupil_teacher_ratio": _above_nought(RATIO),
    "assistants_per_teacher": _each,
    "teachers": _number_of,
    "mean_teacher_pay": _above_nought(PAY),
}
