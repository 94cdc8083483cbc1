"""What a trust's page claims of its schools taken together, and what it leaves unsaid."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

import pytest

from pipeline.model import Page, Point
from pipeline.web.pages import COMPOSE, answers
from pipeline.web.pages.atlas import Atlas, Strand
from tests.web.pages.test_ages import changed
from tests.web.pages.test_answers import CREDITS, strand
from tests.web.pages.test_answers import article as told
from tests.web.small_measures import SECONDARY, SPECIAL, TRUST


def trust(atlas: Atlas, *phases: str) -> tuple[Strand, str]:
    """The strand of its score, and its page, if its two schools were of these phases."""
    changes = atlas
    for urn, phase in zip((SECONDARY, SPECIAL), phases, strict=False):
        changes = changed(changes, urn, phase=phase)
    strands = changes.strands("trust", TRUST)
    page = cast("Page", COMPOSE["trust"](changes, TRUST, strands))
    return next(mine for mine in strands if mine.measure.id == "progress"), page.body


def article(body: str, measure: str) -> str:
    found = re.search(rf"<article class=measure id={measure}>(.*?)</article>", body, re.DOTALL)
    assert found
    return found[1]


APART = "Tests and examinations of special schools or alternative provision alone are not set beside England’s"


@pytest.mark.parametrize("phases", [("special", "special"), ("special", "primary"), ("special", "secondary")])
def test_results_of_special_schools_alone_stand_beside_nobody_and_the_page_says_why(atlas: Atlas, phases: tuple[str, str]) -> None:
    mine, body = trust(atlas, *phases)
    assert (mine.beside, mine.spread) == ((), None)
    assert "In England it was" not in article(body, "progress")
    assert body.index("<section id=outcomes>") < body.index(APART) < body.index("id=progress")


def test_results_of_other_schools_too_stand_beside_england(atlas: Atlas) -> None:
    mine, body = trust(atlas)
    assert [other.name for other in mine.beside] == ["England"]
    assert "In England it was" in article(body, "progress")
    assert APART not in body


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (Point("2018-19", 5.3, schools=2, missing=3), "Only 2 of 5 schools are counted, so this says little of the trust."),
        (Point("2018-19", 5.3, schools=1, missing=5), "Only 1 of 6 schools is counted, so this says little of the trust."),
        (
            Point("2018-19", 5.3, schools=1, missing=0, pupils=5.0),
            "5 pupils are counted, too few to say anything.",
        ),
    ],
)
def test_a_trusts_figure_of_few_of_its_schools_or_pupils_says_so_and_is_not_shown_large(point: Point, words: str) -> None:
    found = answers.sections([strand(point, level="trust")], "trust", CREDITS)
    html = found[0].articles[0].html
    assert words in html
    assert "class=num" not in html
    assert answers.in_short(found) == ()
    assert "so this says little" not in told(strand(point, level="region")).html


def test_a_trusts_figure_of_half_of_its_schools_stands() -> None:
    found = answers.sections([strand(Point("2018-19", 5.3, schools=3, missing=3, pupils=6.0), level="trust")], "trust", CREDITS)
    assert "class=num" in found[0].articles[0].html
    assert answers.in_short(found)


def test_where_no_pupils_are_printed_those_that_a_trusts_figure_is_weighed_by_tell() -> None:
    thin = replace(strand(Point("2018-19", 5.3, schools=1, missing=0), level="trust"), weight=2.0)
    assert "Fewer than six pupils stand behind it" in told(thin).html
    assert "class=num" in told(replace(thin, weight=6.0)).html


@pytest.mark.parametrize(("joined", "after", "mark"), [("2019-09-02", "", True), ("2015-09-01", "", False), ("", "2022-08-01", True)])
def test_a_school_that_had_not_joined_in_that_year_is_marked(atlas: Atlas, joined: str, after: str, mark: bool) -> None:
    (member, *others) = atlas.register.members_of[TRUST][::-1]
    members = {**atlas.register.members_of, TRUST: (*others, member._replace(joined=joined, joined_after=after))}
    changes = replace(atlas, register=replace(atlas.register, members_of=members))
    body = COMPOSE["trust"](changes, TRUST, changes.strands("trust", TRUST)).body
    assert ("<th>Beck High<td>7.0\N{NO-BREAK SPACE}% (before it joined)" in body) is mark


LATE = "A school of which we know only that it joined after a day counts from the school year after that day"


@pytest.mark.parametrize(("after", "said"), [("2022-08-01", True), ("", False)])
def test_the_page_says_what_a_day_after_which_a_school_joined_does_to_its_years(atlas: Atlas, after: str, said: bool) -> None:
    members = tuple(member._replace(joined_after=after) for member in atlas.register.members_of[TRUST])
    changes = replace(atlas, register=replace(atlas.register, members_of={**atlas.register.members_of, TRUST: members}))
    body = COMPOSE["trust"](changes, TRUST, changes.strands("trust", TRUST)).body
    assert (LATE in body) is said
    assert "Under some figures, where we hold years on both sides, stands what each school was before it joined" in body


def test_schools_that_all_have_the_same_figure_do_not_lie_between(atlas: Atlas) -> None:
    found = next(each for each in atlas.strands("trust", TRUST) if each.measure.id == "lessons_missed")
    two = replace(found, members=found.members * 2)
    assert "2 schools are in it today and have a figure. They all have 7.0\N{NO-BREAK SPACE}%." in told(two).html


def test_who_lies_between_is_in_the_trust_today_and_may_not_be_counted(atlas: Atlas) -> None:
    found = next(each for each in atlas.strands("trust", TRUST) if each.measure.id == "lessons_missed")
    (one,) = found.members
    two = replace(found, members=(one, one._replace(point=Point("2018-19", 9.0))))
    assert "2 schools are in it today and have a figure. They lie between 7.0 and 9.0\N{NO-BREAK SPACE}%." in told(two).html
