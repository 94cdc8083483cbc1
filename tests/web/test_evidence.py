"""The evidence half of a site: every review has its page, every marker its meaning, every package its place."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from pipeline.errors import SiteError
from pipeline.evidence import Evidence
from pipeline.model import Page
from pipeline.web import evidence, reviews
from pipeline.web.pages.review import PARTS
from pipeline.web.reviews import Found
from tests.conftest import ROOT
from tests.reviews_at_hand import RELEASED, committed
from tests.reviews_built import LEVELS, built
from tests.web.test_reading_age import AGE, reading_age

PROSE = sorted(path for path in (ROOT / "docs/evidence").glob("*.md") if path.stem not in ("index", "gap-map"))
MARKER = re.compile(r"<!--@@.*?@@-->")
FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> tuple[Evidence, Path]:
    return built(tmp_path_factory.mktemp("built"), LEVELS)


@pytest.fixture(scope="module")
def found(register: tuple[Evidence, Path]) -> tuple[Found, ...]:
    return reviews.read(*register)


def page(out: Path, *markers: str) -> Path:
    """The written pages that ``write`` fills, as the generator leaves them."""
    path = out / "evidence" / LEVELS / "index.html"
    path.parent.mkdir(parents=True)
    path.write_text("".join(f"<p>{name}: <!--@@{name}@@--></p>" for name in markers), encoding="utf-8")
    (out / "evidence/index.html").write_text("<!--@@reviews@@--><!--@@costs@@-->", encoding="utf-8")
    return path


def test_a_page_is_filled_at_every_marker(found: tuple[Found, ...], tmp_path: Path) -> None:
    path = page(tmp_path, *PARTS, "all", "all")
    evidence.write(found, {}, RELEASED, tmp_path)
    html = path.read_text(encoding="utf-8")
    assert "@@" not in html
    assert html.count("<p>all: 0.22 (0.12 to 0.32)</p>") == 2


def test_a_page_that_leaves_a_part_out_is_refused(found: tuple[Found, ...], tmp_path: Path) -> None:
    page(tmp_path, *(part for part in PARTS if part != "harms"))
    with pytest.raises(SiteError, match="no marker harms"):
        evidence.write(found, {}, RELEASED, tmp_path)


def test_a_marker_that_means_nothing_is_refused(found: tuple[Found, ...], tmp_path: Path) -> None:
    page(tmp_path, *PARTS, "all/phase/nursery")
    with pytest.raises(SiteError, match="the marker all/phase/nursery"):
        evidence.write(found, {}, RELEASED, tmp_path)


def test_a_review_without_a_page_is_refused(found: tuple[Found, ...], tmp_path: Path) -> None:
    page(tmp_path, *PARTS).unlink()
    with pytest.raises(SiteError, match="no such file"):
        evidence.write(found, {}, RELEASED, tmp_path)


def test_beside_a_page_lie_the_effects_of_which_a_reader_makes_a_cut(found: tuple[Found, ...], tmp_path: Path) -> None:
    path = page(tmp_path, *PARTS)
    evidence.write(found, {}, RELEASED, tmp_path)
    assert 'id="explore"' in path.read_text(encoding="utf-8")
    assert len(json.loads((path.parent / "effects.json").read_bytes())["effect"]) == found[0].pools[0].whole.effects


def test_the_gap_map_is_filled_and_has_its_files(sample_site: Path) -> None:
    folder = sample_site / "evidence/gap-map"
    assert "@@" not in (folder / "index.html").read_text(encoding="utf-8")
    laid = json.loads((folder / "map.json").read_bytes())
    assert {path.stem for path in folder.glob("*.json")} == {"map", *laid["files"].values()}


def test_pages_of_reviews_that_are_not_at_hand_are_dropped(register: tuple[Evidence, Path], tmp_path: Path) -> None:
    for name in (LEVELS, "phonics", "gap-map"):
        (tmp_path / "evidence" / name).mkdir(parents=True)
    evidence.drop_others(register[0], tmp_path)
    assert sorted(path.name for path in (tmp_path / "evidence").iterdir()) == ["gap-map", LEVELS]


def test_each_package_has_its_page_and_its_files(register: tuple[Evidence, Path], tmp_path: Path) -> None:
    pages: list[Page] = []
    evidence.write_packages(*register, tmp_path, pages.append)
    assert [each.path for each in pages] == [f"data/evidence/{LEVELS}/index.html"]
    assert 'href="../../../methods/using-the-data/"' in pages[0].body
    names = {path.name for path in (tmp_path / "data/evidence" / LEVELS).iterdir()}
    assert {"datapackage.json", *(f"{table}.csv.gz" for table in ("effects", "pools", "certainty", "studies"))} <= names


def test_every_review_has_its_prose_which_asks_its_question() -> None:
    questions = {review.name: review.question for review in committed().reviews}
    told = {path.stem: FRONT.search(path.read_text(encoding="utf-8")) for path in PROSE}
    assert {name: re.search(r"^description: (.*)$", front[1], re.MULTILINE)[1] for name, front in told.items() if front} == questions  # type: ignore[index]


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_no_number_is_typed_into_prose(path: Path) -> None:
    prose = MARKER.sub("", FRONT.sub("", path.read_text(encoding="utf-8")))
    assert re.findall(r"\d+", prose) == []


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_prose_can_be_read_at_twelve(path: Path) -> None:
    lines = MARKER.sub("", FRONT.sub("", path.read_text(encoding="utf-8"))).splitlines()
    prose = " ".join(line.removeprefix("- ") for line in lines if line and not line.startswith("#"))
    assert len(prose) > 1000
    assert reading_age(prose) <= AGE


@pytest.mark.parametrize("name", ["index", "gap-map"])
def test_the_pages_of_all_reviews_and_of_gaps_can_be_read_at_twelve(name: str) -> None:
    text = MARKER.sub("", FRONT.sub("", (ROOT / f"docs/evidence/{name}.md").read_text(encoding="utf-8")))
    prose = " ".join(
        re.sub(r"<[^>]+>|\]\([^)]*\)|[*\[]", "", line.removeprefix("- ")) for line in text.splitlines() if not line.startswith("#")
    )
    assert len(prose) > 1000
    assert reading_age(prose) <= AGE


def test_the_plain_sentences_out_of_the_package_can_be_read_at_twelve(sample_site: Path) -> None:
    html = (sample_site / f"evidence/{LEVELS}/index.html").read_text(encoding="utf-8")
    said = " ".join(
        unescape(re.sub(r"<[^>]+>", "", told)) for told in re.findall(r'<(?:p|li) class="say">(.*?)</(?:p|li)>', html, re.DOTALL)
    )
    assert len(said) > 300
    assert reading_age(said) <= AGE


def test_measures_and_the_finder_lead_to_reviews(sample_site: Path) -> None:
    measure = (sample_site / "measure/attainment8.html").read_text(encoding="utf-8")
    assert f'<a href="../evidence/{LEVELS}/">Writing to learn</a>' in measure
    assert '<a href="../../measure/attainment8.html">' in (sample_site / f"evidence/{LEVELS}/index.html").read_text(encoding="utf-8")
    leaves = {row[0]: row for row in json.loads((sample_site / "find/pages.json").read_bytes())}
    assert leaves[f"evidence/{LEVELS}/"][1:3] == [
        "Writing to learn a subject",
        "Do pupils and students learn more of a subject when they write about it?",
    ]
    assert "evidence/phonics/" not in leaves  # not in the sample
    assert f'href="evidence/{LEVELS}/"' in (sample_site / "data/index.html").read_text(encoding="utf-8")
