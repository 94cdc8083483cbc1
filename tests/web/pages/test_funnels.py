"""What pages say of funnels: a measure's own, why there is none, and how a place leads to its schools' dots."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from pipeline.model import ENGLAND, Interval, Level, Measure
from pipeline.web.funnels import Funnels
from pipeline.web.pages import COMPOSE, funnels, words
from pipeline.web.pages.atlas import Atlas
from tests.web import small_funnels
from tests.web.small_measures import LEEDS, LESSONS, ROLL, SCORE, TRUST, YORK


@pytest.fixture(scope="module")
def drawn(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The small England with funnels."""
    return replace(atlas, funnels=Funnels.read(small_funnels.write(tmp_path_factory.mktemp("built"))))


def section(atlas: Atlas, measure: Measure) -> str:
    """The HTML of the measure's section on its dots."""
    return str(words.macros("funnel").section({"measure": measure, "funnels": funnels.told(atlas, measure)}))


def text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html))).replace("\N{NO-BREAK SPACE}", " ")


def test_a_share_tells_what_lies_outside_and_that_it_is_no_judgement(drawn: Atlas) -> None:
    html = section(drawn, LESSONS)
    told = text(html)
    assert (
        "2018/19: the middle of primary schools in England is 7.1 %. "
        "Of 1,200 schools 400 lie outside the inner lines, 200 of them outside the outer too."
    ) in told
    assert "how sure each score is" not in told
    assert "further from England than chance with this many pupils would explain" in told
    assert "makes no school good or bad" in told
    assert "schools differ in whom they take in" in told
    assert 'data-funnel="lessons_missed" data-decimals="1" data-unit="percent" data-by="pupils"' in html


def test_a_score_speaks_of_its_interval_and_not_of_pupils(drawn: Atlas) -> None:
    html = section(drawn, SCORE)
    told = text(html)
    assert "2023/24: the middle of secondary schools in England is \N{MINUS SIGN}0.02. Of 30 schools" in told
    once = "weighted by how sure each score is, so it is not quite the figure that opens this page, which counts every pupil"
    assert told.count(once) == 1
    assert "interval" in told
    assert "with this many pupils" not in html
    assert 'data-by="half-width"' in html


def test_without_javascript_the_download_is_named_and_nothing_is_offered_that_does_not_work(drawn: Atlas) -> None:
    html = section(drawn, LESSONS)
    assert '<a href="../data/scorecard/">' in html
    assert re.findall(r'<(?:p|div) class="(?:open|dots|failed)"[^>]* hidden>', html) == [
        '<p class="open" hidden>',
        '<div class="dots" hidden>',
        '<p class="failed" role="alert" hidden>',
    ]


def test_a_measure_without_interval_says_why_it_has_no_funnel(drawn: Atlas) -> None:
    html = section(drawn, ROLL)
    assert "Everybody is counted." in html
    assert "<script" not in html
    assert "funnel_schools" not in html


def test_a_share_whose_pupils_are_not_known_says_so(drawn: Atlas) -> None:
    unsized = replace(LESSONS, id="unsized", interval=Interval("wilson"))
    assert "In no year are the pupils behind the figures of most schools known." in section(drawn, unsized)


@pytest.mark.parametrize(
    ("level", "code", "links"),
    [
        (
            "england",
            ENGLAND,
            ["measure/lessons_missed.html?place=E92000001&kind=primary", "measure/progress.html?place=E92000001&kind=secondary"],
        ),
        (
            "local-authority",
            LEEDS,
            ["../measure/lessons_missed.html?place=E08000035&kind=primary", "../measure/progress.html?place=E08000035&kind=secondary"],
        ),
        ("trust", TRUST, ["../measure/progress.html?place=2001&kind=secondary"]),
    ],
)
def test_a_place_leads_to_the_dots_of_its_schools(drawn: Atlas, level: Level, code: str, links: list[str]) -> None:
    body = COMPOSE[level](drawn, code, drawn.strands(level, code)).body
    found = re.search(r"<section id=funnels>(.*?)</section>", body, re.DOTALL)
    assert found
    assert [unescape(link) for link in re.findall(r'href="([^"]+)#funnel"', found[1])] == links
    assert "<a href=#funnels>" in body.replace('"', "")


def test_a_places_links_name_the_year_of_the_dots(drawn: Atlas) -> None:
    links = text(str(words.macros("funnel").links(funnels.of_place(drawn, LEEDS, drawn.register.schools), "../")))
    assert f"{LESSONS.title} (2018/19): primary schools" in links
    assert f"{SCORE.title} (2023/24): secondary schools" in links


def test_a_measure_of_two_years_has_a_line_for_either(drawn: Atlas) -> None:
    lessons = next(measure for measure in drawn.measures if measure.id == LESSONS.id)
    older = drawn.funnels.funnels[LESSONS.id, "primary"]._replace(phase="secondary", period="2016-17")
    known = {**drawn.funnels.funnels, (LESSONS.id, "secondary"): older}
    dots = {**drawn.funnels.dots, (LESSONS.id, "secondary"): drawn.funnels.dots[LESSONS.id, "primary"]}
    both = replace(drawn, measures=(lessons,), funnels=replace(drawn.funnels, funnels=known, dots=dots))
    found = funnels.of_place(both, LEEDS, drawn.register.schools)["funnels"]
    assert [(year, phases) for _, year, phases in found] == [("2018/19", ["primary"]), ("2016/17", ["secondary"])]


def test_a_place_without_a_dot_has_no_such_section(drawn: Atlas) -> None:
    assert "funnels" not in COMPOSE["local-authority"](drawn, YORK, drawn.strands("local-authority", YORK)).body


def test_nothing_ranks(drawn: Atlas) -> None:
    said = "".join(section(drawn, measure) for measure in (LESSONS, SCORE)) + Path(funnels.__file__).read_text(encoding="utf-8")
    assert re.findall(r"(?i)\b(best|worst|better|worse|top|bottom|league|outlier|fail(?:s|ing))\b", text(said)) == []
