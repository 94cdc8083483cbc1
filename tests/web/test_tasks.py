"""Five things that people come for, done as a new reader on a phone would, from the home page, each in six steps at most.

A step is something typed, a choice, or a touch. What the reader then sees must answer the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

PHONE = (360, 780)
MOST = 6


class Reader:
    """Counts what a reader does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def type(self, words: str) -> None:
        self._step()
        self.page.get_by_role("combobox").first.fill(words)

    def press(self, key: str) -> None:
        self._step()
        self.page.keyboard.press(key)

    def touch(self, what: Locator) -> None:
        self._step()
        what.click()

    def choose(self, label: str, option: str) -> None:
        self._step()
        self.page.get_by_label(label).select_option(label=option)

    def touch_found(self, name: str) -> None:
        """The place of that name in the list under the box."""
        self.touch(self.page.get_by_role("option", name=re.compile(f"^{name}")).first)

    def go_to(self, question: str) -> None:
        """By the contents at the top of a place's page."""
        self.touch(self.page.get_by_role("navigation", name="On this page").get_by_role("link", name=question))

    def _step(self) -> None:
        self.steps += 1
        assert self.steps <= MOST


@pytest.fixture
def reader(page: Page, sample_site: Path, serve: Callable[[Path], str]) -> Reader:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.add_init_script("window.print = () => { window.printed = document.documentElement.dataset.paper; }")
    page.goto(serve(sample_site))
    return Reader(page)


def test_my_child_starts_secondary_school_next_year_in_leeds(reader: Reader) -> None:
    page = reader.page
    reader.type("Leeds")
    reader.press("Enter")
    expect(page.get_by_role("heading", name="Schools in Leeds")).to_be_visible()
    reader.touch(page.get_by_text("Filters", exact=True))
    reader.choose("Kind of school", "Secondary school")
    results = page.locator("main li h3, main li a[href*='school/']")
    expect(results.first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Primary school ·")
    reader.touch(page.get_by_role("link", name="Roundhay School"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Roundhay School")
    reader.go_to("Would my child get a place?")
    expect(page.locator("#places .say").first).to_be_in_viewport()
    expect(page.locator("#places")).to_contain_text("first preferences")


def test_is_my_schools_attendance_normal(reader: Reader) -> None:
    page = reader.page
    reader.type("Windmill")
    reader.touch_found("Windmill Primary School")
    reader.go_to("Are children there and staying?")
    said = page.locator("#overall_absence .say")
    expect(said).to_be_in_viewport()
    expect(said).to_contain_text("about 8 in 100 school days were missed")
    expect(said).to_contain_text("In primary schools in England it was about")
    expect(page.locator("#overall_absence .num")).to_contain_text("8.4")


def test_show_me_how_the_trusts_primaries_differ(reader: Reader) -> None:
    page = reader.page
    reader.type("Leodis Academies")
    reader.touch_found("Leodis Academies Trust")
    reader.go_to("Are children there and staying?")
    article = page.locator("#overall_absence")
    reader.touch(article.locator("summary", has_text="Each of its schools").first)
    expect(article.locator("table.each").first).to_be_visible()
    expect(article.locator("table.each").first.locator("tbody tr")).to_have_count(4)
    expect(article.locator("figure .main-svg").first).to_be_visible()
    expect(article.locator(".say").first).to_contain_text("They lie between")


def test_take_these_to_the_governors_meeting(reader: Reader) -> None:
    page = reader.page
    reader.type("Woodkirk")
    reader.touch_found("Woodkirk Academy")
    reader.touch(page.get_by_role("button", name="Print a board paper"))
    assert page.evaluate("window.printed") == "board"


def test_which_figures_are_not_known_here(reader: Reader) -> None:
    page = reader.page
    reader.type("Windmill")
    reader.touch_found("Windmill Primary School")
    reader.go_to("What is not known")
    section = page.locator("#unknown")
    expect(section).to_be_in_viewport()
    expect(section).to_contain_text("How many staff leave each year")
    reader.touch(section.get_by_role("link", name="Who can tell you each"))
    expect(page.locator("#what-nobody-publishes ~ .scroll table").first).to_contain_text("The school")
