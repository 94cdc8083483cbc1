"""Schools that are not what most of their phase are, by their ages or their rolls; and what most schools of a trust are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.model import Page, Point
from pipeline.web.pages import COMPOSE, answers, figures
from pipeline.web.pages.atlas import Atlas
from pipeline.web.pages.trust import mainly
from tests.web.pages.test_answers import CREDITS, strand
from tests.web.small_measures import PRIMARY, SCORE, SECONDARY, SPECIAL, TRUST


def changed(atlas: Atlas, urn: str, **facts: Any) -> Atlas:
    """The same England, but for one school's facts."""
    schools = {**atlas.register.schools, urn: atlas.register.schools[urn]._replace(**facts)}
    return replace(atlas, register=replace(atlas.register, schools=schools))


def body(atlas: Atlas, urn: str) -> str:
    page: Page = COMPOSE["school"](atlas, urn, atlas.strands("school", urn))
    return page.body


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((16, 19), "This school begins after the GCSEs. Figures of all its pupils together are not set beside"),
        ((14, 19), "Pupils come here at 14."),
        ((9, 13), "Pupils come here at 9 and leave at 13, before the GCSEs."),
        ((3, 18), "This school teaches primary pupils too. Figures of all its pupils together are not set beside"),
    ],
)
def test_a_secondary_school_of_other_ages_says_so_above_what_does_not_compare(atlas: Atlas, ages: tuple[int, int], words: str) -> None:
    page = body(changed(atlas, SECONDARY, low_age=ages[0], high_age=ages[1]), SECONDARY)
    before, after = ("<section id=outcomes>", "id=progress") if ages[0] == 14 else ("<div class=answers>", "<section id=intake>")
    assert page.index(before) < page.index(words) < page.index(after)
    assert words not in body(changed(atlas, SECONDARY, low_age=11, high_age=18), SECONDARY)
    assert words not in body(changed(atlas, SECONDARY, low_age=None, high_age=None), SECONDARY)


@pytest.mark.parametrize(("ages", "alone"), [((16, 19), True), ((14, 19), False), ((9, 13), True), ((3, 18), True), ((11, 16), False)])
def test_figures_of_all_pupils_of_other_ages_are_not_set_beside_secondary_schools(atlas: Atlas, ages: tuple[int, int], alone: bool) -> None:
    of_ages = changed(atlas, SECONDARY, low_age=ages[0], high_age=ages[1])
    beside = {strand.measure.id: bool(strand.beside) for strand in of_ages.strands("school", SECONDARY)}
    spread = {strand.measure.id: strand.spread is not None for strand in of_ages.strands("school", SECONDARY)}
    assert beside["lessons_missed"] == spread["lessons_missed"] == (not alone)
    assert beside["progress"]


def test_the_script_is_told_no_kind_to_set_rows_of_other_ages_beside(atlas: Atlas) -> None:
    for ages, kind in (((3, 18), None), ((11, 18), "secondary")):
        told = changed(atlas, SECONDARY, low_age=ages[0], high_age=ages[1])
        content = json.loads(figures.write(told.register.place("school", SECONDARY), "", told.strands("school", SECONDARY)))
        assert content.get("kind") == kind


def test_what_other_schools_of_the_phase_do_not_teach_comes_first_where_it_is_taught(atlas: Atlas) -> None:
    measures = tuple(replace(measure, age=10) if measure.id == "progress" else measure for measure in atlas.measures)
    framework = replace(
        atlas.framework, phases={**atlas.framework.phases, "secondary": ("lessons_missed",)}, also={"secondary": ("progress",)}
    )
    told = replace(atlas, measures=measures, framework=framework)
    assert "<article class=measure id=progress>" in body(changed(told, SECONDARY, low_age=4, high_age=18), SECONDARY)
    assert "<article class=measure id=progress>" not in body(changed(told, SECONDARY, low_age=11, high_age=18), SECONDARY)


def test_alternative_provision_says_who_may_not_be_counted(atlas: Atlas) -> None:
    words = "Many pupils of alternative provision are on the roll of another school too"
    assert words in body(changed(atlas, PRIMARY, phase="alternative-provision"), PRIMARY)
    assert words not in body(atlas, PRIMARY)


