"""The register's contracts: what is read, and what is refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import catalogue
from pipeline.catalogue.reviews import FOLDER, load_evidence, load_notes, load_retractions, load_review
from pipeline.errors import CatalogueError
from pipeline.evidence import UNKNOWN, UNRATED
from tests.conftest import SAMPLE
from tests.reviews_at_hand import WRITING, change, committed, register, review

CONTRACT = Path(FOLDER) / WRITING / "review.yaml"


def test_the_register_is_read_in_order_with_its_map_and_retractions() -> None:
    evidence = committed()
    names = [each.name for each in evidence.reviews]
    assert names == sorted(names)
    assert len(names) >= 8
    assert [each.name for each in evidence.maps] == ["what-works-clearinghouse"]
    assert "10.1057/s41599-025-04787-y" in {each.doi for each in evidence.retractions}


def test_packages_about_schools_do_not_see_it() -> None:
    assert {FOLDER, WRITING} & set(catalogue.load(SAMPLE)) == set()


def test_where_there_is_no_register_there_is_nothing(tmp_path: Path) -> None:
    evidence = load_evidence(tmp_path, {})
    assert (evidence.reviews, evidence.maps, evidence.retractions) == ((), (), ())


def test_the_register_itself_is_no_package(tmp_path: Path) -> None:
    (register(tmp_path) / FOLDER / "datapackage.yaml").write_text("name: evidence\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="one a review"):
        load_evidence(tmp_path, {})


def test_what_is_not_known_says_so() -> None:
    found = review()
    assert found.protocol == UNKNOWN
    assert found.search.sources == (UNKNOWN,)
    assert found.flow["identified"] == UNKNOWN
    assert (found.certainty.rating, found.certainty.applicability, found.cost.band) == (UNRATED, UNRATED, UNRATED)


def test_correlations_are_called_associations() -> None:
    claims = {each.name: each.causal for each in committed().reviews if each.measure == "ZCOR"}
    assert claims == dict.fromkeys(("attendance-and-grades", "maths-anxiety", "teacher-pupil-relationships"), "association")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("question:", "query: x\nquestion:", "unknown key 'query'"),
        ("audience: [schools", "audience: [everybody, schools", "'everybody'"),
        ("measure: SMD", "measure: d", "one of SMD"),
        ("causal: effect", "causal: proof", "one of effect"),
        ("headline: true", "headline: false", "no headline"),
        ("  where: {}", "  where: {colour: [red]}", "'colour'"),
        ("{column: phase,", "{column: colour,", "'colour'"),
        ("rating: not yet rated", "rating: high", "not yet rated"),
        ("band: not yet rated", "band: cheap", "one of very low"),
        ("  identified: not known here", "  identified: many", "a number"),
        ("  studies: 48", "  studies: -1", "a number"),
        ("authors:\n", "authors: []\nold:\n", "unknown key 'old'"),
        ('{date: "2026-11-25"', '{date: "25 November"', "a day"),
        ("protocol: not known here", 'protocol: ""', "words"),
        ("retracted: []", "retracted: [10.1/a, 10.1/a]", "twice"),
        ("notes: []", "notes: [{effects: [], note: x}]", "one at least"),
    ],
)
def test_a_contract_that_does_not_say_what_it_must_is_refused(tmp_path: Path, before: str, after: str, told: str) -> None:
    change(register(tmp_path) / CONTRACT, before, after)
    with pytest.raises(CatalogueError, match=told):
        load_review(tmp_path / CONTRACT.parent)


def test_a_measure_that_there_is_not_cannot_be_borne_on(tmp_path: Path) -> None:
    change(register(tmp_path) / CONTRACT, "measures: []", "measures: [happiness]")
    with pytest.raises(CatalogueError, match="'happiness'"):
        load_evidence(tmp_path, {})


def test_a_review_has_a_table_of_effects(tmp_path: Path) -> None:
    change(register(tmp_path) / CONTRACT.with_name("datapackage.yaml"), "- name: effects", "- name: results")
    with pytest.raises(CatalogueError, match="no table 'effects'"):
        load_review(tmp_path / CONTRACT.parent)


@pytest.mark.parametrize(
    ("content", "told"), [("{}", "a list"), ("- {doi: 10.1/a}", "the key"), ("- {doi: 10.1/a, date: x, source: y}", "a day")]
)
def test_retractions_are_read_strictly(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "retractions.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        load_retractions(tmp_path)


def test_a_package_without_notes_has_none(tmp_path: Path) -> None:
    assert load_notes(tmp_path) == ()
    assert [len(each.effects) for each in load_notes(Path("datapackages/evidence/phonics"))] == [1, 3]
