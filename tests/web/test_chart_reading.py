"""A chart's values by key, by pointer and by touch; what drags over it scrolls the page; what it costs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests import axe
from tests.web.chart_page import EMBEDDED, MAP, SPREAD, TREND, opened, table

BEFORE, WITH = 60_000, 450_000  # bytes over the wire, gzipped, before the first chart and with it
ALONE = (EMBEDDED, f"{EMBEDDED}&view=spread", "embed/?place=england&measure=overall_absence&phase=primary&view=map")
BAD = (
    "",
    "place=england&measure=nothing",
    "place=../secret&measure=overall_absence",
    "place=england&measure=overall_absence&phase=x&view=map",
    "place=england&measure=overall_absence&view=<b>",
)
PACKED = re.compile(r"\.(woff2|png|gz)$")


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def test_keys_lead_from_year_to_year_and_each_is_said_as_the_table_has_it(page: Page, address: str) -> None:
    figure = opened(page, address, TREND)
    slider, (heads, *rows) = figure.get_by_role("slider"), table(figure)
    said = []
    slider.press("Home")
    for _ in rows:
        said.append(slider.get_attribute("aria-valuetext") or "")
        slider.press("ArrowRight")
    assert [text.split(": ")[0] for text in said] == [row[0] for row in rows]
    first = "; ".join(f"{name} {cell}\N{NO-BREAK SPACE}%" for name, cell in zip(heads[1:], rows[0][1:], strict=True))
    assert said[0] == f"{rows[0][0]}: {first}"
    assert "2019/20 to 2022/23: not held here" in said  # the reason is read too
    assert figure.locator(".reading").inner_text() == said[-1]
    assert figure.locator(".mark-at .ring").count() == 3


def test_the_newest_year_is_said_when_the_chart_is_reached(page: Page, address: str) -> None:
    figure = opened(page, address, TREND)
    assert (figure.get_by_role("slider").get_attribute("aria-valuetext") or "").startswith(table(figure)[-1][0])


@pytest.mark.parametrize(("path", "kind"), [(MAP, "map"), (SPREAD, "spread")])
def test_keys_lead_by_name_never_by_result_and_enter_opens_the_page(page: Page, address: str, path: str, kind: str) -> None:
    figure = opened(page, address, path, kind)
    slider, names = figure.get_by_role("slider"), [row[0] for row in table(figure)[1:]]
    assert names == sorted(names, key=str.casefold)
    slider.press("Home")
    slider.press("ArrowRight")
    assert (slider.get_attribute("aria-valuetext") or "").startswith(f"{names[1]}: ")
    slider.press("Enter")
    expect(page.locator("h1")).to_contain_text(names[1])


def test_the_pointer_reads_the_area_that_it_is_over(page: Page, address: str) -> None:
    figure = opened(page, address, MAP, "map")
    slider = figure.get_by_role("slider")
    slider.press("Home")
    while not (slider.get_attribute("aria-valuetext") or "").startswith("Leeds"):
        slider.press("ArrowRight")
    box = figure.locator(".mark-at .ring").bounding_box()
    slider.press("Home")
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(figure.locator(".reading")).to_contain_text("Leeds: 5.3")


def test_a_double_click_changes_nothing(page: Page, address: str) -> None:
    plot = opened(page, address, TREND).locator(".plot")
    ranges = "(plot) => JSON.stringify([plot._fullLayout.xaxis.range, plot._fullLayout.yaxis.range])"
    before = plot.evaluate(ranges)
    plot.dblclick()
    assert plot.evaluate(ranges) == before


@pytest.mark.parametrize(("path", "kind"), [(TREND, ""), (MAP, "map")])
def test_a_finger_that_drags_over_a_chart_scrolls_the_page(browser: Browser, address: str, path: str, kind: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    plot = opened(page, address, path, kind).locator(".plot")
    plot.scroll_into_view_if_needed()
    before, box = page.evaluate("scrollY"), plot.bounding_box()
    assert box
    finger = context.new_cdp_session(page)
    steps = [("touchStart", 0), *(("touchMove", 12 * step) for step in range(1, 11))]
    for kind_of, down in steps:
        point = {"x": box["x"] + 150, "y": box["y"] + 120 + down}
        finger.send("Input.dispatchTouchEvent", {"type": kind_of, "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("(before) => scrollY < before - 40", arg=before)
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_its_letters_can_be_read(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    plot = opened(page, address, TREND).locator(".plot")
    sizes = plot.evaluate("(plot) => [...plot.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize))")
    assert sizes
    assert min(sizes) >= 12
    wide = plot.evaluate("(plot) => [...plot.querySelectorAll('text')].every((text) => text.getBoundingClientRect().right <= innerWidth)")
    assert wide


def test_forced_colours_draw_with_the_readers_own(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    plot = opened(page, address, TREND).locator(".plot")
    line, text = plot.evaluate(
        """(plot) => [plot.querySelector(".scatterlayer .js-line"), document.body]
          .map((each) => getComputedStyle(each)).map(({ stroke, color }) => (stroke === "none" ? color : stroke))"""
    )
    assert line == text


@pytest.mark.parametrize("path", [TREND, MAP, SPREAD, *ALONE])
def test_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    view = re.search(r"view=(\w+)", path)
    opened(page, address, path, view[1] if view else "")
    assert axe.violations(page) == []


@pytest.mark.parametrize("path", [EMBEDDED, EMBEDDED.replace("&phase=primary", ""), "embed/?place=school/107947&measure=overall_absence"])
def test_a_chart_stands_alone_with_title_reading_table_and_source(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    figure = opened(page, address, path)
    expect(page.locator("h1")).to_contain_text("Overall absence: ")
    expect(figure.locator(".reading")).to_contain_text("2023/24: ")
    expect(page.locator(".src")).to_contain_text("Source: Department for Education. Open Government Licence v3.0")
    assert len(table(figure)) > 5
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("asked", BAD)
def test_a_bad_address_is_told_in_words(page: Page, address: str, asked: str) -> None:
    page.goto(f"{address}embed/?{asked}")
    expect(page.get_by_role("alert")).to_have_text(re.compile("^We have no such chart"))


@pytest.mark.parametrize("path", ["school/107947.html", "trust/16046.html", "england.html", "measure/overall_absence.html"])
def test_a_page_is_light_until_its_first_chart_and_light_enough_with_it(page: Page, address: str, path: str) -> None:
    got: list[Response] = []
    page.on("response", lambda answer: got.append(answer))
    page.goto(address + path, wait_until="networkidle")
    before = weight(got)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { if (each.matches('.years, .more')) each.open = true; })")
    page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
    expect(page.locator("[data-drawn]").first).to_be_attached(timeout=20_000)
    page.wait_for_load_state("networkidle")
    assert (before <= BEFORE or path.startswith("measure"), weight(got) <= WITH) == (True, True), (before, weight(got))


def weight(got: list[Response]) -> int:
    """Bytes of each file once, as a host sends them."""
    files = {answer.url: answer.body() for answer in got if answer.ok}
    return sum(len(body) if PACKED.search(url) else len(gzip.compress(body)) for url, body in files.items())
