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
from tests.web.sample_pages import KINDS, LEEDS, OTHERS, PLACES, draw, width

PHONE, TABLET, DESK = {"width": 360, "height": 780}, {"width": 768, "height": 1024}, {"width": 1280, "height": 900}
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


VIEWS = {"phone": (PHONE, "dark"), "tablet": (TABLET, "light"), "tablet at night": (TABLET, "dark"), "desk": (DESK, "light")}


@pytest.mark.parametrize(("size", "scheme"), VIEWS.values(), ids=VIEWS)
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


@pytest.mark.parametrize(("page_of", "quoted"), [("trust/16700.html", "33"), ("school/146496.html", "suppressed")])
def test_what_a_place_set_itself_stands_apart_and_can_be_taken_away(page: Page, address: str, page_of: str, quoted: str) -> None:
    page.goto(address + page_of)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="What does it hold itself to account for?").click()
    own = page.locator("#local")
    expect(own).to_be_in_viewport()
    expect(own.get_by_role("blockquote")).to_contain_text("Example: not real figures")
    expect(own.get_by_role("row", name="2024/25").first.get_by_role("cell").first).to_have_text(quoted)
    expect(own.locator("[data-chart], .strip")).to_have_count(0)
    own.get_by_role("link", name="data").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="example-trust.csv.gz").click()
    assert taken.value.suggested_filename == "example-trust.csv.gz"


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
    there = [sample_site / path.partition("#")[0].partition("?")[0] for path in found]
    assert all(path.is_file() or (path / "index.html").is_file() for path in there)


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
