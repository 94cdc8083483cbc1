"""A chart's figures as a table: a row a year, and one row for a run of years of which nobody has a figure for one reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pipeline.model import Point, Series
from pipeline.web.charts.axis import Labels, periods_between, printed, printed_period
from pipeline.web.charts.reference import Reference

Row = tuple[str, ...]
NONE = "\N{EN DASH}"
NOT_APPLICABLE = "z"


@dataclass(frozen=True, slots=True)
class Columns:
    """The place's points by period, what stands beside them, and which columns there is anything to put into."""

    points: Mapping[str, Point]
    beside: tuple[Reference, ...]
    decimals: int
    intervals: bool
    schools: bool

    @classmethod
    def of(cls, series: Series, beside: tuple[Reference, ...]) -> Columns:
        """The columns of one series."""
        _, _, _, lows, _, _, schools, *_ = zip(*series.points, strict=True)
        size, by_period = len(series.points), {point.period: point for point in series.points}
        some = (column.count(None) < size for column in (lows, schools))
        return cls(by_period, beside, series.measure.decimals, *some)


def periods_of(series: Series, beside: tuple[Reference, ...]) -> list[str]:
    """From the place's first row to the last year that anybody has, but for years at either end that tell nothing."""
    periods = periods_between(series.points[0].period, max([series.points[-1].period, *[other.last for other in beside]]))
    silent = _silent(series, beside)
    told = [at for at, period in enumerate(periods) if period not in silent] if silent else []
    return periods[told[0] : told[-1] + 1] if told else periods


def _silent(series: Series, beside: tuple[Reference, ...]) -> set[str]:
    """The years in which the figure does not apply to the place, or it has no row, and nobody beside it has a figure either; none if it
    applies in the first year and the last. A figure that is suppressed, or missing for another reason, is never silent.
    """
    if NOT_APPLICABLE not in (series.points[0].reason, series.points[-1].reason):
        return set()
    spoken = {point.period for point in series.points if point.reason != NOT_APPLICABLE}.union(*[other.figures for other in beside])
    return set(periods_between(series.points[0].period, series.points[-1].period)) - spoken


def table(periods: list[str], columns: Columns, labels: Labels) -> tuple[Row, tuple[Row, ...]]:
    """Header and rows; a run of years of which nobody has a figure, for one reason, is one row of two cells."""
    return _header(columns, labels), tuple(_rows(periods, columns, labels))


def _header(columns: Columns, labels: Labels) -> Row:
    extra = [labels.interval] * columns.intervals + [labels.schools, labels.missing] * columns.schools
    return (labels.year, labels.here, *(other.name for other in columns.beside), *extra)


def _rows(periods: list[str], columns: Columns, labels: Labels) -> Iterator[Row]:
    others = [other.cells.get for other in columns.beside]
    extra = columns.intervals or columns.schools
    for (word, urn), run in groupby(periods, lambda period: _alone(period, columns, labels)):
        years = list(run)
        if word:
            yield _years(years[0], years[-1], urn, labels), word
            continue
        for period in years:
            point = columns.points.get(period)
            year = _years(period, period, point.urn if point else "", labels)
            row = (year, _here(point, columns.decimals, labels), *[cell(period, NONE) for cell in others])
            yield (*row, *_extra(point, columns, labels)) if extra else row


def _alone(period: str, columns: Columns, labels: Labels) -> tuple[str, str]:
    """Why there is no figure, and the number that the school had then, where nothing else is known of that year; else nothing."""
    point = columns.points.get(period)
    if any(period in other.cells for other in columns.beside):
        return "", ""
    if point is None:
        return labels.gap, ""
    return (labels.reasons[point.reason], point.urn) if point.value is None and point.schools is None else ("", "")


def _years(first: str, last: str, urn: str, labels: Labels) -> str:
    """With the number that the school had then, if it was another."""
    span = printed_period(first) if first == last else f"{printed_period(first)} {labels.to} {printed_period(last)}"
    return f"{span} {labels.under} {urn}" if urn else span


def _here(point: Point | None, decimals: int, labels: Labels) -> str:
    if point is None:
        return labels.nothing
    if point.value is None:
        return labels.reasons[point.reason]
    cell = printed(point.value, decimals)
    return f"{cell} {labels.status[point.status]}" if point.status in labels.status else cell


def _extra(point: Point | None, columns: Columns, labels: Labels) -> Iterator[str]:
    if columns.intervals:
        yield _cell(point, lambda known: _interval(known, columns.decimals, labels))
    if columns.schools:
        yield _cell(point, lambda known: _count(known.schools))
        yield _cell(point, lambda known: _count(known.missing))


def _cell(point: Point | None, content: Callable[[Point], str]) -> str:
    return NONE if point is None else content(point)


def _count(value: float | None) -> str:
    return NONE if value is None else printed(value, 0)


def _interval(point: Point, decimals: int, labels: Labels) -> str:
    if point.low is None or point.high is None:
        return NONE
    return f"{printed(point.low, decimals)} {labels.to} {printed(point.high, decimals)}"
