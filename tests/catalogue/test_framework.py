"""The framework is read strictly, and the committed one says of every domain what is measured or why nothing is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import catalogue
from pipeline.catalogue.framework import DOMAINS, FRAMEWORK, MOST, load_framework
from pipeline.errors import CatalogueError
from pipeline.model import PHASES, Dataset, Interval, Measure, Rollup

PACKAGES = Path(__file__).parents[2] / "datapackages"
AWAY = Measure(
    id="away",
    package="away",
    column="away_pct",
    domain="inclusion",
    direction="lower",
    title="Away",
    question="Are children there?",
    questions=("Why?", "Since when?"),
    definition="Share of pupils who are away.",
    says="of pupils were away",
    unit="percent",
    decimals=1,
    phases=PHASES,
    compare="phase",
    rollup=Rollup("none"),
    interval=Interval("none", "A test."),
)
TEACHERS = replace(AWAY, id="teachers", domain="staff", phases=("primary",))
GRADES = replace(AWAY, id="grades", domain="outcomes", phases=("secondary",))
SPENT = replace(AWAY, id="spent", domain="money")
MANY = tuple(replace(AWAY, id=f"away_{number}") for number in range(MOST))
GAP = {"title": "Hours", "why": "Nobody counts them.", "holder": "The school.", "domain": "curriculum", "phases": list(PHASES)}
ENTRY = {"date": "2026-11-25", "version": "1", "what": "The first.", "why": "There was none."}
WHOLE: dict[str, Any] = {
    "version": "1",
    "since": "2026-11-25",
    "phases": {**{phase: ["away"] for phase in PHASES}, "primary": ["teachers", "away"], "secondary": ["grades", "away"]},
    "engagement": "There is no measure of it.",
    "not_published": [
        GAP,
        *({**GAP, "title": f"No {domain}", "domain": domain} for domain in ("outcomes", "staff", "engagement")),
    ],
    "log": [ENTRY],
}


def datasets(*measures: Measure) -> dict[str, Dataset]:
    return {"away": Dataset("away", "Away", Path("away"), {}, measures, ())}


TESTS = replace(AWAY, id="tests", domain="outcomes", age=10)
KNOWN = datasets(AWAY, TEACHERS, GRADES, SPENT, *MANY)


def written(folder: Path, content: dict[str, Any]) -> Path:
    (folder / FRAMEWORK).write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


def test_a_framework_is_read_whole(tmp_path: Path) -> None:
    framework = load_framework(written(tmp_path, WHOLE), KNOWN)
    assert (framework.version, framework.since) == ("1", date(2026, 11, 25))
    assert framework.phases["primary"] == ("teachers", "away")
    assert tuple(framework.phases) == PHASES
    assert framework.engagement == "There is no measure of it."
    assert framework.unpublished[0].title == "Hours"
    assert framework.unpublished[0].phases == PHASES
    assert (framework.log[0].date, framework.log[0].why) == (date(2026, 11, 25), "There was none.")


def of_phase(phase: str, *names: str) -> Callable[[dict[str, Any]], None]:
    return lambda content: content["phases"].update({phase: list(names)})


def with_entry(**words: str) -> Callable[[dict[str, Any]], None]:
    return lambda content: content["log"].insert(0, {**ENTRY, **words})


def with_gap(**words: Any) -> Callable[[dict[str, Any]], None]:
    return lambda content: content["not_published"].append({**GAP, "title": "More", **words})


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (of_phase("special", "awya"), "'awya'.*expected the id of a measure"),
        (of_phase("special", "away", "grades"), "'grades', a measure for secondary.*expected one for special"),
        (of_phase("special", "away", "spent"), "domain money"),
        (of_phase("special", "away", "away"), "'away' twice"),
        (of_phase("special", "away", *(measure.id for measure in MANY)), "13 measures"),
        (of_phase("special"), "0 measures"),
        (of_phase("primary", "away"), "primary.*no measure of staff.*since there are some"),
        (of_phase("secondary", "grades"), "secondary.*no measure of inclusion.*since there are some"),
        (lambda content: content["not_published"].pop(0), "no measure of curriculum.*not_published"),
        (lambda content: content["phases"].pop("nursery"), "'nursery'"),
        (lambda content: content["phases"].update(kindergarten=["away"]), "'kindergarten'"),
        (lambda content: content.update(section="x"), "'section'"),
        (lambda content: content.update(since=date(2026, 11, 25)), "quotation marks"),
        (lambda content: content.update(engagement=" "), "engagement"),
        (lambda content: content.update(version="2"), "version 2 as the newest"),
        (lambda content: content.update(log=[]), "nothing"),
        (with_entry(date="2026-11-24", version="2"), "the newest first"),
        (with_entry(), "version '1' twice"),
        (with_gap(domain="weather"), "'weather'"),
        (with_gap(phases=["kindergarten"]), "kindergarten"),
        (with_gap(phases=[]), "some of"),
        (with_gap(title="Hours"), "'Hours' twice"),
        (with_gap(reason="x"), "'reason'"),
    ],
)
def test_a_wrong_framework_is_refused(tmp_path: Path, spoil: Callable[[dict[str, Any]], object], found: str) -> None:
    content = copy.deepcopy(WHOLE)
    spoil(content)
    with pytest.raises(CatalogueError, match=found):
        load_framework(written(tmp_path, content), KNOWN)


def test_a_domain_without_any_measure_needs_none_where_it_is_said_why(tmp_path: Path) -> None:
    content = {**WHOLE, "phases": {phase: ["away"] for phase in PHASES}}
    assert load_framework(written(tmp_path, content), datasets(AWAY)).phases["primary"] == ("away",)


def test_schools_that_teach_an_age_are_shown_by_its_measures_as_well(tmp_path: Path) -> None:
    known = datasets(AWAY, TEACHERS, GRADES, replace(TESTS, phases=("secondary",)), *MANY)
    assert load_framework(written(tmp_path, WHOLE), known).also == {}
    assert load_framework(written(tmp_path, {**WHOLE, "also": {"secondary": ["tests"]}}), known).also == {"secondary": ("tests",)}


@pytest.mark.parametrize(
    ("also", "found"),
    [
        ({"secondary": ["away"]}, "also, secondary.*'away', which all schools of the phase are shown by"),
        ({"secondary": ["away_1"]}, "also, secondary.*'away_1', a measure of no age"),
        ({"secondary": ["teachers"]}, "also, secondary.*'teachers', a measure for primary.*one for secondary"),
        ({"kindergarten": ["tests"]}, "'kindergarten'"),
    ],
)
def test_what_is_no_measure_of_an_age_of_its_own_is_refused_there(tmp_path: Path, also: dict[str, list[str]], found: str) -> None:
    with pytest.raises(CatalogueError, match=found):
        load_framework(written(tmp_path, {**WHOLE, "also": also}), KNOWN)


def test_the_committed_framework_holds() -> None:
    framework = load_framework(PACKAGES, catalogue.load(PACKAGES))
    assert set(framework.phases) == set(PHASES)
    assert {gap.domain for gap in framework.unpublished} >= set(DOMAINS)
