"""A review's page in a real browser: its charts are drawn of its tables, read by key, taken away and shown elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import axe
from tests.web.sample_pages import draw, width

REVIEW = "evidence/writing-to-learn/"
CHARTS = ("pooled", "all-splits", "all-effects", "all-precision", "all-each")
ALONG = ["Review", "Unit", "Source", "Licence", "Address"]
NARROWEST = 320
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def opened(page: Page, address: str, chart: str) -> Locator:
    page.goto(address + REVIEW)
    draw(page)
    return page.locator(f"#{chart}")


def rows(page: Page, table: str) -> list[list[str]]:
    found: list[list[str]] = page.eval_on_selector(
        table, "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", REVIEW, "evidence/"])
def test_the_narrowest_phone_holds_header_and_page(page: Page, address: str, path: str, scheme: Scheme) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address + path)
    draw(page)
    assert width(page) <= NARROWEST
    for door in page.get_by_role("navigation", name="Main").get_by_role("link").all():
        box = door.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROWEST
    assert axe.violations(page) == []


def test_the_door_of_the_home_page_leads_to_the_evidence_and_on_to_a_review(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Read the evidence").click()
    page.get_by_role("main").get_by_role("link", name="Writing to learn").first.click()
    expect(page.locator("h1")).to_have_text("Writing to learn a subject")
    expect(page.locator(".doors [aria-current]")).to_have_text("Evidence")


@pytest.mark.parametrize("chart", CHARTS)
def test_every_stop_of_a_chart_is_a_row_of_its_table(page: Page, address: str, chart: str) -> None:
    slider = opened(page, address, chart).get_by_role("slider")
    slider.press("Home")
    said = []
    for _ in range(int(slider.get_attribute("aria-valuemax") or 0)):
        said.append(slider.get_attribute("aria-valuetext") or "")
        slider.press("ArrowRight")
    table = "#all-studies" if chart in CHARTS[2:] else f"#{chart} + .scroll table"
    cells = [row for row in rows(page, table) if len(row) > 1]
    told = [text for text in said if chart != "all-each" or "each study" not in text]  # that of all together
    assert len(told) == len(cells)
    assert all(any(row[0] in text and row[-1] in text for text in told) for row in cells)


def test_a_row_is_read_by_touch_wherever_it_is_touched(page: Page, address: str) -> None:
    figure = opened(page, address, "all-splits")
    figure.scroll_into_view_if_needed()
    box = figure.locator(".plot").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 40, box["y"] + 16)
    expect(figure.locator(".reading")).to_contain_text("All together: Standard deviations 0.22")


def test_a_forest_has_a_diamond_for_each_pool_and_a_square_for_each_study(page: Page, address: str) -> None:
    opened(page, address, "all-each")
    marks = "(plot) => plot.data.map((trace) => trace.x.filter((x) => x !== null).length)"
    assert page.eval_on_selector("#all-each .plot", marks) == [2, 2, 1, 96, 48]
    pooled = len(rows(page, "#pooled + .scroll table"))
    assert page.eval_on_selector("#pooled .plot", marks) == [2 * pooled, 2 * pooled, pooled, 0, 0]


def test_the_surest_studies_stand_at_the_top_and_the_lines_part_as_chance_does(page: Page, address: str) -> None:
    opened(page, address, "all-precision")
    low, high = page.eval_on_selector("#all-precision .plot", "(plot) => [1, 2].map((at) => plot.data[at].x.at(-1))")
    most, none = page.eval_on_selector("#all-precision .plot", "(plot) => plot.layout.yaxis.range")
    assert none == 0
    assert high - low == pytest.approx(2 * 1.96 * most)


def test_data_picture_link_and_code_can_be_taken(page: Page, address: str) -> None:
    tools = opened(page, address, "pooled").locator(".take")
    with page.expect_download() as taken:
        tools.get_by_role("button", name="Data (CSV)").click()
    found = list(csv.reader(Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert found[0][-5:] == ALONG
    assert found[1][:2] == ["All ages", "0.22"]
    assert found[1][-5:-3] == ["Writing to learn", "standard deviations"]
    assert found[1][-1] == f"{address}{REVIEW}#pooled"
    with page.expect_download() as taken:
        tools.get_by_role("button", name="Image (PNG)").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")
    tools.get_by_role("button", name="Embed").click()
    assert "embed/?review=writing-to-learn&amp;chart=pooled" in tools.locator("textarea").input_value()


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_stands_alone_in_a_frame(page: Page, address: str, chart: str) -> None:
    page.goto(f"{address}embed/?review=writing-to-learn&chart={chart}")
    expect(page.locator("h1")).to_have_text("Writing to learn")
    expect(page.locator(".plot[data-drawn]")).to_have_count(1)
    expect(page.locator(".src")).to_contain_text("Bangert-Drowns")
    assert axe.violations(page) == []


@pytest.mark.parametrize("asked", ["review=nothing&chart=pooled", "review=../x&chart=pooled", "review=writing-to-learn&chart=short"])
def test_a_frame_without_such_a_chart_says_so(browser: Browser, address: str, asked: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}embed/?{asked}")
    expect(page.get_by_role("alert")).to_contain_text("We have no such chart")
    page.close()


def test_without_javascript_every_figure_stands_in_a_table(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + REVIEW)
    for chart in ("#pooled", "#all-splits"):
        expect(page.locator(f"{chart} + .scroll table")).to_be_visible()
    page.get_by_text("The same figures as a table").click()
    expect(page.locator("#all-studies tbody tr")).to_have_count(48)
    context.close()


def test_forced_colours_leave_marks_and_words(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    figure = opened(page, address, "pooled")
    mark = figure.locator(".scatterlayer .points path").first
    expect(mark).to_be_visible()
    fill, ground = (
        mark.evaluate(f"(mark) => getComputedStyle({of}).{which}") for of, which in (("mark", "fill"), ("document.body", "backgroundColor"))
    )
    assert fill != ground
