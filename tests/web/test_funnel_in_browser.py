"""Every school as a dot, in a real browser: on demand, as a table, in either theme, and without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import axe
from tests.web.funnel_page import LEEDS, SHARE, names, opened

MANY = 120  # schools, of which the table shows 50 at once


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


@pytest.fixture(scope="module")
def crowded(sample_site: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The sample's site with a funnel of many primary schools: the smallest, of 10 pupils, last by name; a third without a figure."""
    site = tmp_path_factory.mktemp("crowded") / "site"
    copytree(sample_site, site)
    schools: dict[str, Any] = {
        "urn": [100001 + at for at in range(MANY)],
        "name": [f"School {at:03}" for at in range(MANY)],
        "area": [0] * MANY,
        "groups": [[]] * MANY,
        "since": [[]] * MANY,
        "areas": [[LEEDS, "Leeds", 0]],
        "regions": [["E12000003", "Yorkshire and The Humber"]],
        "trusts": [],
    }
    figures = {
        "period": "2018/19",
        "centre": 10,
        "limits": {"size": [10, 200], "low_998": [0, 4], "low_95": [0, 6], "high_95": [30, 14], "high_998": [40, 17]},
        "value": ["c" if at % 3 == 0 else at / 10 for at in range(MANY)],
        "size": [None if at % 3 == 0 else 10 + MANY - 1 - at for at in range(MANY)],
        "standing": "".join("0" if at % 3 == 0 else "1" for at in range(MANY)),
    }
    (site / "assets/funnels/schools/primary.json").write_text(json.dumps(schools), encoding="utf-8")
    (site / "assets/funnels/persistent_absence-primary.json").write_text(json.dumps(figures), encoding="utf-8")
    return serve(site)


def test_the_dots_are_loaded_only_when_they_are_asked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/funnels/" in request.url else None)
    page.goto(address + SHARE)
    expect(page.locator(".dots")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("button", name="See every school as a dot").press("Enter")
    expect(page.locator(".dots")).to_be_visible()
    expect(page.locator("canvas")).to_be_focused()
    assert sorted(url.rpartition("/funnels/")[2] for url in asked) == ["persistent_absence-primary.json", "schools/primary.json"]


def test_many_schools_are_listed_by_name_a_page_at_a_time_and_by_part_of_a_name(page: Page, crowded: str) -> None:
    opened(page, crowded)
    where = page.locator(".pages [role=status]")
    expect(where).to_have_text("1 to 50 of 120")
    expect(page.get_by_role("button", name="Earlier names")).to_be_disabled()
    page.get_by_role("button", name="Later names").click()
    page.get_by_role("button", name="Later names").click()
    expect(where).to_have_text("101 to 120 of 120")
    expect(page.get_by_role("button", name="Later names")).to_be_disabled()
    assert names(page) == [f"School {at:03}" for at in range(100, MANY)]
    page.get_by_label("Part of a name").fill("school 01")
    expect(where).to_have_text("1 to 10 of 10")
    page.get_by_label("Part of a name").fill("nowhere")
    expect(where).to_have_text("No school")


def test_a_school_without_a_figure_is_listed_with_the_reason_and_is_no_dot(page: Page, crowded: str) -> None:
    opened(page, crowded)
    page.get_by_label("Which").select_option("without")
    assert page.locator(".dots tbody tr").first.locator("th, td").all_text_contents() == ["School 000", "–", "suppressed", "no dot"]
    expect(page.locator(".pages [role=status]")).to_have_text("1 to 40 of 40")
    expect(page.locator(".what")).to_contain_text("80 schools as dots")
    page.locator("canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".chosen")).to_contain_text("School 119 11.9")  # by pupils: the last by name, and the first is suppressed


@pytest.mark.parametrize(("wide", "scheme"), [(360, "dark"), (360, "light"), (1280, "light"), (1280, "dark")])
def test_the_open_funnel_is_sound(page: Page, address: str, wide: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    page.emulate_media(color_scheme=scheme)
    opened(page, address, place=LEEDS)
    page.locator("canvas").focus()
    page.keyboard.press("End")
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert axe.violations(page) == []


def test_the_picture_follows_the_theme(page: Page, address: str) -> None:
    picture = "() => document.querySelector('canvas').toDataURL()"
    page.emulate_media(color_scheme="light")
    opened(page, address)
    light = page.evaluate(picture)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"before => ({picture})() !== before", arg=light)


def test_a_lost_connection_is_said_and_mended(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.route("**/funnels/**", lambda route: route.abort())
    page.goto(address + SHARE)
    page.get_by_role("button", name="See every school as a dot").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    page.unroute("**/funnels/**")
    page.get_by_role("button", name="See every school as a dot").click()
    expect(page.locator(".dots")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    page.context.close()


def test_without_javascript_the_words_and_the_download_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{SHARE}?place={LEEDS}&kind=primary#funnel")
    expect(page.locator("#funnel")).to_contain_text("lie outside the inner lines")
    expect(page.locator("#funnel").get_by_role("link", name="the scorecard")).to_be_visible()
    expect(page.locator("#funnel").get_by_role("button")).to_have_count(0)
    expect(page.locator(".dots")).to_be_hidden()
    context.close()


def test_a_measure_without_a_funnel_says_why(page: Page, address: str) -> None:
    page.goto(f"{address}measure/attainment8.html")
    expect(page.locator("#funnel")).to_contain_text("There is no such picture of this figure.")
    expect(page.locator("#funnel")).to_contain_text("The spread of single pupils’ points is not published")
    expect(page.locator("canvas")).to_have_count(0)
