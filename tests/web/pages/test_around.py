"""The schools behind a trust's or an area's figure: none is hidden by their average."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from pipeline.model import Level
from pipeline.web.pages import COMPOSE, answers
from pipeline.web.pages.around import Around, Span, around
from pipeline.web.pages.atlas import Atlas, Strand
from tests.web.small_measures import LEEDS, PRIMARY, REGION, TRUST


def strand(atlas: Atlas, level: Level, code: str, phase: str) -> Strand:
    return next(each for each in atlas.strands(level, code) if each.measure.id == "lessons_missed" and each.phase == phase)


def found(atlas: Atlas, level: Level, code: str, phase: str) -> Around | None:
    mine = strand(atlas, level, code, phase)
    return around(mine, next(point for point in reversed(mine.series.points) if point.value is not None))


def test_a_trust_shows_each_school_before_and_since_it_joined(atlas: Atlas) -> None:
    told = found(atlas, "trust", TRUST, "secondary")
    assert told
    (row,) = told.rows
    assert (row.name, row.number, row.why) == ("Beck High", "7.0", "")
    assert row.before
    assert row.after
    assert row.before == Span("8.0", "6.0", "10.0", "2012/13", 3, "")
    assert row.after == Span("7.0", "", "", "2018/19", 1, "5.1")
    assert (told.all, told.schools, told.low, told.high) == (True, "1", "7.0", "7.0")


def test_a_trusts_schools_are_dots_on_its_strip(atlas: Atlas) -> None:
    told = found(atlas, "trust", TRUST, "secondary")
    assert told
    assert told.strip
    assert told.strip.dots == (told.strip.here,)


def test_an_areas_schools_are_told_by_their_middle_half_in_the_same_year_alone(atlas: Atlas) -> None:
    mine = strand(atlas, "local-authority", LEEDS, "primary")
    by_period = {point.period: point for point in mine.series.points}
    told = around(mine, by_period["2018-19"])
    assert told
    assert (told.all, told.schools, told.low, told.high) == (False, "4", "4.5", "6.5")
    assert told.strip
    assert told.strip.own != ("", "")
    other = around(mine, by_period["2023-24"])
    assert other
    assert (other.strip, other.low) == (None, "")


def test_an_areas_page_says_of_which_schools_half_and_nearly_all_lie_between(atlas: Atlas) -> None:
    mine = strand(atlas, "local-authority", LEEDS, "primary")
    point = next(point for point in mine.series.points if point.period == "2018-19")
    told = replace(mine, newest="2018-19", series=replace(mine.series, points=(point,)))

    def said(strand: Strand) -> str:
        html = answers.sections([strand], "local-authority", atlas.credits)[0].articles[0].html
        return unescape(html).replace("\N{NO-BREAK SPACE}", " ")

    begin = "4 schools open today have a figure. "
    assert f"{begin}Half of them lie between 4.5 and 6.5 %. Nearly all lie between 1.0 and 11.0 %." in said(told)
    assert told.own
    like = told.own._replace(low=100.0, high=100.0)
    assert f"{begin}Half of them have 100.0 %. Nearly all lie between 1.0 and 11.0 %." in said(replace(told, own=like))
    all_like = like._replace(lowest=100.0, highest=100.0)
    assert f"{begin}Nearly all have 100.0 %." in said(replace(told, own=all_like))


def test_where_nothing_is_known_of_the_schools_nothing_is_told(atlas: Atlas) -> None:
    assert found(atlas, "region", REGION, "primary") is None
    school = atlas.strands("school", PRIMARY)[0]
    assert around(school, school.series.points[-1]) is None


def test_the_trusts_page_says_it_in_words_and_in_a_table_by_the_day_of_joining(atlas: Atlas) -> None:
    body = COMPOSE["trust"](atlas, TRUST, atlas.strands("trust", TRUST)).body
    table = re.search(r"<table class=each>(.*?)</table>", body, re.DOTALL)
    assert table
    assert (
        "<th>Beck High<td>7.0\u00a0%<td>8.0\u00a0% (6.0 to 10.0), average of three years from 2012/13"
        "<td>7.0\u00a0%; England 5.1\u00a0%, 2018/19" in table[1]
    )
    assert "That does not say that the trust is the cause" in body
