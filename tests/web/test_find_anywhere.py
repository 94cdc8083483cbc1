"""The page of results wherever it is: on a device that tells its place or not, in any folder, with hostile data, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def test_near_me_uses_the_place_on_the_device_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(geolocation={"latitude": 53.7569, "longitude": -1.5331}, permissions=["geolocation"])
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(f"{address}find/")
    page.get_by_role("button", name="Schools near me").click()
    expect(page.locator("#hits .name").first).to_have_text("Windmill Primary School")
    assert urlsplit(page.url).query == "near=me"
    assert not [url for url in sent if "53.75" in url or "5375" in url]
    page.reload()
    expect(page.locator("#count")).to_contain_text("Press “Schools near me”")
    context.close()


def test_a_refused_place_is_said(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=[])
    page = context.new_page()
    page.goto(f"{address}find/")
    page.get_by_role("button", name="Schools near me").click()
    expect(page.locator("#count")).to_contain_text("does not tell us where you are")
    context.close()


def test_it_works_in_any_folder(page: Page, sample_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    copytree(sample_site, tmp_path / "some" / "folder")
    page.goto(f"{serve(tmp_path)}some/folder/find/?q=LS10+3HQ")
    page.locator("#hits .name").first.click()
    expect(page.locator("h1")).to_have_text("Windmill Primary School")


HOSTILE = "<img src=x onerror=alert(1)>=HYPERLINK(1)‮" + "W" * 300


def test_a_hostile_value_is_text_and_widens_nothing(page: Page, address: str) -> None:
    def poison(route: Route) -> None:
        columns = route.fetch().json()
        route.fulfill(json={**columns, "name": [HOSTILE for _ in columns["name"]], "towns": [HOSTILE for _ in columns["towns"]]})

    page.route("**/find/la/*", poison)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}find/?q=leeds&as=authority&map=1")
    expect(page.locator("#hits .name").first).to_have_text(HOSTILE)
    expect(page.locator(".plot[data-drawn]")).to_be_visible()
    assert page.locator("main img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_the_page_leads_to_the_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}find/?q=LS10+3HQ")
    expect(page.locator("noscript")).to_be_visible()
    page.get_by_role("link", name="Schools by local authority").click()
    page.wait_for_url("**/a-to-z/#areas")
    context.close()


def test_the_first_answer_to_a_postcode_costs_at_most_100_kb(page: Page, address: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())) if response.url.endswith(".json") else None)
    page.goto(f"{address}find/?q=LS10+3HQ")
    expect(page.locator("#hits .name").first).to_be_visible()
    assert 0 < sum(sizes) <= 100_000
