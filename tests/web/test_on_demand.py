"""What a page's scripts tell when a reader asks: a measure's years as chart and table, and the similar schools."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.sample_pages import KINDS, PLACES, cells, draw

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
