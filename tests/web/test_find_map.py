"""The map of results, the page by keyboard and by axe, and the script's arithmetic beside Python's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from pipeline.web import postcodes
from tests import axe

NEAR = "find/?q=LS10+3HQ"
STATES = {
    "nothing asked": "find/",
    "near, with its map": f"{NEAR}&map=1",
    "by name": "find/?q=hill",
    "nothing fits": f"{NEAR}&faith=Jewish&within=0.5",
    "an unknown postcode": "find/?q=ZZ9+9ZZ",
    "a region": "find/?q=yorkshire+and+the+humber",
    "pages alone": "find/?q=absence",
}


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def settled(page: Page, url: str) -> None:
    page.goto(url)
    if "?" in url:
        expect(page.locator("#count")).not_to_be_empty()
    if "map=1" in url:
        expect(page.locator(".plot[data-drawn]")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_a_narrow_screen_loses_nothing(page: Page, address: str, state: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    settled(page, address + STATES[state])
    assert axe.violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if page.locator("#sift").is_visible():
        page.locator("#sift summary").click()
        expect(page.locator("#sift label:visible")).not_to_have_count(0)
    assert axe.violations(page) == []


def test_nothing_of_the_map_is_loaded_before_it_is_opened(page: Page, address: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    settled(page, address + NEAR)
    assert not [url for url in loaded if "plotly" in url or "/edge/" in url or "find_map" in url]
    page.get_by_text("Show these schools on a map").click()
    expect(page.locator(".plot[data-drawn]")).to_be_visible()
    assert page.url.endswith("&map=1")
    assert [url for url in loaded if "/edge/" in url]


def test_every_dot_is_a_school_of_the_list_and_each_leads_to_the_other(page: Page, address: str) -> None:
    settled(page, f"{address}{NEAR}&map=1")
    hits = page.locator("#hits .name")
    dots = page.locator(".plot .scatterlayer .trace").last.locator(".textpoint")
    expect(dots).to_have_count(hits.count())
    assert sorted(map(int, dots.all_text_contents())) == list(range(1, hits.count() + 1))
    hits.nth(1).focus()
    expect(page.locator(".picked")).to_contain_text(f"2 {hits.nth(1).text_content()}")
    page.locator(".plot").evaluate("(plot) => plot.emit('plotly_click', { points: [{ customdata: plot.data.at(-1).customdata[0] }] })")
    picked = page.locator(".picked a")
    expect(picked).to_have_text(str(hits.first.text_content()))
    picked.click()
    expect(page.locator("h1")).to_have_text("Windmill Primary School")


def test_a_dot_is_chosen_with_the_pointer(page: Page, address: str) -> None:
    settled(page, f"{address}{NEAR}&map=1")
    box = page.locator(".plot .scatterlayer .trace").last.locator(".point").last.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".picked a")).to_have_count(1)


def test_a_finger_drawn_over_the_map_scrolls_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True)
    page = context.new_page()
    settled(page, f"{address}{NEAR}&map=1")
    page.locator(".plot").scroll_into_view_if_needed()
    box, before = page.locator(".plot").bounding_box(), page.evaluate("scrollY")
    assert box
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + 100, box["y"] + 200
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(10, 160, 10):
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - step}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("(before) => scrollY > before + 100", arg=before)
    context.close()


def test_the_keyboard_alone_searches_filters_and_goes(page: Page, address: str) -> None:
    page.goto(f"{address}find/")
    page.locator("#search input").focus()
    page.keyboard.type("ls10 3hq")
    page.keyboard.press("Enter")
    expect(page.locator("#what")).to_have_text("Schools near LS10 3HQ")
    expect(page.locator("#hits a.name").first).to_be_visible()
    seen: list[str] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.id || document.activeElement.className"))
        if seen[-1] == "name":
            break
    assert [name for name in ("phase", "within", "order") if name in seen] == ["phase", "within", "order"]
    expect(page.locator("#hits a.name").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/school/*.html")


@pytest.fixture(scope="module")
def parts(browser: Any, address: str) -> Any:
    """The script's own reading of a postcode."""
    page = browser.new_page()
    page.goto(f"{address}about/")
    yield lambda text: page.evaluate("async (text) => (await import('../assets/find_where.js')).parts(text)", text)
    page.close()


AREA = st.text("ABELSW", min_size=1, max_size=2)
DISTRICT = st.one_of(st.from_regex(r"[1-9][0-9]?", fullmatch=True), st.from_regex(r"[1-9][A-Z]", fullmatch=True))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(area=AREA, rest=DISTRICT, sector=st.integers(0, 9), unit=st.text("ABDEFGHJLN", min_size=2, max_size=2))
def test_a_postcode_is_read_as_python_reads_it_however_it_is_typed(parts: Any, area: str, rest: str, sector: int, unit: str) -> None:
    known = postcodes.parts(f"{area}{rest} {sector}{unit}")
    assert known
    for typed in (f"{area}{rest} {sector}{unit}", f"{area}{rest}{sector}{unit}".lower(), f" {area}{rest}  {sector}{unit} "):
        found = parts(typed)
        assert (found["area"], found["district"], found["sector"], found["unit"]) == known
    assert parts(f"{area}{rest}")["told"] == f"{area}{rest}"
    assert parts(f"{area}{rest} {sector}")["told"] == f"{area}{rest} {sector}"


@pytest.mark.parametrize("text", ["LS", "leeds", "st 1", "10 high street", "LS10 3H", "LS10 3HQX", ""])
def test_what_is_no_postcode_is_none(parts: Any, text: str) -> None:
    assert parts(text) is None


def test_nothing_but_an_area_is_filled(page: Page, address: str) -> None:
    settled(page, f"{address}{NEAR}&map=1")
    fills = page.evaluate("() => document.querySelector('.plot')._fullData.map((trace) => [String(trace.mode), trace.fill])")
    assert len(fills) >= 3
    assert {fill for mode, fill in fills if "markers" in mode} == {"none"}
