"""One measure over the years: the place, then England, then the local authority, each a line with its gaps left open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.model import Chart, Measure, Point, Series
from pipeline.web.charts.axis import HALF, Labels, runs, year
from pipeline.web.charts.reference import Reference
from pipeline.web.charts.table import Columns, periods_of, table

LEAST_PERCENT = 5
WITHOUT_ZERO = ("score", "points")  # an axis from zero would flatten them


def draw(series: Series, beside: tuple[Reference, ...], labels: Labels, sentence: str) -> Chart:
    """From the place's first row to the last year that anybody has. ``beside`` are England, then the authority, or fewer.

    Every trace has a value or a null for each year. A change of definition is a shape of type ``line`` half a year before it.
    """
    periods = periods_of(series, beside)
    columns = Columns.of(series, beside)
    traces = [_here(series, periods, columns, labels), *[_line(other.name, periods, other.figures) for other in beside]]
    figure = {"data": traces, "layout": _layout(series.measure, periods, traces)}
    header, rows = table(periods, columns, labels)
    return Chart(figure, header, rows, sentence)


def _here(series: Series, periods: list[str], columns: Columns, labels: Labels) -> dict[str, Any]:
    decimals = columns.decimals
    figures = {point.period: round(point.value, decimals) for point in series.points if point.value is not None}
    line = _line(labels.here, periods, figures)
    return {**line, "error_y": _whiskers(periods, columns.points, decimals)} if columns.intervals else line


def _line(name: str, periods: list[str], figures: Mapping[str, float]) -> dict[str, Any]:
    return {"name": name, "x0": year(periods[0]), "y": [figures.get(period) for period in periods]}


def _whiskers(periods: list[str], points: Mapping[str, Point], decimals: int) -> dict[str, Any]:
    """How far the interval reaches above and below each figure."""
    reach = [_reach(points.get(period), decimals) for period in periods]
    return {"array": [up for up, _ in reach], "arrayminus": [down for _, down in reach]}


def _reach(point: Point | None, decimals: int) -> tuple[float | None, float | None]:
    if point is None or point.value is None or point.low is None or point.high is None:
        return None, None
    return round(point.high - point.value, decimals), round(point.value - point.low, decimals)


def _layout(measure: Measure, periods: list[str], traces: list[dict[str, Any]]) -> dict[str, Any]:
    layout: dict[str, Any] = {}
    if measure.unit == "percent":
        layout["yaxis"] = {"ticksuffix": "%", **_low(traces)}
    elif measure.unit in WITHOUT_ZERO:
        layout["yaxis"] = {"rangemode": "normal", **_least(measure.least_span, traces)}
    nobody = [all(value is None for value in values) for values in zip(*(trace["y"] for trace in traces), strict=True)]
    shapes: list[dict[str, Any]] = [{"x0": year(first) - HALF, "x1": year(last) + HALF} for first, last in runs(periods, nobody)]
    borders = [year(item.period) - HALF for item in measure.breaks if item.period in periods[1:]]
    if borders:
        layout["meta"] = {"borders": borders}
    if shapes or borders:
        layout["shapes"] = shapes + [_border(at) for at in borders]
    return layout


def _low(traces: list[dict[str, Any]]) -> dict[str, Any]:
    """Percentages next to nothing are drawn on an axis to 5, lest they fill the chart."""
    values = [value for trace in traces for value in trace["y"] if value is not None]
    return {"range": [0, LEAST_PERCENT]} if values and max(values) < 1 else {}


def _least(span: float, traces: list[dict[str, Any]]) -> dict[str, Any]:
    """A range of the axis where the values alone would make it less than ``span`` high; the chart's own choice elsewhere."""
    values = [value for trace in traces for value in trace["y"] if value is not None]
    if not values or "error_y" in traces[0] or max(values) - min(values) >= span:
        return {}
    middle = round((max(values) + min(values)) / 2, 2)
    return {"range": [middle - span / 2, middle + span / 2]}


def _border(at: float) -> dict[str, Any]:
    """The line between two definitions."""
    return {"type": "line", "x0": at, "x1": at, "line": {"width": 1}}
