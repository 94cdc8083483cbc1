"""Every kind of page of the sample in a real browser, on a phone and on a desk, with JavaScript and without."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import axe
from tests.web.keystrokes import first_answer, milliseconds

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
LEEDS = "E08000035"
PLACES = {
    "primary": "school/107947.html",
    "secondary": "school/137383.html",
    "all-through": "school/144638.html",
    "special": "school/113957.html",
    "alternative provision": "school/100006.html",
    "nursery": "school/112088.html",
    "without figures": "school/148686.html",
    "trust": "trust/16046.html",
    "authority": f"local-authority/{LEEDS}.html",
    "region": "region/E12000003.html",
    "England": "england.html",
}
CONVERTED = "school/142427.html"
OTHERS = {
    "home": "",
    "closed": "school/107823.html",
    "catalogue": "data/",
    "package": "data/absence/",
    "measure": "measure/overall_absence.html",
    "methods": "methods/",
    "about": "about/",
    "A to Z": "a-to-z/",
    "letter": "a-to-z/schools-s.html",
}
KINDS = PLACES | OTHERS
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


UNFOLD = """() => {
  for (const folded of document.querySelectorAll("details.more, details.years")) folded.open = true;
  for (const button of document.querySelectorAll("table.rest button[aria-expanded=false]")) button.click();
}"""
PASS_BY = """async () => {
  for (const chart of document.querySelectorAll("[data-chart]")) {
    chart.scrollIntoView({ block: "center" });
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  }
}"""


def draw(page: Page) -> int:
    """Unfold every chart, bring it into view and wait until each is drawn; how many there are."""
    rows = page.locator("table.rest > tbody > tr:not(.below)").count()
    expect(page.locator("table.rest button")).to_have_count(rows)
    page.evaluate(UNFOLD)
    expect(page.locator("[data-filled]")).to_have_count(rows + page.locator("details.years").count(), timeout=20_000)
    page.evaluate(PASS_BY)
    charts = page.locator("[data-chart]").count()
    expect(page.locator("[data-chart]:has(.main-svg)")).to_have_count(charts, timeout=20_000)
    return charts


def cells(page: Page) -> list[list[str]]:
    """The tables of an article's years, row by row."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll("details.years table")]
          .map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join("|")))"""
    )
    return found


def width(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_sound(page: Page, address: str, kind: str, size: dict[str, int], scheme: Scheme) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address + KINDS[kind])
    expect(page.locator("h1")).to_have_count(1)
    charts = draw(page)
    assert charts or kind in OTHERS or kind == "without figures"
    assert width(page) <= size["width"]
    assert axe.violations(page) == []


@pytest.mark.parametrize("kind", [kind for kind in PLACES if kind != "without figures"])
def test_without_javascript_sentence_number_and_table_are_there(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + KINDS[kind])
    for article in page.locator("article.measure").all():
        expect(article.locator(".say").first).not_to_be_empty()
    assert page.locator("article.measure .num b").count() > 0
    assert page.locator("article.measure table").count() > 0
    page.locator("article.measure summary").first.click()
    expect(page.locator("article.measure table").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("kind", ["primary", "secondary", "special", "trust", "authority", "England"])
def test_the_table_that_is_drawn_on_demand_is_the_one_in_the_page(page: Page, address: str, kind: str) -> None:
    page.goto(address + KINDS[kind])
    before = cells(page)
    draw(page)
    assert before
    assert cells(page) == before


def test_the_years_before_a_change_of_number_stand_in_the_chart_and_are_marked(page: Page, address: str) -> None:
    page.goto(address + CONVERTED)
    article = page.locator("#overall_absence")
    article.locator("summary").click()
    expect(article.locator("tbody th").first).to_contain_text("as URN")
    expect(article.locator("figcaption")).to_contain_text("Earlier number: URN")
    article.locator("figure").scroll_into_view_if_needed()
    expect(article.locator(".annotation-text")).to_contain_text("from 20")


def test_similar_schools_are_listed_by_name(page: Page, address: str) -> None:
    page.goto(address + PLACES["primary"])
    page.locator("details.similar summary").click()
    names = page.locator("details.similar li a")
    expect(names.first).to_be_visible()
    found = names.all_inner_texts()
    assert found == sorted(found, key=str.casefold)
    names.first.click()
    expect(page.locator("h1")).to_have_text(found[0])


def test_a_closed_school_leads_on(page: Page, address: str) -> None:
    page.goto(f"{address}school/107823.html")
    page.get_by_role("link", name="Hill Top Primary Academy").click()
    expect(page.locator("h1")).to_have_text("Hill Top Primary Academy")


@pytest.mark.parametrize("start", ["", "school/100000.html"])
def test_the_finder_by_keyboard_alone(page: Page, address: str, start: str) -> None:
    page.goto(address + start)
    page.get_by_role("combobox").focus()
    page.keyboard.type("windm")
    expect(page.get_by_role("option").first).to_contain_text("Windmill Primary School")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Windmill Primary School")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LS10 3HQ", "Windmill Primary School"),
        ("leodis", "Leodis Academies Trust"),
        ("isles of", "Isles of Scilly"),
        ("becket", "Thomas à Becket"),
    ],
)
def test_the_finder_knows_schools_trusts_and_areas(page: Page, address: str, typed: str, found: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").fill(typed)
    expect(page.get_by_role("option").first).to_contain_text(found)


def test_the_finder_leads_to_pages_that_are_there(page: Page, address: str, sample_site: Path) -> None:
    page.goto(address)
    found: set[str] = set()
    for word in ("primary", "school", "trust", "leeds", "authority", "e", "closed", "academy"):
        page.get_by_role("combobox").fill(word)
        expect(page.locator("form[data-finder]")).to_have_attribute("data-answered", word)
        found |= set(page.locator("[data-path]").evaluate_all("all => all.map((one) => one.dataset.path)"))
    assert {path.split("/")[0] for path in found} >= {"school", "trust", "local-authority", "england.html"}
    assert all((sample_site / path).is_file() for path in found)


def test_the_first_answer_costs_at_most_100_kb(page: Page, address: str) -> None:
    assert 0 < first_answer(page, address, "windmill") <= 100_000


def test_a_key_is_answered_within_50_ms(page: Page, address: str) -> None:
    page.goto(address)
    assert statistics.median(milliseconds(page, "windmill primary leeds")) < 50


def test_the_site_works_in_any_folder(page: Page, sample_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    copytree(sample_site, tmp_path / "some" / "folder")
    page.goto(f"{serve(tmp_path)}some/folder/")
    page.get_by_role("combobox").fill("windmill primary")
    page.get_by_role("option").first.click()
    expect(page.locator("h1")).to_have_text("Windmill Primary School")
    assert draw(page) > 0
    page.get_by_role("link", name="Leeds").first.click()
    assert page.url.endswith(f"/some/folder/local-authority/{LEEDS}.html")
    assert draw(page) > 0