def test_of_very_few_money_says_least(atlas: Atlas) -> None:
    assert "Only 9 pupils go here: figures of so few say little, and money for each of them says least." in body(
        changed(atlas, PRIMARY, pupils=9), PRIMARY
    )


def short(*phases: str, kind: str = "", first: Collection[str] = ()) -> list[str]:
    """What is told in short of absence in these kinds of school, of results at two ages, and of teachers; each without its figure."""
    point = Point("2018-19", 5.3)
    results = (("tests", 10), ("other tests", 10), ("exams", 15))
    measures = [replace(SCORE, id=name, leads=name, age=age) for name, age in results]
    taught = strand(point, level="trust", phase="all", measure=replace(SCORE, id="teachers", leads="teachers", domain="staff"))
    known = (strand(point, level="trust", phase="all", measure=replace(SCORE, id="meals", leads="meals", domain="intake")), taught)
    of_kinds = (strand(point, level="trust", phase=phase) for phase in phases)
    told = (*of_kinds, *(strand(point, level="trust", phase="all", measure=measure) for measure in measures), *known)
    facts = answers.in_short(answers.sections(told, "trust", CREDITS), kind, first)
    return [fact.partition(" about 5")[0].partition(" 5.3")[0].removeprefix("In 2018/19 in this ") for fact in facts]


def test_in_short_tells_a_trust_of_the_kind_that_most_of_its_schools_are() -> None:
    told = short("primary", "secondary", kind="secondary", first=("lessons_missed", "exams"))
    assert told == ["trust, exams", "trust’s secondary schools,", "trust, teachers"]


def test_in_short_tells_a_place_of_both_ages_the_results_of_both() -> None:
    both = ["trust, tests", "trust, exams", "trust’s primary schools,", "trust’s secondary schools,", "trust, teachers"]
    assert short("nursery", "primary", "secondary", "special") == both
    assert short("special") == ["trust, tests", "trust, exams", "trust’s special schools,", "trust, teachers"]


@pytest.mark.parametrize(
    ("primary", "secondary", "kind"), [(4, 1, ""), (5, 1, "primary"), (1, 4, ""), (1, 5, "secondary"), (3, 0, "primary")]
)
def test_a_trust_of_mainly_one_kind_is_told_of_that_kind_alone(primary: int, secondary: int, kind: str) -> None:
    assert mainly(["primary"] * primary + ["secondary"] * secondary) == kind
    assert mainly(["special", "special", "primary"]) == "special"


def test_in_short_tells_a_trust_of_special_schools_no_results(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[set[str], str]] = []

    def in_short(found: Iterable[answers.Section], kind: str, _: Collection[str]) -> tuple[str, ...]:
        told.append(({section.key for section in found}, kind))
        return ()

    monkeypatch.setattr(answers, "in_short", in_short)
    strands = (strand(Point("2018-19", 5.3), level="trust", phase="all", measure=SCORE), strand(Point("2018-19", 5.3), level="trust"))
    for phase in ("special", "secondary"):
        COMPOSE["trust"](changed(changed(atlas, SECONDARY, phase=phase), SPECIAL, phase=phase), TRUST, strands)
    assert told == [({"inclusion"}, "special"), ({"inclusion", "outcomes"}, "secondary")]


@pytest.mark.parametrize(
    ("pupils", "low", "words"),
    [
        (48, 4, " A year here has about 7 children, and test results count one year: one child moves them by about 14 points.</p>"),
        (77, 7, "<p class=note>A year here has about 19 children"),
        (3, 4, " A year here has about 1 child, and test results"),
    ],
)
def test_a_primary_school_with_small_years_says_what_one_child_does_to_its_tests(atlas: Atlas, pupils: int, low: int, words: str) -> None:
    assert words in body(changed(atlas, PRIMARY, pupils=pupils, low_age=low), PRIMARY)


@pytest.mark.parametrize(
    "facts", [{"low_age": 7}, {"low_age": 5, "high_age": 7}, {"phase": "special"}, {"pupils": None}, {"low_age": None}]
)
def test_so_does_no_school_with_larger_years_or_without_those_tests(atlas: Atlas, facts: dict[str, Any]) -> None:
    assert "A year here" not in body(changed(atlas, PRIMARY, **{"pupils": 80, **facts}), PRIMARY)
