"""Every kind of page by keyboard alone, at 320 pixels, with wider text, in forced colours and at four times the size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.web.sample_pages import KINDS, UNFOLD, width

NARROW, ZOOMED = (320, 640), (320, 256)  # 1280 by 1024 at 400 %
MANY = 400  # stops on a page, at the most
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here), box = here.getBoundingClientRect();
  window.stops ??= new Map();
  if (!window.stops.has(here)) window.stops.set(here, window.stops.size);
  return {
    at: window.stops.get(here),
    name: here.outerHTML.slice(0, 90),
    seen: here.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 0 && box.height > 0,
    marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1) || style.boxShadow !== "none",
  };
}"""
# As WCAG 1.4.12 asks that text may be set.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em }"


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


@pytest.mark.parametrize("kind", KINDS)
def test_the_tab_key_goes_through_a_page_and_out_of_it(page: Page, address: str, kind: str) -> None:
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(address + KINDS[kind], wait_until="networkidle")
    for number in range(MANY):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["at"] < number:
            break
        assert stop["seen"], stop["name"]
        assert stop["marked"], stop["name"]
    assert number > 2
    assert stop is None or stop["at"] == 0, f"a trap at {stop['name']}"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_when_a_page_is_narrow_spaced_or_enlarged(page: Page, address: str, kind: str) -> None:
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(address + KINDS[kind], wait_until="networkidle")
    page.evaluate(UNFOLD)
    assert width(page) <= NARROW[0]
    page.evaluate("(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }", SPACED)
    assert width(page) <= NARROW[0]
    page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    assert width(page) <= ZOOMED[0]


@pytest.mark.parametrize("kind", ["primary", "find", "home", "measure"])
def test_the_focus_is_seen_in_forced_colours(page: Page, address: str, kind: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address + KINDS[kind], wait_until="networkidle")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["marked"]
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
