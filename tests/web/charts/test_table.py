"""Years at either end of a table: left out only where the figure does not apply and nobody beside has one. Years that are one row."""

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


def test_a_table_of_nothing_else_is_one_row() -> None:
    assert years(Point("2018-19", None, "z"), Point("2019-20", None, "z")) == ["2018/19 to 2019/20"]


def test_years_without_a_figure_for_one_reason_are_one_row_while_nobody_else_has_one() -> None:
    missing = [Point(period, None, reason) for period, reason in (("2013-14", "x"), ("2014-15", "x"), ("2015-16", "c"), ("2016-17", "c"))]
    before = [Point("2012-13", None, "x", urn="100000"), Point("2011-12", None, "x", urn="100000")]
    assert drawn(*before[::-1], *missing, KNOWN).rows == (
        ("2011/12 to 2012/13 as 100000", "not available"),
        ("2013/14 to 2014/15", "not available"),
        ("2015/16 to 2016/17", "suppressed"),
        ("2017/18", "none published"),
        ("2018/19", "5.0"),
    )
    beside = series(ENGLAND, Point("2014-15", 4.0), Point("2018-19", 4.1))
    assert drawn(*missing, KNOWN, beside=(beside,)).rows == (
        ("2013/14", "not available"),
        ("2014/15", "not available", "4.0"),
        ("2015/16 to 2016/17", "suppressed"),
        ("2017/18", "none published"),
        ("2018/19", "5.0", "4.1"),
    )


def test_a_count_of_schools_keeps_a_year_apart() -> None:
    rows = drawn(
        Point("2016-17", None, "x", schools=0, missing=3), Point("2017-18", None, "x"), Point("2018-19", 5.0, schools=3, missing=0)
    ).rows
    assert rows == (("2016/17", "not available", "0", "3"), ("2017/18", "not available"), ("2018/19", "5.0", "3", "0"))
