"""A reader's own cut of a review's studies, in a browser: what is published where nothing is left out, marked where something is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import axe
from tests.web.sample_pages import width

WRITING = "evidence/writing-to-learn/"
OURS, THEIRS = "Nothing is left out: this is what we publish.", "Your own cut of the studies: not what we publish."


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def cut(page: Page) -> Locator:
    expect(page.locator(".explore[data-shown]")).to_be_visible()
    return page.locator(".explore .found")


def begin(page: Page) -> Locator:
    page.get_by_role("button", name="Choose studies").click()
    return cut(page)


def printed(page: Page, level: str) -> str:
    """The published row of a pool or of one level of it: average, interval, range of one more study."""
    cells = (
        page.locator("table.pools tr", has=page.locator("th", has_text=re.compile(f"^{level}$"))).first.locator("td").all_text_contents()
    )
    return " | ".join(cells[:3])


def told(found: Locator) -> str:
    """The same three out of the sentences."""
    numbers = re.findall("\u2212?\\d+\\.\\d\\d", found.text_content() or "")
    at, low, high, least, most = numbers
    return f"{at} | {low} to {high} | {least} to {most}"


def test_with_nothing_left_out_it_is_what_we_publish(page: Page, address: str) -> None:
    for name in ("writing-to-learn", "school-calendars", "teacher-expectancy"):
        page.goto(f"{address}evidence/{name}/")
        found = begin(page)
        expect(found).to_contain_text(OURS)
        assert told(found) == " | ".join(page.locator("table.pools tbody tr").first.locator("td").all_text_contents()[:3])


def test_a_cut_is_the_published_fold_and_is_marked_as_the_readers_own(page: Page, address: str) -> None:
    page.goto(address + WRITING)
    begin(page)
    page.get_by_label("Phase").select_option("secondary")
    expect(page.locator(".explore .warn")).to_contain_text(THEIRS)
    expect(page.locator(".explore[data-shown='16']")).to_be_visible()
    assert told(cut(page)) == printed(page, "secondary")
    assert "phase=secondary" in page.url
    page.get_by_role("button", name="All studies again").click()
    expect(cut(page)).to_contain_text(OURS)


def test_fewer_than_three_studies_are_not_pooled_but_told_one_by_one(page: Page, address: str) -> None:
    page.goto(f"{address}{WRITING}?cut=1&subject=Statistics")
    expect(cut(page)).to_contain_text("Nothing is pooled: 2 studies would be left, and we pool three independent ones at least.")
    expect(cut(page)).to_contain_text(THEIRS)
    page.get_by_text("The studies that are left").click()
    expect(page.locator(".single li")).to_have_count(2)


def test_a_cut_that_leaves_none_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}{WRITING}?cut=1&subject=Nursing&phase=primary")
    expect(cut(page)).to_contain_text("No study is left. Choose less.")


def test_a_cut_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}{WRITING}?cut=1&pool=school&phase=primary&subject=no+such+thing")
    expect(page.get_by_label("Phase")).to_have_value("primary")
    expect(page.get_by_label("Subject")).to_have_value("")
    expect(cut(page)).to_contain_text("In 11 studies with 11 effects")
    assert axe.violations(page) == []


@pytest.mark.parametrize(("wide", "scheme"), [(320, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_a_cut_is_sound_on_every_screen(page: Page, address: str, wide: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{address}{WRITING}?cut=1&phase=higher")
    expect(cut(page)).to_contain_text(THEIRS)
    page.get_by_text("The studies that are left").click()
    assert width(page) <= wide
    assert axe.violations(page) == []


def test_effects_come_only_when_they_are_asked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + WRITING, wait_until="networkidle")
    assert [url for url in asked if url.endswith(("effects.json", "pool.js"))] == []
    begin(page)
    assert len([url for url in asked if url.endswith(("effects.json", "pool.js"))]) == 2


def test_effects_that_do_not_come_are_told(page: Page, address: str) -> None:
    page.goto(address + WRITING)
    page.route("**/effects.json", lambda route: route.fulfill(status=200, body="no JSON"))
    page.get_by_role("button", name="Choose studies").click()
    expect(page.locator(".explore").get_by_role("alert")).to_contain_text("could not be loaded")


def test_without_javascript_the_published_tables_stand(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + WRITING)
    expect(page.locator(".explore")).to_be_hidden()
    expect(page.locator("table.pools").first).to_be_visible()
    context.close()
