"""What no table may say whatever its contract: rules that are on without being asked for.

A field that declares a bound of its own is held to that one instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from pipeline.checks.batch import Batch, Broken
from pipeline.checks.cells import Cells, Rows
from pipeline.checks.parsing import formulas

PERCENT_UNITS = {"percent", "%", "percentage"}
PERCENT_NAME = re.compile(r".*(?:_pct|_percent|_percentage|_perc)")
CHANGE_NAME = re.compile(r".*(?:change|diff|growth|gap|net|variance|balance).*")
# A rate per hundred may be over a hundred: a school can suspend more often than it has pupils.
RATE_NAME = re.compile(r"(?:.*_)?rate(?:_.*)?")
COUNT_NAME = re.compile(
    r"(?:.*_)?(?:count|counts|number|num|headcount|pupils|schools|enrolments?|sessions|teachers|children|applications|offers)(?:_.*)?"
)
PERIOD_NAME = re.compile(r"(?:.*_)?(?:period|year)|academicyear|time_period")
PERIOD = re.compile(r"((?:19|20|21)\d{2})(?:[-/ ]?\d{2}|[-/]\d{4}|)")
LA_NUMBER_NAMES = ("old_la_code", "la_code", "la_number", "lea")
SIGNS = np.isin(np.arange(256), [ord(sign) for sign in "=+-@\t\r"])
SOON_YEARS = 10

Rule = Callable[[Batch], Iterator[Broken]]


def rules(fields: list[Mapping[str, Any]], year: int, forecasts: frozenset[str] = frozenset()) -> list[Rule]:
    """The rules that these fields call for. Periods after ``year`` are in the future, but for the fields named in ``forecasts``."""
    found: list[Rule] = []
    for field in fields:
        found += [rule for rule in (_percent(field), _count(field), _text(field)) if rule]
        if field["name"] not in forecasts:
            found += [rule for rule in (_period(field, year), _date(field, year)) if rule]
    names = {field["name"] for field in fields}
    found += [_laestab(number) for number in LA_NUMBER_NAMES if {number, "laestab"} <= names]
    return found


def _percent(field: Mapping[str, Any]) -> Rule | None:
    name, bounds = field["name"], field.get("constraints", {}).keys()
    declared = str(field.get("unit", "")).lower() in PERCENT_UNITS
    if field.get("type") not in ("integer", "number") or not (declared or PERCENT_NAME.fullmatch(name)) or CHANGE_NAME.fullmatch(name):
        return None

    def rule(batch: Batch) -> Iterator[Broken]:
        numbers = batch.numbers(name)
        wrong = ((numbers > 100) if "maximum" not in bounds else False) | ((numbers < 0) if "minimum" not in bounds else False)
        if np.any(wrong):
            # A name is a guess: only a unit says for certain that it is a share of a whole.
            unsure = not declared or bool(RATE_NAME.fullmatch(name))
            yield Broken("out-of-range-percent", np.flatnonzero(wrong), name, "a percentage from 0 to 100", unsure)

    return rule if {"minimum", "maximum"} - bounds else None


def _count(field: Mapping[str, Any]) -> Rule | None:
    name = field["name"]
    if field.get("type") != "integer" or "minimum" in field.get("constraints", {}):
        return None
    if not COUNT_NAME.fullmatch(name) or CHANGE_NAME.fullmatch(name):
        return None

    def rule(batch: Batch) -> Iterator[Broken]:
        wrong = np.flatnonzero(batch.numbers(name) < 0)
        if len(wrong):
            yield Broken("negative-count", wrong, name, "a count of 0 or more")

    return rule


def _text(field: Mapping[str, Any]) -> Rule | None:
    name = field["name"]
    if field.get("type", "any") not in ("string", "any"):
        return None

    def rule(batch: Batch) -> Iterator[Broken]:
        rows = batch.column(name).seen(_formulas)
        if len(rows):
            yield Broken("formula-cell", rows, name, "text that a spreadsheet does not run")

    return rule


def _formulas(cells: Cells) -> Rows:
    """Few cells begin with a sign; only those are read."""
    signed = np.flatnonzero(SIGNS[cells.first])
    if not len(signed):
        return signed
    rows: Rows = signed[formulas(cells.array.take(signed))]
    return rows


def _period(field: Mapping[str, Any], year: int) -> Rule | None:
    name = field["name"]
    if not PERIOD_NAME.fullmatch(name) or field.get("type", "any") not in ("string", "any", "integer", "year"):
        return None

    def rule(batch: Batch) -> Iterator[Broken]:
        rows = batch.column(name).rows_that(lambda text: _begins(text) > year)
        if len(rows):
            yield Broken("future-period", rows, name, f"a period that begins by {year}")

    return rule


def _begins(period: str) -> int:
    """The year in which a period begins, 0 if the text is none."""
    match = PERIOD.fullmatch(period)
    return int(match.group(1)) if match else 0


def _date(field: Mapping[str, Any], year: int) -> Rule | None:
    name = field["name"]
    if field.get("type") != "date" or "maximum" in field.get("constraints", {}):
        return None

    def rule(batch: Batch) -> Iterator[Broken]:
        rows = batch.column(name).rows_that(lambda text: text[:4].isdecimal() and int(text[:4]) > year + SOON_YEARS)
        if len(rows):
            yield Broken("future-period", rows, name, f"a day by {year + SOON_YEARS}")

    return rule


def _laestab(number: str) -> Rule:
    def rule(batch: Batch) -> Iterator[Broken]:
        authority, school = batch.numbers(number), batch.numbers("laestab")
        wrong = np.flatnonzero(~np.isnan(authority) & (school >= 1_000_000) & (school // 10_000 != authority))
        if len(wrong):
            yield Broken("laestab-authority", wrong, "laestab", f"a number that begins with {number}")

    return rule
