"""Figures that are told in a row each: pounds, brackets and years; and which years do not compare."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Break, Measure, Point
from pipeline.web.pages import answers, words
from pipeline.web.pages.answer import answer_of
from pipeline.web.pages.atlas import Strand
from tests.web.pages.test_answers import CREDITS, NOW, article, strand
from tests.web.pages.test_old import beside
from tests.web.small_measures import LESSONS, ROLL, SCORE

BALANCE = replace(ROLL, id="balance", domain="money", unit="pounds")


def rows(*strands: Strand) -> str:
    return str(words.macros("parts").rest([answer_of(each) for each in strands], "../", "How?", "school"))


def page(*strands: Strand) -> str:
    return str(words.macros("parts").answers(answers.sections(strands, "school", CREDITS), "../", "school", "1.json"))


def within(measure: Measure, low: float, high: float) -> Strand:
    return replace(beside(measure, low, high, "within"), first=False)


def test_pounds_stand_before_every_number_and_after_a_minus() -> None:
    assert "<td>£5<td>2018/19<td>£4 to £1,200" in rows(within(BALANCE, 4.0, 1200.0))
    assert "<td>−£120 to £30" in rows(within(BALANCE, -120.0, 30.0))
    assert "<td>4.0 to 7.0\N{NO-BREAK SPACE}%" in rows(within(LESSONS, 4.0, 7.0))


def test_the_caption_says_what_stands_in_brackets_where_anything_does() -> None:
    score = strand(Point("2018-19", -0.25, low=-0.4, high=-0.1), measure=SCORE)
    assert "<caption>Figures; in brackets the 95\N{NO-BREAK SPACE}% interval</caption>" in rows(strand(NOW), score)
    assert "<caption>Figures</caption>" in rows(strand(NOW))


def test_a_place_without_a_row_is_not_listed() -> None:
    assert "<td>not listed<td>2018/19" in rows(strand(Point("2016-17", None, "c")))


def test_all_the_years_from_which_on_something_else_is_counted_are_named() -> None:
    twice = replace(LESSONS, breaks=(Break("2017-18", "New."), Break("2018-19", "Newer.")))
    assert "From 2017/18 and from 2018/19 on something else" in article(strand(Point("2016-17", 4.0), NOW, measure=twice)).html


def test_intake_of_different_years_is_not_to_be_set_one_against_another() -> None:
    note = "<p class=note>Rows of different years count different pupils: do not set one against another.</p>"
    roll, older = (replace(strand(point, measure=ROLL), first=False) for point in (NOW, Point("2016-17", 4.0)))
    assert page(roll, older).index("</table></div>") < page(roll, older).index(note)
    assert note not in page(roll, roll)
    assert note not in page(roll, replace(strand(Point("2016-17", None, "c"), measure=ROLL), first=False))
    assert note not in page(*(replace(each, measure=BALANCE) for each in (roll, older)))
