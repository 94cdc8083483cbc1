"""The reader's own list: begun on a school's page, kept on the device and in the address, and full at six."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.web.compared import HILL_TOP, KEY, PRIMARIES, ROTHWELL, SECONDARIES, WINDMILL, opened

MOST = 60_000  # bytes of a page before its first chart, as they go over the wire
LATER = re.compile(r"england\.json|local-authority/|school/\d+\.html|compare_schools\.js")  # asked for when the strips are drawn
STEPS = 40  # presses of the tab key within which everything above the figures is reached


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def kept(page: Page) -> str | None:
    found: str | None = page.evaluate(f"localStorage.getItem('{KEY}')")
    return found


def test_a_school_is_added_from_its_page_and_taken_off_again(page: Page, address: str) -> None:
    page.goto(f"{address}school/{WINDMILL}.html")
    page.get_by_role("button", name="Add to my list").click()
    expect(page.locator(".adder [role=status]")).to_have_text("Added. Schools on your list: 1.")
    assert kept(page) == WINDMILL
    page.goto(f"{address}school/{ROTHWELL}.html")
    page.get_by_role("button", name="Add to my list").click()
    page.get_by_role("link", name="Compare (2)").first.click()
    expect(page.locator(".list li")).to_have_count(2)
    expect(page.locator("#ks2_expected .who")).to_have_text(["Windmill Primary School", "Rothwell St Mary's RC Primary School"])
    page.get_by_role("button", name="Take off: Windmill Primary School").click()
    expect(page.locator(".list li")).to_have_count(1)
    assert kept(page) == ROTHWELL
    assert page.url.endswith(f"?schools={ROTHWELL}")
    page.goto(f"{address}school/{ROTHWELL}.html")
    page.get_by_role("button", name="On my list – take off").click()
    assert kept(page) == ""


def test_a_seventh_is_refused_in_words(page: Page, address: str) -> None:
    page.goto(f"{address}school/{SECONDARIES[0]}.html")
    page.evaluate(f"localStorage.setItem('{KEY}', '{','.join(PRIMARIES)}')")
    page.reload()
    page.get_by_role("button", name="Add to my list").click()
    expect(page.locator(".adder [role=status]")).to_have_text("Your list is full: six schools. Take one off first.")
    assert kept(page) == ",".join(PRIMARIES)


def test_the_address_wins_over_the_device_and_can_be_kept(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{WINDMILL}')")
    opened(page, address, HILL_TOP, ROTHWELL)
    expect(page.locator(".list li")).to_have_count(2)
    assert kept(page) == WINDMILL
    page.get_by_role("button", name="Take off: Rothwell").click()
    assert kept(page) == WINDMILL
    page.get_by_role("button", name="Keep this list on my device").click()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    assert kept(page) == HILL_TOP
    expect(page.get_by_role("button", name="Keep this list on my device")).to_have_count(0)


def test_schools_stay_in_the_readers_order_each_once_and_at_most_six(page: Page, address: str) -> None:
    wanted = (HILL_TOP, WINDMILL, HILL_TOP, "nonsense", ROTHWELL, *SECONDARIES)
    opened(page, address, *wanted)
    shown = page.locator(".list li a").evaluate_all("all => all.map((one) => one.pathname.match(/(\\d+)\\.html/)[1])")
    assert shown == [HILL_TOP, WINDMILL, ROTHWELL, *SECONDARIES[:3]]
    expect(page.get_by_text("An address can hold six schools. The others were left out.")).to_be_visible()


def test_the_empty_list_says_how_to_fill_it(page: Page, address: str) -> None:
    page.goto(f"{address}compare/")
    expect(page.locator("#compare")).to_contain_text("Your list is empty.")
    expect(page.get_by_role("link", name="Find a school")).to_have_attribute("href", f"{address}find/")


def test_where_the_browser_keeps_nothing_the_address_still_holds_the_list(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })")
    page.goto(f"{address}school/{WINDMILL}.html")
    page.get_by_role("button", name="Add to my list").click()
    page.locator(".adder a").click()
    expect(page.locator("#compare[data-drawn]")).to_be_attached()
    expect(page.locator(".list li")).to_have_count(1)
    page.get_by_role("button", name="Keep this list on my device").click()
    expect(page.get_by_text("This browser keeps nothing.")).to_be_visible()


def test_a_change_in_another_window_is_followed(page: Page, address: str) -> None:
    page.goto(f"{address}school/{WINDMILL}.html")
    other = page.context.new_page()
    other.goto(f"{address}school/{WINDMILL}.html")
    other.get_by_role("button", name="Add to my list").click()
    expect(page.get_by_role("button", name="On my list – take off")).to_be_visible()


def test_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, address, WINDMILL, ROTHWELL)
    off = page.get_by_role("button", name="Take off: Windmill Primary School")
    for _ in range(STEPS):
        if off.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take off: Rothwell St Mary's RC Primary School")).to_be_focused()
    expect(page.locator("#compare > [role=status]")).to_have_text("Windmill Primary School is off this list.")


def test_without_javascript_the_page_leads_to_the_schools(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}compare/")
    page.get_by_role("link", name="find the schools by name").click()
    assert page.url == f"{address}a-to-z/"
    page.goto(f"{address}school/{WINDMILL}.html")
    expect(page.get_by_role("button", name="Add to my list")).to_have_count(0)
    context.close()


def test_three_schools_weigh_at_most_60_kb_before_the_first_strip(page: Page, address: str) -> None:
    got: list[Response] = []
    page.on("response", lambda reply: got.append(reply))
    page.goto(f"{address}compare/?schools={','.join(PRIMARIES[:3])}")
    page.locator(".strip").first.wait_for()
    bodies = {reply.url: reply.body() for reply in list(got) if not LATER.search(reply.url)}
    assert sum(len(body if url.endswith("woff2") else gzip.compress(body)) for url, body in bodies.items()) <= MOST
