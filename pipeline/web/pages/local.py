"""What a place set itself: a section of its page and a part of the JSON beside it, never among national figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from markupsafe import Markup

from pipeline.accounts import Local
from pipeline.model import ALL_PHASES, REASONS, Level, Measure, Place, Point, Series
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.pages import words
from pipeline.web.pages.atlas import Atlas, Strand

KEY = "local"


class Row(NamedTuple):
    """One year of a measure: its number, or the letter of the reason why there is none."""

    period: str
    number: str
    why: str
    low: str
    high: str
    pupils: str


class Block(NamedTuple):
    """One measure's years, newest first; ``latest`` the newest with a figure; ``whys`` every reason that is met, in their usual order."""

    measure: Measure
    phase: str
    rows: tuple[Row, ...]
    latest: Row | None
    intervals: bool
    counts: bool
    whys: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]


class Part(NamedTuple):
    """A section of the page as HTML, and its key for the contents if there is one."""

    html: Markup
    keys: tuple[str, ...]


def section(atlas: Atlas, level: Level, code: str) -> Part:
    """What the place set itself, and what was set for it by its trust or authority; nothing if there is nothing."""
    place = atlas.register.place(level, code)
    found = [(local, owner(atlas, local), _blocks(series)) for local, series in atlas.owned.of(place)]
    if not found:
        return Part(Markup(""), ())
    return Part(Markup(words.macros("local").section(found, place)), (KEY,))


def figures(atlas: Atlas, place: Place) -> Iterator[tuple[Mapping[str, Any], tuple[Strand, ...]]]:
    """The same for the JSON beside the page: the owner, its statement, the definitions; and the figures."""
    for local, series in atlas.owned.of(place):
        by = owner(atlas, local)
        about = {
            "package": local.dataset.name,
            "title": local.dataset.title,
            "example": local.example,
            "owner": {"level": by.level, "code": by.code, "name": by.name},
            "checked_by_others": False,
            "statement": local.statement,
            "definitions": {measure.id: measure.definition for measure in local.dataset.measures},
        }
        yield about, tuple(Strand(each.measure, each.phase or ALL_PHASES, each, (), "") for each in series)


def owner(atlas: Atlas, local: Local) -> Place:
    """Who set these measures."""
    return atlas.register.place(local.level, local.code)


def _blocks(found: tuple[Series, ...]) -> list[list[Block]]:
    """By measure: a block for each kind of school that the place told apart."""
    return [[_block(series) for series in same] for _, same in groupby(found, key=attrgetter("measure"))]


def _block(series: Series) -> Block:
    measure, points = series.measure, series.points[::-1]
    rows = tuple(_row(point, measure.decimals) for point in points)
    met = {row.why for row in rows}
    return Block(
        measure=measure,
        phase=series.phase or ALL_PHASES,
        rows=rows,
        latest=next((row for row in rows if row.number), None),
        intervals=any(row.low for row in rows),
        counts=any(row.pupils for row in rows),
        whys=tuple(reason for reason in REASONS if reason in met),
        breaks=tuple((printed_period(item.period), item.reason) for item in measure.breaks),
    )


def _row(point: Point, decimals: int) -> Row:
    known = point.low is not None and point.high is not None
    low, high = (_printed(end, decimals) if known else "" for end in (point.low, point.high))
    return Row(printed_period(point.period), _printed(point.value, decimals), point.reason, low, high, _printed(point.pupils, 0))


def _printed(value: float | None, decimals: int) -> str:
    return "" if value is None else printed(value, decimals)
