"""A trust's schools behind one of its figures: each one's own, and what it was before and since it joined."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from pipeline.model import ALL_PHASES, Point, Series
from pipeline.web.cards import Cards, Joined
from pipeline.web.funnels import since
from pipeline.web.places import Register
from pipeline.web.registers import School
from pipeline.web.series import ANY_PHASE, Tables

UNKNOWN = "9999"  # after every day that is known


class Member(NamedTuple):
    """One school of a trust, the day on which it joined ("" if not known), its figure of the trust's latest year, and both spans.

    ``early`` if it was no member of the trust yet when that year began.
    """

    school: School
    joined: str
    point: Point | None
    spans: Joined | None
    early: bool = False


def members(register: Register, tables: Tables, cards: Cards, series: Series, phases: Collection[str]) -> tuple[Member, ...]:
    """The schools of these phases that have a row in the latest year of which the trust has a figure, by the day of joining and name."""
    period = _latest(series)
    spans = cards.joined(series.place.code, series.measure.id)
    found = []
    for member in register.members_of[series.place.code]:
        school = register.schools[member.urn]
        if school.phase in phases:
            own = tables.series(register.place("school", member.urn), series.measure, ANY_PHASE)
            point = next((point for point in (own.points if own else ()) if point.period == period), None)
            early = point is not None and int(period[:4]) < abs(since(member) or 0)
            found.append(Member(school, member.joined, point, spans.get(member.urn), early))
    told = (member for member in found if member.point is not None or member.spans is not None)
    return tuple(sorted(told, key=lambda member: (member.joined or UNKNOWN, member.school.name.casefold())))


def only(register: Register, series: Series, found: Collection[Member], kinds: Collection[str]) -> bool:
    """Whether a trust's figure of all phases is of these kinds alone: of those ``found`` with a figure, or else of all that it is for."""
    if series.place.level != "trust" or series.phase != ALL_PHASES:
        return False
    counted = [member.school.phase for member in found if member.point and member.point.value is not None]
    own = (register.schools[member.urn].phase for member in register.members_of[series.place.code])
    phases = set(counted or own).intersection(series.measure.phases)
    return bool(phases) and phases.issubset(kinds)


def weight(tables: Tables, series: Series) -> float | None:
    """By how many pupils a place's latest figure is weighed, be it in another year than they were counted; None if by anything else."""
    measure, period = series.measure, _latest(series)
    if not (measure.pupils and measure.rollup.weight):
        return None
    weights = tables.series(series.place, replace(measure, column=measure.rollup.weight), series.phase)
    return next((point.value for point in (weights.points if weights else ()) if point.period == period), None)


def _latest(series: Series) -> str:
    """The latest year with a figure; "" if there is none."""
    return next((point.period for point in reversed(series.points) if point.value is not None), "")
