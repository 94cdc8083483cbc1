"""The page of evidence in a browser: filters hide and never sort, and stand in the address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

NAMES = "(items) => items.map((item) => item.dataset.name)"


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site) + "evidence/"


def names(page: Page) -> list[str]:
    found: list[str] = page.locator(".reviews > li:visible").evaluate_all(NAMES)
    return found


def drawn(page: Page) -> list[str]:
    found: list[str] = page.locator(".costs [data-name]:visible").evaluate_all(NAMES)
    return found


def test_filters_hide_reviews_in_the_list_and_in_the_chart(page: Page, address: str) -> None:
    page.goto(address)
    assert names(page) == drawn(page) == ["school-calendars", "teacher-expectancy", "writing-to-learn"]
    page.get_by_label("Subject").select_option("Maths")
    assert names(page) == drawn(page) == ["writing-to-learn"]
    expect(page.locator(".told")).to_have_text("1 of 3 reviews.")
    assert page.url.endswith("?subjects=maths")
    page.get_by_label("Subject").select_option("All subjects")
    page.get_by_label("Phase").select_option("Primary")
    expect(page.locator(".told")).to_have_text("No review fits. Clear a filter.")
    expect(page.locator(".costs")).to_be_hidden()
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(".reviews > li:visible")).to_have_count(3)
    assert "?" not in page.url


def test_a_filter_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}?subjects=maths&phases=unheard-of")
    expect(page.get_by_label("Subject")).to_have_value("maths")
    assert names(page) == ["writing-to-learn"]


def test_the_gap_map_and_the_methods_are_one_step_away(page: Page, address: str) -> None:
    page.goto(address)
    for name, heading in (("gap map", "What has been tested"), ("How studies are pooled", "How we pool studies")):
        page.get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_contain_text(heading)
        page.go_back()


def test_without_javascript_every_review_stands(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert names(page) == drawn(page) == ["school-calendars", "teacher-expectancy", "writing-to-learn"]
    expect(page.locator("form.sieve")).to_be_hidden()
    context.close()
