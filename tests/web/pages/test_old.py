"""Figures that say little of today, or that chance could make: how a page holds back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Interval, Measure, Point, Series
from pipeline.web.cards import Card
from pipeline.web.pages import answers
from pipeline.web.pages.answer import answer_of
from pipeline.web.pages.atlas import Atlas, Strand
from tests.web.pages.test_answers import CREDITS, NOW, article, sentence, strand
from tests.web.pages.test_school import compose, text
from tests.web.small_measures import LESSONS, PRIMARY
from tests.web.small_scorecard import CARD

SHARE = replace(LESSONS, interval=Interval("wilson"))


def beside(measure: Measure, low: float, high: float, standing: str) -> Strand:
    card = Card(**{name: CARD[name] for name in Card._fields})
    card = card._replace(period="2018-19", value=5.3, similar_low=low, similar_high=high, standing=standing, pooled=None)
    return replace(strand(NOW, measure=measure), card=card)


def test_a_figure_years_behind_the_newest_is_not_shown_large() -> None:
    assert "class=num" not in article(replace(strand(Point("2014-15", 4.0)), newest="2018-19")).html
    assert "class=num" in article(replace(strand(Point("2015-16", 4.0)), newest="2018-19")).html


def test_where_the_pupils_are_not_known_no_difference_is_told_from_chance() -> None:
    assert "so no interval says how far chance could move it." in article(beside(SHARE, 6.0, 8.0, "below")).html
    assert "This school’s figure is lower than at most" in article(beside(LESSONS, 6.0, 8.0, "below")).html


def test_a_middle_half_of_one_number_is_told_as_one() -> None:
    html = article(beside(LESSONS, 5.3, 5.3, "within")).html
    assert "At half of similar schools or more it is the same.</p>" in html


def test_the_newest_year_of_a_school_is_the_newest_of_any_school(atlas: Atlas) -> None:
    series = Series(atlas.register.place("school", PRIMARY), LESSONS, "primary", (NOW,))
    assert answer_of(Strand(LESSONS, "primary", series, (), atlas.tables.newest(LESSONS, of_schools=True))).newest == "2023/24"


def test_a_school_lacks_nothing_that_it_does_not_teach(atlas: Atlas) -> None:
    older = replace(LESSONS, id="older", package="results", age=15, phases=("primary",))
    younger = replace(older, id="younger", age=10)
    measures = replace(atlas, measures=(older, younger))
    assert measures.absent(PRIMARY, ()) == (younger,)


def test_a_school_to_be_closed_says_so(atlas: Atlas) -> None:
    school = atlas.register.schools[PRIMARY]._replace(status="Open, but proposed to close")
    register = replace(atlas.register, schools={**atlas.register.schools, PRIMARY: school})
    assert "proposed to close, by the register of July 2025" in text(compose(replace(atlas, register=register), PRIMARY).body)


def test_a_figure_by_which_similar_schools_are_chosen_stands_nowhere_beside_them() -> None:
    html = article(beside(replace(LESSONS, id="sen_support"), 6.0, 8.0, "below")).html
    said = "Half of similar schools lie between 6 and 8. Similar schools are chosen partly by this figure.</p>"
    assert said in html
    assert "lower than" not in html
    assert "or more are at 6. Similar schools are" in article(beside(replace(LESSONS, domain="intake"), 6.0, 6.0, "below")).html


def test_of_a_share_around_nought_no_score_is_told() -> None:
    said = sentence(Point("2018-19", 0.0, low=0.0, high=0.3))
    assert said.endswith("The 95 % interval runs from 0.0 to 0.3: chance alone could move it so far.")


@pytest.mark.parametrize(("pupils", "counted"), [(1.0, "1 pupil is counted"), (2.0, "2 pupils are counted"), (5.0, "5 pupils are counted")])
def test_a_figure_of_a_handful_of_pupils_says_nothing_of_the_school(pupils: float, counted: str) -> None:
    few = replace(beside(LESSONS, 6.0, 8.0, "below"), series=strand(NOW._replace(pupils=pupils)).series)
    html = article(few).html
    assert f"about 5 in 100 lessons were missed. {counted}, too few to say anything.</p>" in html
    assert "<tr><th>2018/19<td>5.3" in html
    assert "class=num" not in html
    assert answers.in_short(answers.sections((few,), "school", CREDITS)) == ()


def test_six_pupils_do_and_so_few_of_an_area_say_nothing_of_that() -> None:
    html = article(replace(beside(LESSONS, 6.0, 8.0, "below"), series=strand(NOW._replace(pupils=6.0)).series)).html
    assert "class=num" in html
    assert "lower than at most" in html
    said = "5 pupils are counted, too few to say anything."
    assert said in sentence(NOW._replace(pupils=5.0), level="local-authority")
