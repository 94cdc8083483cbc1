"""How the schools behind a figure of a trust or area lie, as it is printed: none is hidden by their average."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Measure, Point
from pipeline.web import strip
from pipeline.web.cards import Joined
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.pages.atlas import Strand
from pipeline.web.pages.members import Member
from pipeline.web.strip import Strip

LEAST = 4  # schools that have a middle half
NOBODY = (None, None, None, None)


class Span(NamedTuple):
    """A figure of several years together."""

    number: str
    low: str
    high: str
    since: str
    years: int


class Row(NamedTuple):
    """One school of a trust: its number, or the letter of the reason why there is none (``absent`` without a row)."""

    name: str
    number: str
    why: str
    before: Span | None
    after: Span | None


class Around(NamedTuple):
    """``low`` and ``high`` end the middle half of the place's schools, or hold ``all`` of them; ``spans`` says whether a row has any."""

    strip: Strip | None
    schools: str
    low: str
    high: str
    all: bool
    rows: tuple[Row, ...]
    spans: bool


def around(strand: Strand, point: Point) -> Around | None:
    """What is known of the schools behind the place's figure ``point``; None for a school, and where nothing is known."""
    if point.value is None or strand.card is not None or (strand.own is None and not strand.members):
        return None
    values = sorted(member.point.value for member in strand.members if member.point and member.point.value is not None)
    own = strand.own if strand.own and strand.own.period == point.period and strand.own.schools >= LEAST else None
    ends = (values[0], values[-1]) if values else (own.low, own.high) if own else None
    half = (own.low, own.high) if own and not values else (None, None)
    low, high = (printed(end, strand.measure.decimals) for end in ends) if ends else ("", "")
    rows = tuple(_row(member, strand.measure) for member in strand.members)
    count = f"{len(values) or (own.schools if own else 0):,.0f}"
    return Around(_strip(strand, point, half, values), count, low, high, bool(values), rows, any(row.before for row in rows))


def _strip(strand: Strand, point: Point, half: tuple[float | None, float | None], dots: list[float]) -> Strip | None:
    spread = strand.spread
    if spread is None or point.value is None or spread.period != point.period:
        return None
    england = (spread.lowest, spread.low, spread.high, spread.highest)
    of_england = half if strand.series.place.level != "england" else (None, None)
    return strip.draw(point.value, (point.low, point.high), (None, None), england, None, of_england, dots)


def _row(member: Member, measure: Measure) -> Row:
    point, spans = member.point, member.spans
    number = printed(point.value, measure.decimals) if point and point.value is not None else ""
    why = "absent" if point is None else point.reason
    before = _span(measure, spans, "before") if spans else None
    return Row(member.school.name, number, why, before, _span(measure, spans, "after") if spans else None)


def _span(measure: Measure, spans: Joined, which: str) -> Span:
    value, low, high = (getattr(spans, f"{which}{ending}") for ending in ("", "_low", "_high"))
    ends = ("", "") if low is None or high is None else (printed(low, measure.decimals), printed(high, measure.decimals))
    since, years = getattr(spans, f"{which}_from"), int(getattr(spans, f"{which}_years"))
    return Span(printed(value, measure.decimals), *ends, printed_period(since), years)
