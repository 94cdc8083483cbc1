"""Years at either end of a table: left out only where the figure does not apply and nobody beside has one."""

from __future__ import annotations

import pytest

from pipeline.model import Point
from tests.web.charts.test_trend import ENGLAND, drawn, series

KNOWN = Point("2018-19", 5.0)


def years(*points: Point, england: tuple[Point, ...] = ()) -> list[str]:
    """The first cell of every row."""
    return [row[0] for row in drawn(*points, beside=(series(ENGLAND, *england),) if england else ()).rows]


def test_years_at_the_ends_to_which_the_figure_does_not_apply_are_left_out_and_the_chart_with_them() -> None:
    chart = drawn(Point("2016-17", None, "z"), Point("2017-18", None, "z"), KNOWN, Point("2021-22", None, "z"))
    assert chart.rows == (("2018/19", "5.0"),)
    assert chart.figure["data"] == [{"name": "This school", "x0": 2018, "y": [5.0]}]


def test_in_between_they_stand() -> None:
    assert years(KNOWN, Point("2019-20", None, "z"), Point("2020-21", 6.0)) == ["2018/19", "2019/20", "2020/21"]


def test_with_a_figure_beside_they_stand() -> None:
    england = (Point("2016-17", 4.0), Point("2020-21", 4.2))
    points = (Point("2015-16", None, "z"), Point("2016-17", None, "z"), KNOWN, Point("2020-21", None, "z"), Point("2021-22", None, "z"))
    assert years(*points, england=england) == ["2016/17", "2017/18", "2018/19", "2019/20", "2020/21"]


@pytest.mark.parametrize("reason", ["c", "x", "low", "u"])
def test_no_other_reason_is_ever_left_out(reason: str) -> None:
    ends = Point("2016-17", None, reason), Point("2019-20", None, reason)
    assert years(ends[0], KNOWN, ends[1])[::3] == ["2016/17", "2019/20"]
    beyond = Point("2015-16", None, "z"), Point("2020-21", None, "z")
    assert years(beyond[0], ends[0], KNOWN, ends[1], beyond[1]) == ["2016/17", "2017/18", "2018/19", "2019/20"]


def test_a_table_of_nothing_else_is_left_as_it_is() -> None:
    assert years(Point("2018-19", None, "z"), Point("2019-20", None, "z")) == ["2018/19", "2019/20"]
