"""The latest figure of one measure of one place, as it is printed, with all that its sentence needs."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Measure, Point
from pipeline.web.charts.axis import printed, printed_period, year
from pipeline.web.pages.around import Around, around
from pipeline.web.pages.atlas import Strand
from pipeline.web.pages.hundred import of_100
from pipeline.web.pages.likeness import Like, like

PROVISIONAL = "provisional"
LONG = 3  # years: a figure that far behind the newest says little of today
SCANT = 6  # pupils: fewer say nothing of a place
SMALL = 30  # pupils: in a group below it one of them moves a percentage by more than three points


class Answer(NamedTuple):
    """The latest figure of one strand, as it is printed.

    ``state`` is ``now`` if the newest period has a figure, ``earlier`` if only one before has, else ``never``;
    ``why`` is the letter of the reason why the newest has none, ``absent`` if the place has no row there; ``urn`` the number that a
    school had then, if it was another; ``few`` what one pupil does to the figure of a small group; ``old``
    if the figure is years behind the newest; ``even`` if it is a score, whose average is 0, and its interval holds 0; ``scant`` if
    so few pupils are counted that they say nothing of the place; ``thin`` of how many schools of a trust fewer than half are counted;
    ``about`` is a percentage as so many in a hundred. ``beside`` it stand each place's name, its number, and that as so many in a hundred.
    """

    measure: Measure
    phase: str
    state: str
    newest: str
    why: str
    period: str
    number: str
    low: str
    high: str
    even: bool
    pupils: str
    schools: str
    missing: str
    provisional: bool
    beside: tuple[tuple[str, str, str], ...]
    urn: str = ""
    few: str = ""
    old: bool = False
    scant: bool = False
    like: Like | None = None
    around: Around | None = None
    thin: str = ""
    about: str = ""


def answer_of(strand: Strand) -> Answer:
    """The answer of one strand; of a place that never had a figure it says why."""
    measure, points = strand.measure, strand.series.points
    newest = strand.newest or points[-1].period
    last = next((point for point in reversed(points) if point.period == newest), None)
    shown = next((point for point in reversed(points) if point.value is not None), None)
    point = shown or Point(newest, None)
    low, high = _interval(measure, point)
    return Answer(
        measure=measure,
        phase=strand.phase,
        state="never" if shown is None else "now" if shown is last else "earlier",
        newest=printed_period(newest),
        why="absent" if last is None else last.reason,
        period=printed_period(point.period),
        number=_printed(point.value, measure.decimals),
        low=low,
        high=high,
        even=low != "" and measure.unit == "score" and (point.low or 0.0) <= 0.0 <= (point.high or 0.0),
        **{name: _printed(getattr(point, name) or None, 0) for name in ("pupils", "schools", "missing")},
        provisional=point.status == PROVISIONAL,
        like=(beside := like(strand, point.period)),
        around=around(strand, point),
        urn=point.urn,
        few=_few(measure, point.pupils),
        scant=0 < (point.pupils or strand.weight or 0) < SCANT,
        thin=_thin(strand, point),
        old=year(newest) - year(point.period) > LONG,
        beside=_beside(strand, point),
        about=_about(measure, point, beside),
    )


def _interval(measure: Measure, point: Point) -> tuple[str, str]:
    """Half an interval is none."""
    if point.low is None or point.high is None:
        return "", ""
    return printed(point.low, measure.decimals), printed(point.high, measure.decimals)


def _beside(strand: Strand, point: Point) -> tuple[tuple[str, str, str], ...]:
    there = (other for other in strand.beside if point.period in other.cells)
    percent = strand.measure.unit == "percent"
    return tuple((other.name, other.cells[point.period], of_100(other.figures[point.period]) if percent else "") for other in there)


def _about(measure: Measure, point: Point, beside: Like | None) -> str:
    """As it stands beside similar schools, where it does."""
    if point.value is None or measure.unit != "percent":
        return ""
    return (beside and beside.about[0]) or of_100(point.value)


def _few(measure: Measure, pupils: float | None) -> str:
    """Of a small group: by how many points one pupil moves a percentage, ``some`` where that is no number; else ""."""
    if not pupils or pupils >= SMALL:
        return ""
    return printed(100 / pupils, 0) if measure.unit == "percent" else "some"


def _thin(strand: Strand, point: Point) -> str:
    """Of a trust's figure that is of fewer than half of its schools: of how many it ought to be; else ""."""
    missing = point.missing or 0
    few = strand.series.place.level == "trust" and point.schools and point.schools < missing
    return printed((point.schools or 0) + missing, 0) if few else ""


def _printed(value: float | None, decimals: int) -> str:
    return "" if value is None else printed(value, decimals)
