"""What a page's scripts tell when a reader asks: a measure's years as chart and table, and the similar schools."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pipeline.web import strip
from tests.web.sample_pages import KINDS, PLACES, UNFOLD, cells, draw

CONVERTED = "school/142427.html"


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


@pytest.mark.parametrize("kind", ["primary", "secondary", "special", "trust", "authority", "England"])
def test_the_table_that_is_drawn_on_demand_is_the_one_in_the_page(page: Page, address: str, kind: str) -> None:
    page.goto(address + KINDS[kind])
    before = cells(page)
    draw(page)
    assert before
    assert cells(page) == before


def test_the_chart_says_in_the_words_of_the_page_where_years_do_not_compare(page: Page, address: str) -> None:
    page.goto(address + KINDS["primary"])
    article = page.locator("#overall_absence")
    said = (article.locator("caption").text_content() or "").partition(". ")[2]
    assert said.startswith("From 20")
    article.locator("summary").click()
    expect(article.locator("figcaption")).to_contain_text(said)


def test_the_rows_that_are_listed_on_demand_say_what_stands_in_brackets(page: Page, address: str) -> None:
    page.goto(address + KINDS["secondary"])
    told = []
    for rows in page.locator("details.others").all():
        rows.locator("summary").click()
        expect(rows.locator("table")).to_be_attached()
        cells = rows.locator("td:nth-child(2)").all_inner_texts()
        caption = rows.locator("caption").text_content() or ""
        told.append(caption.endswith("in brackets the 95\N{NO-BREAK SPACE}% interval"))
        assert told[-1] == any("(" in cell for cell in cells)
    assert set(told) == {True, False}


def test_the_years_before_a_change_of_number_stand_in_the_chart_and_are_marked(page: Page, address: str) -> None:
    page.goto(address + CONVERTED)
    article = page.locator("#overall_absence")
    article.locator("summary").click()
    expect(article.locator("tbody th").first).to_contain_text("as URN")
    expect(article.locator("figcaption")).to_contain_text("Earlier number: URN")
    article.locator("figure").scroll_into_view_if_needed()
    expect(article.locator(".annotation-text", has_text="from 20")).to_have_count(1)


@pytest.mark.parametrize(("kind", "measure"), [("primary", "free_school_meals"), ("secondary", "pupils"), ("primary", "spend_per_pupil")])
def test_the_strip_of_a_row_is_the_one_that_an_article_has(page: Page, address: str, sample_site: Path, kind: str, measure: str) -> None:
    page.goto(address + PLACES[kind])
    page.evaluate(UNFOLD)
    row = page.locator("table.rest > tbody > tr", has=page.locator(f"a[href$='measure/{measure}.html']"))
    half = [float(number) for number in re.findall(r"[\d.]+", row.locator("td").last.inner_text().replace(",", ""))]
    row.get_by_role("button").click()
    paths = page.locator("tr.below svg.strip path")
    expect(paths.last).to_be_attached()
    drawn = {path.get_attribute("class"): path.get_attribute("d") for path in paths.all()}
    assert drawn == expected(sample_site, PLACES[kind], measure, half)


def expected(site: Path, address: str, measure: str, half: list[float]) -> dict[str, str]:
    """The paths that Python would draw, out of the same files."""
    school, england = (json.loads((site / path).read_bytes()) for path in (address.replace(".html", ".json"), "england.json"))
    spread = england["spreads"][measure][school["kind"]]
    own = _value(school, measure, school["phase"], spread["period"])
    area = next(path for path in school["beside"] if path.startswith("local-authority"))
    figure = next(each for each in school["figures"] if each["measure"] == measure)
    beside = figure.get("beside", len(school["beside"])) > 1
    authority = (
        _value(json.loads((site / area).read_bytes()), measure, figure.get("phase", school["phase"]), spread["period"]) if beside else None
    )
    assert own is not None
    low, high = half if len(half) == 2 else (None, None)
    made = strip.draw(own, (None, None), (low, high), spread["ends"], authority)
    bars = {"e": made.england, "s": made.similar}
    paths = {name: f"M{start} 5h{wide}" for name, (start, wide) in bars.items() if start}
    tick = {"l": f"M{made.authority} 0v10"} if made.authority else {}
    return {**paths, **tick, "m": f"M{made.here} 5h0"}


def _value(content: Any, measure: str, phase: str, period: str) -> float | None:
    for figure in content["figures"]:
        periods = content["periods"][figure["periods"]]
        if figure["measure"] == measure and figure.get("phase", content["phase"]) == phase and period in periods:
            value = figure["values"][periods.index(period)]
            return value if isinstance(value, int | float) else None
    return None


def test_similar_schools_are_listed_by_name(page: Page, address: str) -> None:
    page.goto(address + PLACES["primary"])
    page.locator("details.similar summary").click()
    names = page.locator("details.similar li a")
    expect(names.first).to_be_visible()
    found = names.all_inner_texts()
    assert found == sorted(found, key=str.casefold)
    names.first.click()
    expect(page.locator("h1")).to_have_text(found[0])


def test_the_scorecard_names_every_measure_of_the_framework_and_no_other(sample_site: Path) -> None:
    told = json.loads((sample_site / "assets/scorecard.json").read_text(encoding="utf-8"))
    measures = json.loads((sample_site / "assets/measures.json").read_text(encoding="utf-8"))
    wanted = {name for lists in (told["phases"], told["also"]) for names in lists.values() for name in names}
    assert set(told["measures"]) == wanted
    assert all(about == {key: measures[name][key] for key in ("title", "unit", "decimals")} for name, about in told["measures"].items())


def test_a_tap_says_what_a_figure_counts(page: Page, address: str) -> None:
    page.goto(address + PLACES["primary"], wait_until="networkidle")
    article = page.locator("#overall_absence")
    link = article.get_by_role("link", name="what it counts")
    link.click()
    note = article.locator(".src + .note")
    expect(note).to_be_focused()
    expect(note).to_contain_text("Half days missed for any reason")
    expect(note.get_by_role("link", name="All about this figure")).to_have_attribute("href", re.compile("measure/overall_absence.html$"))
    link.click()
    expect(note).to_have_count(0)
