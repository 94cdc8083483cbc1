"""The trend: a figure that plotly takes, gaps left open, and a table that says the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from pipeline.model import Break, Chart, Measure, Place, Point, Series
from pipeline.web.charts import DRAW
from pipeline.web.charts.axis import Labels
from pipeline.web.charts.embed import embed
from pipeline.web.charts.reference import Reference
from pipeline.web.charts.template import TEMPLATE
from tests.web.small_measures import LESSONS, SCORE

LABELS = Labels(
    *("Year", "This school", "per cent", "Interval", "Counted", "Without", "none", "none published", "to", "as"),
    reasons={"c": "suppressed", "z": "not applicable", "x": "not available", "low": "rounds to zero", "u": "unreliable"},
    status={"provisional": "(provisional)"},
)
SCHOOL, ENGLAND, LEEDS = Place("school", "1", "Windmill"), Place("england", "E", "England"), Place("local-authority", "L", "Leeds")


def series(place: Place, *points: Point, measure: Measure = LESSONS) -> Series:
    return Series(place, measure, "primary", points)


def drawn(*points: Point, beside: tuple[Series, ...] = (), measure: Measure = LESSONS) -> Chart:
    return DRAW["trend"](series(SCHOOL, *points, measure=measure), tuple(map(Reference, beside)), LABELS, "In words.")


FULL = drawn(
    Point("2016-17", 4.04),
    Point("2017-18", None, "c"),
    Point("2018-19", 5.3),
    Point("2023-24", 8.4, status="provisional"),
    beside=(
        series(ENGLAND, Point("2015-16", 3.9), Point("2016-17", 4.0), Point("2018-19", 4.1), Point("2023-24", 5.55)),
        series(LEEDS, Point("2018-19", 4.2), Point("2023-24", None, "c"), Point("2024-25", 6.0)),
    ),
)


def refigured(chart: Chart) -> dict[str, Any]:
    """The figure as the page's script puts it together: what is embedded, with names, years and values out of the table."""
    figure: dict[str, Any] = json.loads(embed(chart.figure))
    rows = {int(row[0][:4]): row for row in chart.rows}
    years = range(min(rows), max(rows) + 1)
    for column, trace in enumerate(figure["data"], start=1):
        cells = [rows[year][column] if year in rows and len(rows[year]) > column else "" for year in years]
        trace |= {"name": chart.header[column], "x0": years[0], "y": [_number(cell) for cell in cells]}
    first = figure["data"][0]
    if "error_y" in first:
        interval = len(figure["data"]) + 1
        ends = [_ends(rows[year][interval]) if year in rows and len(rows[year]) > interval else None for year in years]
        reach = [
            (None, None) if end is None else (round(end[1] - y, 2), round(y - end[0], 2)) for end, y in zip(ends, first["y"], strict=True)
        ]
        first["error_y"] = {"array": [up for up, _ in reach], "arrayminus": [down for _, down in reach]}
    nobody = [year for year, *values in zip(years, *(trace["y"] for trace in figure["data"]), strict=True) if not any_of(values)]
    shapes: list[dict[str, Any]] = []
    for year in nobody:
        if shapes and shapes[-1]["x1"] == year - 0.5:
            shapes[-1]["x1"] = year + 0.5
        else:
            shapes.append({"x0": year - 0.5, "x1": year + 0.5})
    borders = figure["layout"].get("meta", {}).get("borders", [])
    shapes += [{"type": "line", "x0": at, "x1": at, "line": {"width": 1}} for at in borders]
    return {**figure, "layout": {**figure["layout"], **({"shapes": shapes} if shapes else {})}}


def _ends(cell: str) -> tuple[float, float] | None:
    """The two ends of an interval; None where there is none."""
    numbers = [_number(text) for text in re.findall(r"[\u2212-]?[\d.,]+", cell)]
    return (numbers[0], numbers[1]) if len(numbers) == 2 and None not in numbers else None  # type: ignore[return-value]


def any_of(values: list[float | None]) -> bool:
    return any(value is not None for value in values)


def _number(cell: str) -> float | None:
    words = cell.replace(",", "").replace("\N{MINUS SIGN}", "-").split()
    try:
        return float(words[0])
    except (ValueError, IndexError):
        return None


def test_the_lines_are_the_place_then_england_then_the_authority_with_a_null_for_every_gap() -> None:
    here, england, leeds = FULL.figure["data"]
    gap = [None] * 4
    assert here == {"name": "This school", "x0": 2016, "y": [4.0, None, 5.3, *gap, 8.4, None]}
    assert england == {"name": "England", "x0": 2016, "y": [4.0, None, 4.1, *gap, 5.5, None]}
    assert leeds == {"name": "Leeds", "x0": 2016, "y": [None, None, 4.2, *gap, None, 6.0]}


