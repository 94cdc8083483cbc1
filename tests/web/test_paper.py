"""What a page gives on paper: the whole of it, one page for a visit, and a paper of at most five pages for a meeting of governors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.paper import sheets
from tests.web.sample_pages import PLACES

GOVERNED = {kind: path for kind, path in PLACES.items() if path.startswith(("school/", "trust/"))} | {
    "largest": "school/108076.html",
    "many schools": "trust/16700.html",
}
BUTTONS = {"visit": "Print one page for a visit", "board": "Print a board paper"}
MOST = {"visit": 1, "board": 5}


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def pages_of(page: Page, paper: str) -> int:
    """Ask for the paper as a reader does, and count what the printer would get."""
    page.get_by_role("button", name=BUTTONS[paper]).click()
    assert page.evaluate("document.documentElement.dataset.paper") == paper
    return sheets(page)


@pytest.mark.parametrize("kind", GOVERNED)
def test_the_papers_are_short(page: Page, address: str, kind: str) -> None:
    page.add_init_script("window.print = () => {}")
    page.goto(address + GOVERNED[kind])
    for paper, most in MOST.items():
        assert pages_of(page, paper) <= most
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.documentElement.dataset.paper") is None


def test_each_paper_holds_what_it_is_for(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => {}")
    page.goto(address + PLACES["primary"])
    page.emulate_media(media="print")
    page.get_by_role("heading", name="In short").wait_for()
    expect(page.locator("#ks2_higher .say")).to_be_visible()
    expect(page.locator("#similar")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name=BUTTONS["board"]).click()
    page.emulate_media(media="print")
    for section in ("outcomes", "staff", "money", "places"):
        expect(page.locator(f"#{section}")).to_be_visible()
    expect(page.locator("#ks2_higher .strip")).to_be_visible()
    expect(page.locator("#similar")).to_be_hidden()
    page.evaluate("document.documentElement.dataset.paper = 'visit'")
    expect(page.locator("#ks2_expected .ask")).to_be_visible()
    expect(page.locator("#ks2_higher")).to_be_hidden()


def test_an_area_has_no_paper_for_governors(page: Page, address: str) -> None:
    page.goto(address + PLACES["authority"])
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name=BUTTONS["board"])).to_have_count(0)
