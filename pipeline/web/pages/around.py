"""How the schools behind a figure of a trust or area lie, as it is printed: none is hidden by their average."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import ALL_PHASES, Point
from pipeline.web import strip
from pipeline.web.cards import Joined
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.pages.atlas import APART, Strand
from pipeline.web.pages.members import Member
from pipeline.web.strip import Strip

LEAST = 4  # schools that have a middle half
NOBODY = (None, None, None, None)


class Span(NamedTuple):
    """A figure of several years together, and England's plain mean of the same years."""

    number: str
    low: str
    high: str
    since: str
    years: int
    england: str


class Row(NamedTuple):
    """One school of a trust: its number, or the letter of the reason why there is none (``absent`` without a row).

    ``early`` if the number is of a year in which it was not in the trust yet.
    """

    name: str
    number: str
    why: str
    before: Span | None
    after: Span | None
    early: bool = False


class Around(NamedTuple):
    """``low`` and ``high`` end the middle half of the place's schools, or hold ``all`` of them; ``spans`` says whether a row has any.

    Of an area nearly all schools lie from ``lowest`` to ``highest``. ``apart`` of a trust's are special schools beside others.
    """

    strip: Strip | None
    schools: str
    low: str
    high: str
    all: bool
    rows: tuple[Row, ...]
    spans: bool
    lowest: str = ""
    highest: str = ""
    apart: int = 0


def around(strand: Strand, point: Point) -> Around | None:
    """What is known of the schools behind the place's figure ``point``; None for a school, and where nothing is known."""
    if point.value is None or strand.card is not None or (strand.own is None and not strand.members):
        return None
    values = sorted(member.point.value for member in strand.members if member.point and member.point.value is not None)
    own = strand.own if strand.own and strand.own.period == point.period and strand.own.schools >= LEAST else None
    ends = (values[0], values[-1]) if values else (own.low, own.high) if own else None
    half = (own.low, own.high) if own and not values else (None, None)
    low, high = (printed(end, strand.measure.decimals) for end in ends) if ends else ("", "")
    rows = tuple(_row(member, strand) for member in strand.members if member.spans or not (member.point and member.point.reason == "z"))
    count = f"{len(values) or (own.schools if own else 0):,.0f}"
    most = (own.lowest, own.highest) if own and not values else (None, None)
    lowest, highest = ("" if end is None else printed(end, strand.measure.decimals) for end in most)
    spans, drawn = any(row.before for row in rows), _strip(strand, point, half, values)
    return Around(drawn, count, low, high, bool(values), rows, spans, lowest, highest, _apart(strand))


def _apart(strand: Strand) -> int:
    """How many of a trust's schools with a figure are of a kind whose results say nothing beside those of all; 0 if all or none are."""
    phases = [member.school.phase in APART for member in strand.members if member.point and member.point.value is not None]
    return sum(phases) if strand.phase == ALL_PHASES and not all(phases) else 0


def _strip(strand: Strand, point: Point, half: tuple[float | None, float | None], dots: list[float]) -> Strip | None:
    spread = strand.spread
    if spread is None or point.value is None or spread.period != point.period:
        return None
    england = (spread.lowest, spread.low, spread.high, spread.highest)
    of_england = half if strand.series.place.level != "england" else (None, None)
    return strip.draw(point.value, (point.low, point.high), (None, None), england, None, of_england, dots)


def _row(member: Member, strand: Strand) -> Row:
    point, spans = member.point, member.spans
    number = printed(point.value, strand.measure.decimals) if point and point.value is not None else ""
    why = "absent" if point is None else point.reason
    before, after = (_span(strand, spans, which) if spans else None for which in ("before", "after"))
    return Row(member.school.name, number, why, before, after, member.early)


def _span(strand: Strand, spans: Joined, which: str) -> Span:
    measure = strand.measure
    value, low, high = (getattr(spans, f"{which}{ending}") for ending in ("", "_low", "_high"))
    ends = ("", "") if low is None or high is None else (printed(low, measure.decimals), printed(high, measure.decimals))
    since, years = getattr(spans, f"{which}_from"), int(getattr(spans, f"{which}_years"))
    return Span(printed(value, measure.decimals), *ends, printed_period(since), years, _england(strand, since, years))


def _england(strand: Strand, since: str, years: int) -> str:
    """England's mean of the first ``years`` from ``since`` on of which it has a figure; "" if not of the first of them or of fewer."""
    figures = next((other.figures for other in strand.beside if other.series.place.level == "england"), {})
    if since not in figures:
        return ""
    found = [figures[period] for period in sorted(figures) if period >= since][:years]
    return printed(sum(found) / years, strand.measure.decimals) if len(found) == years else ""
