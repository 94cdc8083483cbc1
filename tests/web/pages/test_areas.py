"""Pages of trusts and areas: their figures, their lists by name, and how many schools count."""

from __future__ import annotations

import re

import pytest

from pipeline.model import ENGLAND, Level, Page, Point
from pipeline.web.pages import COMPOSE
from pipeline.web.pages.atlas import Atlas
from tests.web.pages.test_answers import article, strand
from tests.web.small_measures import LEEDS, REGION, SECONDARY, SPECIAL, TRUST, YORK


def compose(atlas: Atlas, level: Level, code: str) -> Page:
    page: Page = COMPOSE[level](atlas, code, atlas.strands(level, code))
    return page


def links(html: str, part: str) -> list[str]:
    section = re.search(rf"<section id={part}>(.*?)</section>", html, re.DOTALL)
    assert section
    return re.findall(r'<a href="([^"]+)">', section[1])


def test_a_trust_lists_its_schools_by_name_with_the_day_of_joining(atlas: Atlas) -> None:
    page = compose(atlas, "trust", TRUST)
    assert page.path == f"trust/{TRUST}.html"
    assert links(page.body, "schools") == [f"../school/{SPECIAL}.html", f"../school/{SECONDARY}.html"]
    assert "<small>joined after 1 August 2022</small>" in page.body
    assert "<small>since 1 September 2015</small>" in page.body
    assert "Multi-academy trust · 2 open schools" in page.body
    assert "<dt>Companies House number<dd>01234567" in page.body
    assert "1 school is counted; 1 more is left out, since its figure or the number of its pupils is missing." in page.body


def test_an_authority_lists_its_schools_by_phase_and_name(atlas: Atlas) -> None:
    page = compose(atlas, "local-authority", LEEDS)
    assert page.title == "Schools in Leeds"
    headings = re.findall(r"<h3>([^<]+)</h3><ul class=places>", page.body)
    assert headings == ["Primary schools", "Secondary schools"]
    names = re.findall(r'<li><a href="../school/\d+.html">([^<]+)', page.body)
    assert names == ["Moor Academy", "New Primary", "Silent Primary", "Windmill &amp; Brook &lt;Primary&gt;", "Beck High"]
    assert "Local authority in Yorkshire and the Humber · 5 open state-funded schools" in page.body


def test_an_authority_with_nothing_but_suppressed_figures_says_so(atlas: Atlas) -> None:
    page = compose(atlas, "local-authority", YORK)
    assert "1 open state-funded school<" in page.body
    assert "No result, attendance or staff figure of the newest year can be shown here." in page.body
    assert "This place has no figure in what was published for 2023/24. We hold none of another year either." in page.body
    assert "class=years" not in page.body


def test_a_region_lists_its_authorities_and_england_its_regions(atlas: Atlas) -> None:
    region = compose(atlas, "region", REGION)
    assert links(region.body, "authorities") == [f"../local-authority/{LEEDS}.html", f"../local-authority/{YORK}.html"]
    assert "6 open state-funded schools" in region.body
    england = compose(atlas, "england", ENGLAND)
    assert england.path == "england.html"
    assert links(england.body, "authorities") == [f"region/{REGION}.html", f"local-authority/{LEEDS}.html", f"local-authority/{YORK}.html"]


@pytest.mark.parametrize(("level", "code"), [("trust", TRUST), ("local-authority", LEEDS), ("region", REGION)])
def test_england_stands_beside_every_area_but_itself(atlas: Atlas, level: Level, code: str) -> None:
    rates = [strand for strand in atlas.strands(level, code) if strand.measure.id == "lessons_missed"]
    assert rates
    assert all([other.name for other in strand.beside] == ["England"] for strand in rates)
    assert all(strand.beside == () for strand in atlas.strands("england", ENGLAND))


def test_phase_groups_come_in_the_order_of_the_measure_and_never_all_together(atlas: Atlas) -> None:
    rates = [strand.phase for strand in atlas.strands("england", ENGLAND) if strand.measure.id == "lessons_missed"]
    assert rates == ["primary", "secondary"]


def test_england_leads_from_the_root(atlas: Atlas) -> None:
    assert "../" not in compose(atlas, "england", ENGLAND).body


@pytest.mark.parametrize(
    ("level", "schools", "words"),
    [
        ("region", (5,), ", worked out by us from schools ·"),
        ("england", (None,), ", the publisher’s own figure ·"),
        ("region", (5, None), ", the publisher’s own figure where no schools are counted, else worked out by us ·"),
        ("trust", (5,), ", worked out by us from its schools ·"),
        ("school", (None,), "Department of Tests, 2018/19 ·"),
    ],
)
def test_a_figure_says_whether_it_was_printed_or_worked_out(level: Level, schools: tuple[int | None, ...], words: str) -> None:
    phases = ("primary", "secondary")[: len(schools)]
    found = [strand(Point("2018-19", 5.3, schools=of), level=level, phase=phase) for of, phase in zip(schools, phases, strict=True)]
    assert words in article(*found).html


def test_where_there_is_no_figure_nobody_is_said_to_have_made_it() -> None:
    assert "Department of Tests, 2018/19 ·" in article(strand(Point("2018-19", None, "c"), level="region")).html