def test_years_in_which_nobody_has_a_figure_are_shaded_and_a_new_definition_has_a_border() -> None:
    band = {"x0": 2016.5, "x1": 2017.5}
    assert FULL.figure["layout"]["shapes"] == [
        band,
        {"x0": 2018.5, "x1": 2022.5},
        {"type": "line", "x0": 2017.5, "x1": 2017.5, "line": {"width": 1}},
    ]


def test_the_table_says_the_same_with_reasons_and_one_row_for_years_without_any_row() -> None:
    assert FULL.header == ("Year", "This school", "England", "Leeds")
    assert FULL.rows == (
        ("2016/17", "4.0", "4.0", "–"),
        ("2017/18", "suppressed"),
        ("2018/19", "5.3", "4.1", "4.2"),
        ("2019/20 to 2022/23", "none published"),
        ("2023/24", "8.4 (provisional)", "5.5", "–"),
        ("2024/25", "none", "–", "6.0"),
    )
    assert FULL.sentence == "In words."


@pytest.mark.parametrize(("reason", "cell"), LABELS.reasons.items())
def test_every_reason_stands_in_its_cell_and_never_as_a_number(reason: str, cell: str) -> None:
    chart = drawn(Point("2017-18", 2.0), Point("2018-19", None, reason), Point("2019-20", 1.0))
    assert chart.rows[1] == ("2018/19", cell)
    assert chart.figure["data"][0]["y"] == [2.0, None, 1.0]


def test_an_interval_is_drawn_and_printed() -> None:
    chart = drawn(Point("2016-17", -0.25, low=-0.4, high=-0.1), Point("2017-18", 0.5), measure=SCORE)
    assert chart.figure["data"][0]["error_y"] == {"array": [0.15, None], "arrayminus": [0.15, None]}
    assert chart.header == ("Year", "This school", "Interval")
    assert chart.rows == (("2016/17", "−0.25", "−0.40 to −0.10"), ("2017/18", "0.50", "–"))
    assert chart.figure["layout"]["yaxis"] == {"rangemode": "normal"}


def test_an_area_says_how_many_schools_count_and_how_many_are_missing() -> None:
    chart = drawn(Point("2016-17", 4.0, schools=1234, missing=3), Point("2017-18", None, "c", schools=0, missing=1))
    assert chart.header == ("Year", "This school", "Counted", "Without")
    assert chart.rows == (("2016/17", "4.0", "1,234", "3"), ("2017/18", "suppressed", "0", "1"))


def test_one_year_alone_is_a_figure_too() -> None:
    chart = drawn(Point("2018-19", 5.0), measure=replace(LESSONS, breaks=(Break("2018-19", "New."),)))
    assert chart.rows == (("2018/19", "5.0"),)
    assert chart.figure == {"data": [{"name": "This school", "x0": 2018, "y": [5.0]}], "layout": {"yaxis": {"ticksuffix": "%"}}}


def test_plotly_takes_every_figure_with_the_shared_template() -> None:
    interval = drawn(Point("2016-17", -0.25, low=-0.4, high=-0.1), measure=SCORE)
    for chart in (FULL, interval):
        figure = go.Figure(chart.figure)
        figure.update_layout(template=go.layout.Template(TEMPLATE))
        assert len(figure.data) == len(chart.figure["data"])


def test_plotly_would_refuse_what_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        go.Figure({"data": [{"nonsense": 1}]})


@pytest.mark.parametrize(
    "chart",
    [FULL, drawn(Point("2016-17", -1234.25, low=-2000.4, high=-0.1), Point("2019-20", 0.5), measure=SCORE), drawn(Point("2018-19", 5.0))],
    ids=["full", "interval", "one year"],
)
def test_what_a_page_embeds_and_its_table_make_the_whole_figure(chart: Chart) -> None:
    assert refigured(chart) == chart.figure


def test_what_is_embedded_cannot_end_its_script_element() -> None:
    assert "<" not in embed({"data": [], "layout": {"title": {"text": "</script>"}}})


def test_noise_is_not_drawn_as_change() -> None:
    measure = replace(SCORE, least_span=1.0)
    calm = drawn(Point("2016-17", 0.01), Point("2017-18", -0.01), measure=measure)
    assert calm.figure["layout"]["yaxis"]["range"] == [-0.5, 0.5]
    wild = drawn(Point("2016-17", 0.9), Point("2017-18", -0.9), measure=measure)
    assert "range" not in wild.figure["layout"]["yaxis"]
