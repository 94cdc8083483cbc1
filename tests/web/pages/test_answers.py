"""Every turn that a sentence can take."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from pipeline.model import Level, Measure, Place, Point, Series
from pipeline.web.charts.reference import Reference
from pipeline.web.pages import answers
from pipeline.web.pages.answers import Article
from pipeline.web.pages.atlas import Strand
from pipeline.web.pages.credits import Credit
from pipeline.web.pages.words import macros
from tests.web.small_measures import LESSONS, ROLL, SCORE

ENGLAND, LEEDS = Place("england", "E", "England"), Place("local-authority", "L", "Leeds & Wharfe")
CREDITS = {name: Credit("Department of Tests", {"2016/17": "Office of Tests"}) for name in ("absence", "results")}


def strand(
    *points: Point, level: Level = "school", measure: Measure = LESSONS, phase: str = "primary", beside: tuple[Series, ...] = ()
) -> Strand:
    series = Series(Place(level, "1", "Here"), measure, phase, points)
    return Strand(measure, phase, series, tuple(map(Reference, beside)), "2018-19")


def article(*strands: Strand) -> Article:
    level = strands[0].series.place.level
    return answers.sections(strands, level, CREDITS)[0].articles[0]


def sentence(
    *points: Point, level: Level = "school", measure: Measure = LESSONS, phase: str = "primary", beside: tuple[Series, ...] = ()
) -> str:
    """All that is said of it, the small print last."""
    block = article(strand(*points, level=level, measure=measure, phase=phase, beside=beside)).blocks[0]
    fine = str(macros("sentences").fine(block.answer)).strip()
    return unescape(f"{block.chart.sentence} {fine}").strip().replace("\N{NO-BREAK SPACE}", " ")


def area(place: Place, value: float) -> Series:
    return Series(place, LESSONS, "primary", (Point("2018-19", value),))


NOW = Point("2018-19", 5.3)


def test_a_figure_stands_alone_or_beside_england_and_the_authority() -> None:
    assert sentence(NOW) == "In 2018/19, about 5 in 100 lessons were missed."
    assert sentence(NOW, beside=(area(ENGLAND, 5.5), area(LEEDS, 5.9))).endswith(
        " missed. In primary schools in England it was about 6 and in Leeds & Wharfe about 6."
    )
    assert sentence(NOW, beside=(area(LEEDS, 5.9),)).endswith("missed. In primary schools in Leeds & Wharfe it was about 6.")
    assert sentence(NOW, phase="all", beside=(area(ENGLAND, 5.5),)).endswith("missed. In England it was about 6.")


def test_an_area_without_a_figure_for_the_year_is_left_out() -> None:
    other = Series(ENGLAND, LESSONS, "primary", (Point("2018-19", None, "c"), Point("2017-18", 4.0)))
    assert sentence(NOW, beside=(other,)) == "In 2018/19, about 5 in 100 lessons were missed."


@pytest.mark.parametrize(
    ("level", "phase", "end"),
    [
        ("trust", "primary", "in this trust’s primary schools"),
        ("trust", "all", "in this trust"),
        ("local-authority", "special", "in special schools in Here"),
        ("region", "alternative-provision", "in alternative provision in Here"),
        ("england", "all", "in Here"),
    ],
)
def test_the_sentence_says_whose_figure_it_is(level: Level, phase: str, end: str) -> None:
    assert sentence(NOW, level=level, phase=phase) == f"In 2018/19 {end}, about 5 in 100 lessons were missed."


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("c", "The figure for 2018/19 is suppressed by its publisher"),
        ("z", "For 2018/19 the figure does not apply here."),
        ("x", "The figure for 2018/19 is not in the files that we hold"),
        ("low", "The figure for 2018/19 is above zero but rounds to zero."),
        ("u", "The figure for 2018/19 is too unreliable to be shown."),
    ],
)
def test_a_missing_newest_figure_gives_its_reason_and_the_one_before(reason: str, words: str) -> None:
    said = sentence(Point("2016-17", 4.0), Point("2018-19", None, reason))
    assert said.startswith(words)
    assert said.endswith(" In 2016/17, about 4 in 100 lessons were missed.")


def test_a_place_that_is_not_in_the_newest_figures_is_told_so() -> None:
    assert sentence(Point("2016-17", 4.0)).startswith("This place has no figure in what was published for 2018/19. In 2016/17, about 4 in")


def test_without_any_figure_there_is_the_reason_and_no_chart() -> None:
    found = article(strand(Point("2017-18", None, "c"), Point("2018-19", None, "c")))
    assert found.blocks[0].chart.sentence.endswith("We hold none of another year either.")
    assert "class=years" not in found.html
    assert "<tr><th>2017/18 to 2018/19<td>suppressed" in found.html


def test_a_year_after_the_newest_figure_of_all_is_passed_over() -> None:
    assert sentence(NOW, Point("2019-20", None, "x")) == "In 2018/19, about 5 in 100 lessons were missed."


@pytest.mark.parametrize(
    ("pupils", "end"),
    [
        (1.0, "1 pupil is counted, too few to say anything."),
        (12.0, "12 pupils are counted, so few that one more or less moves it by about 8 points."),
        (30.0, "30 pupils are counted."),
        (1234.0, "1,234 pupils are counted."),
        (None, "were missed."),
    ],
)
def test_pupils_are_counted_in_singular_and_plural(pupils: float | None, end: str) -> None:
    assert sentence(Point("2018-19", 5.3, pupils=pupils)).endswith(end)


@pytest.mark.parametrize(
    ("schools", "missing", "end"),
    [
        (1, 0, "1 school is counted."),
        (12, 1, "12 schools are counted; 1 more is left out, since its figure or the number of its pupils is missing."),
        (1200, 30, "1,200 schools are counted; 30 more are left out, since their figure or the number of their pupils is missing."),
    ],
)
def test_an_area_says_how_many_schools_count_and_how_many_are_missing(schools: int, missing: int, end: str) -> None:
    assert sentence(Point("2018-19", 5.3, schools=schools, missing=missing), level="region").endswith(end)


def test_an_interval_is_told_and_a_provisional_figure_marked() -> None:
    said = sentence(Point("2018-19", -0.25, low=-0.4, high=-0.1, status="provisional"), measure=SCORE, phase="all")
    assert said.startswith("In 2018/19, the progress score was −0.25. This figure is provisional.")
    assert said.endswith("The 95 % interval runs from −0.40 to −0.10: chance alone could move it so far.")


def test_half_an_interval_is_none() -> None:
    assert "interval" not in sentence(Point("2018-19", -0.25, low=-0.4), measure=SCORE)


def test_words_of_contracts_and_names_are_escaped() -> None:
    measure = replace(LESSONS, says="of <i>lessons</i>", title="A <b>", question="Q <b>?", caution="C <b>. D.")
    html = article(strand(NOW, measure=measure, beside=(area(LEEDS, 5.9),))).html
    assert not re.search(r"<i>|<b>(?!You could ask:)[^0-9]", html)
    assert "Leeds &amp; Wharfe" in html


def test_the_article_shows_number_caution_source_and_where_years_do_not_compare() -> None:
    html = article(strand(Point("2016-17", 4.0), NOW)).html
    assert "<p class=num><b>5.3</b> % <small>2018/19</small></p>" in html
    said = "per cent. From 2018/19 on something else is counted: compare no further back.</caption>"
    assert said in html
    assert "<p class=warn>Illness counts too.</p>" in html
    assert "<p class=warn>Illness counts too. A sum of schools.</p>" in article(strand(NOW, level="region")).html
    assert "Source: Department of Tests, 2018/19" in html
    assert "Source: Office of Tests, 2016/17" in article(strand(Point("2016-17", 4.0))).html
    assert "something else" not in article(strand(NOW)).html


def test_several_phases_have_headings_and_one_has_none() -> None:
    both = article(strand(NOW, level="region"), strand(NOW, level="region", phase="special"))
    assert re.findall("<h4>(.*?)</h4>", both.html) == ["Primary schools", "Special schools"]
    assert re.search("<details class=more><summary>Special schools</summary><h4>Special schools</h4>.*</details>", both.html, re.DOTALL)
    assert "<h4>" not in article(strand(NOW, level="region")).html


def test_a_special_school_is_not_folded_away() -> None:
    assert "class=more" not in article(strand(NOW, phase="special")).html


def test_in_short_are_the_first_comparable_facts_results_first() -> None:
    found = answers.sections([strand(NOW, measure=ROLL), strand(NOW), strand(NOW, measure=SCORE)], "school", CREDITS)
    assert [section.key for section in found] == ["intake", "inclusion", "outcomes"]
    assert [fact.split(".  ")[0].rstrip(".") for fact in answers.in_short(found)] == [
        "In 2018/19, the progress score was 5.30",
        "In 2018/19, about 5 in 100 lessons were missed",
    ]
    assert answers.in_short(answers.sections([strand(Point("2018-19", None, "c"))], "school", CREDITS)) == ()


def test_in_short_leaves_old_figures_and_folded_kinds_out() -> None:
    old = answers.sections([strand(Point("2016-17", 4.0))], "school", CREDITS)
    assert answers.in_short(old) == ()
    both = answers.sections([strand(NOW, level="region", phase="nursery"), strand(NOW, level="region")], "region", CREDITS)
    assert "primary schools" in answers.in_short(both)[0]


def test_a_figure_of_a_year_in_which_it_still_applied_is_not_shown_large() -> None:
    assert "class=num" not in article(strand(Point("2016-17", 0.0), Point("2018-19", None, "z"))).html
    assert "class=num" in article(strand(Point("2016-17", 4.0), Point("2018-19", None, "c"))).html
