"""The plain sentence before each number: every turn of a share, of the similar schools, and of where a school stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue import load
from pipeline.model import Interval, Measure, Place, Point
from pipeline.web.cards import Card
from pipeline.web.charts.reference import Reference
from pipeline.web.pages import answers
from pipeline.web.pages.atlas import Strand
from pipeline.web.pages.words import macros
from tests.web.pages.test_answers import CREDITS, NOW, article, sentence, strand
from tests.web.small_measures import LESSONS, ROLL, SCORE
from tests.web.small_scorecard import CARD

SHARE = replace(LESSONS, interval=Interval("wilson"))
MONEY = replace(LESSONS, id="spent", domain="money", unit="pounds", says="was spent for each pupil", decimals=0)
BALANCE = replace(MONEY, says="for each pupil was left over")


def beside(low: float, high: float, standing: str, value: float = 62.0, measure: Measure = LESSONS, point: Point | None = None) -> Strand:
    card = Card(**{name: CARD[name] for name in Card._fields})
    card = card._replace(period="2018-19", value=value, similar_low=low, similar_high=high, standing=standing, pooled=None)
    return replace(strand(point or NOW._replace(value=value), measure=measure), card=card)


def said(one: Strand) -> str:
    return article(one).html.partition("</p>")[0].removeprefix("<p class=say>")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (62.0, "about 62 in 100 lessons were missed."),
        (62.4, "about 62 in 100 lessons were missed."),
        (1.0, "about 1 in 100 lessons were missed."),
        (0.3, "fewer than 1 in 100 lessons were missed."),
        (0.0, "no lessons were missed."),
        (99.7, "nearly all lessons were missed."),
        (100.0, "all lessons were missed."),
    ],
)
def test_a_share_is_told_as_so_many_in_a_hundred(value: float, words: str) -> None:
    assert sentence(NOW._replace(value=value)) == f"In 2018/19, {words}"


def test_a_share_of_the_pupils_is_told_without_the_article() -> None:
    measure = replace(LESSONS, says="of the pupils who left stayed on")
    assert sentence(NOW, measure=measure) == "In 2018/19, about 5 in 100 pupils who left stayed on."


def test_what_is_no_share_is_told_as_it_is_printed() -> None:
    forecast = replace(LESSONS, leads="the forecast, less those who came, was", says="of those who came")
    assert sentence(NOW._replace(value=-3.1), measure=forecast).endswith("the forecast, less those who came, was −3.1 % of those who came.")
    assert sentence(NOW._replace(value=5.0), measure=ROLL, phase="all").startswith("In 2018/19, 5 pupils")
    assert sentence(NOW._replace(value=9569.0), measure=MONEY) == "In 2018/19, £9,569 was spent for each pupil."
    assert sentence(NOW._replace(value=-45.0), measure=BALANCE) == "In 2018/19, −£45 for each pupil was left over."


@pytest.mark.parametrize(
    ("low", "high", "standing", "words"),
    [
        (58.0, 66.0, "within", "Half of similar schools lie between 58 and 66. This school is among them."),
        (50.0, 58.0, "above", "Half of similar schools lie between 50 and 58. This school’s figure is higher than at most of them."),
        (50.0, 58.0, "over", "Half of similar schools lie between 50 and 58. This school’s figure is higher than at most of them."),
        (66.0, 70.0, "below", "Half of similar schools lie between 66 and 70. This school’s figure is lower than at most of them."),
        (58.0, 61.0, "near-above", "58 and 61. We cannot tell this school apart from them: the interval of its figure reaches theirs."),
        (64.0, 66.0, "near-below", "64 and 66. We cannot tell this school apart from them: the interval of its figure reaches theirs."),
        (62.0, 62.0, "within", "At half of similar schools or more it is the same."),
        (64.0, 64.0, "below", "Half of similar schools or more are at 64."),
    ],
)
def test_a_school_stands_beside_half_of_the_schools_like_it(low: float, high: float, standing: str, words: str) -> None:
    assert said(beside(low, high, standing)).endswith(f"about 62 in 100 lessons were missed. {words}" if words[0] in "AH" else words)


def test_rounding_puts_no_school_where_it_is_not() -> None:
    assert "about 62.4 in 100 lessons were missed. Half of similar schools lie between 60.1 and 61.9." in said(
        beside(60.1, 61.9, "above", 62.4)
    )
    assert "about 62 in 100 lessons were missed. Half of similar schools lie between 58 and 60." in said(beside(58.1, 60.4, "above", 62.4))
    assert "lie between 62.1 and 62.4." in said(beside(62.1, 62.4, "above", 64.0))


def test_a_figure_without_its_pupils_is_set_beside_others_without_a_word_of_where_it_stands() -> None:
    html = article(beside(50.0, 58.0, "above", measure=SHARE)).html
    assert "Half of similar schools lie between 50 and 58.</p>" in html
    assert "<p class=fine>How many pupils stand behind this figure is not in our files" in html


def test_after_a_word_for_a_share_the_others_say_that_they_are_of_a_hundred() -> None:
    england = strand(NOW, beside=(replace(strand(NOW._replace(value=95.2)).series, place=Place("england", "E", "England")),)).beside
    assert said(replace(strand(NOW._replace(value=99.8)), beside=england)).endswith(
        "nearly all lessons were missed. In primary schools in England it was about 95 in 100."
    )
    assert said(beside(78.0, 98.0, "above", 100.0)).startswith(
        "In 2018/19, all lessons were missed. Half of similar schools lie between 78 and 98 in 100."
    )
    none = replace(strand(NOW._replace(value=0.0)), beside=(Reference(replace(england[0].series, points=(NOW._replace(value=0.0),))),))
    assert said(none).endswith("England it was none.")


def test_a_score_stands_beside_scores() -> None:
    score = beside(-0.2, 0.3, "within", 0.1, SCORE, Point("2018-19", 0.1, low=-0.1, high=0.3))
    assert "the progress score was 0.10. Half of similar schools lie between −0.20 and 0.30." in said(score)


def test_beside_similar_schools_england_and_the_authority_stand_by_the_number() -> None:
    one = beside(58.0, 66.0, "within")
    alone = article(one).html
    assert "<small>2018/19</small>" in alone
    other = replace(one, beside=strand(NOW, beside=(replace(one.series, place=replace(one.series.place, name="England")),)).beside)
    assert "<small>2018/19 · England 62.0\N{NO-BREAK SPACE}%</small>" in article(other).html
    assert "In England" not in said(other)


def test_a_folded_question_says_what_it_comes_to() -> None:
    other = replace(LESSONS, id="others", question="And then?")
    found = answers.sections((beside(58.0, 66.0, "within"), beside(58.0, 66.0, "within", measure=other)), "school", CREDITS)
    html = str(macros("parts").answers(found, "../", "school", "1.json"))
    assert "<article class=measure id=lessons_missed><h3>How many lessons are missed?</h3><p class=say>" in html
    glance = "<span><b>62.0&nbsp;%</b> · similar schools 58.0 to 66.0\N{NO-BREAK SPACE}%</span></summary>"
    assert f"<article class=measure id=others><details class=more><summary><h3>And then?</h3>{glance}" in html
    hidden = strand(Point("2018-19", None, "c"), measure=other)
    html = str(macros("parts").answers(answers.sections((one := beside(1, 2, ""), hidden), "school", CREDITS), "", "school", ""))
    assert one.measure.id in html
    assert "<h3>And then?</h3><span>suppressed</span></summary>" in html


def test_where_all_or_none_did_so_did_they_elsewhere() -> None:
    for value in (0.0, 100.0):
        assert said(beside(value, value, "within", value)).endswith(
            "lessons were missed. At half of similar schools or more it is the same."
        )


def test_what_has_a_figure_comes_before_what_has_none() -> None:
    hidden = strand(Point("2018-19", None, "z"), measure=replace(LESSONS, id="hidden"))
    (section,) = answers.sections((hidden, strand(NOW)), "school", CREDITS)
    assert [article.measure.id for article in section.articles] == ["lessons_missed", "hidden"]


def test_every_share_says_what_it_is_a_share_of() -> None:
    shares = [each for found in load(Path("datapackages")).values() for each in found.measures if each.unit == "percent" and not each.leads]
    assert len(shares) > 30
    assert [each.id for each in shares if not each.says.startswith("of ")] == []


def test_an_interval_around_nought_is_told() -> None:
    said = sentence(Point("2018-19", 0.1, low=-0.1, high=0.3), measure=SCORE, phase="all")
    assert said.endswith("The range includes 0, so this score does not differ clearly from 0.")
