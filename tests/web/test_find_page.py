"""The page of results in a browser: what it finds, in what order, and that a search is all in its address."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

Search = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


@pytest.fixture
def search(page: Page, address: str) -> Search:
    """Opens the page for a query string and gives the names that are listed."""

    def opens(query: str) -> list[str]:
        page.goto(f"{address}find/?{query}")
        expect(page.locator("#count")).not_to_be_empty()
        return names(page)

    return opens


def names(page: Page) -> list[str]:
    return page.locator("#hits .name").all_text_contents()


def asked(page: Page) -> dict[str, str]:
    return {key: value for key, (value,) in parse_qs(urlsplit(page.url).query).items()}


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Miles between two positions in degrees, by the law of cosines."""
    (lat, lng), (lat2, lng2) = (tuple(map(math.radians, place)) for place in (one, other))
    cosine = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lng - lng2)
    return 3958.8 * math.acos(min(1, cosine))


def test_a_full_postcode_lists_the_nearest_first_with_true_distances(search: Search, page: Page, sample_site: Path) -> None:
    found = search("q=LS10+3HQ")
    assert found[0] == "Windmill Primary School"
    columns = [json.loads(path.read_bytes()) for path in (sample_site / "find/la").glob("*.json")]
    places = {
        str(urn): (lat / 1e4, lng / 1e4) for each in columns for urn, lat, lng in zip(each["urn"], each["lat"], each["lng"], strict=True)
    }
    urns = page.locator("#hits li").evaluate_all("all => all.map((one) => one.dataset.urn)")
    here = places[urns[0]]
    told = page.locator("#hits .far").all_text_contents()
    miles = [apart(here, places[urn]) for urn in urns]
    assert miles == sorted(miles)
    nearest = sorted(apart(here, place) for place in places.values())[: len(miles)]
    assert miles == pytest.approx(nearest, abs=1e-6)
    assert told == ["under 0.1 miles" if each < 0.1 else f"{each:.1f} miles" for each in miles]
    expect(page.locator("#from")).to_contain_text("straight line from LS10 3HQ to the middle of each school’s postcode")


@pytest.mark.parametrize(
    ("query", "title", "told"),
    [
        ("ls103ab", "Schools near LS10 3AB", "the middle of LS10 3,"),
        ("LS10 3", "Schools near LS10 3", "the middle of LS10 3,"),
        ("ls10", "Schools near LS10", "the middle of LS10,"),
        ("ZZ9 9ZZ", "We do not know the postcode ZZ9 9ZZ", "register of schools alone"),
    ],
)
def test_a_part_of_a_postcode_says_what_is_measured_from(search: Search, page: Page, query: str, title: str, told: str) -> None:
    search(f"q={query}")
    expect(page.locator("#what")).to_have_text(title)
    expect(page.locator("#from")).to_contain_text(told)


def test_a_town_an_authority_a_region_and_a_trust(search: Search, page: Page) -> None:
    found = search("q=leeds")
    expect(page.locator("#what")).to_have_text("Schools in Leeds")
    assert found == sorted(found, key=str.casefold)
    page.get_by_role("link", name="schools near the town of Leeds").click()
    expect(page.locator("#what")).to_have_text("Schools near Leeds")
    assert asked(page) == {"q": "leeds", "as": "town"}
    assert "Leeds" in search("q=Yorkshire+and+The+Humber")
    trust = search("q=leodis+academies+trust")
    expect(page.locator("#what")).to_have_text("Schools of Leodis Academies Trust")
    assert trust


def test_a_closed_school_is_found_by_name_and_leads_on(search: Search, page: Page) -> None:
    search("q=Hill+Top+Primary")
    gone = page.locator("#hits .gone").filter(has_text="Closed. It became").first
    gone.get_by_role("link").last.click()
    expect(page.locator("h1")).to_have_text("Hill Top Primary Academy")


def test_filters_offer_only_what_occurs_and_stand_in_the_address(search: Search, page: Page) -> None:
    search("q=leeds&as=authority")
    kind = page.get_by_label("Kind of school")
    offered = kind.locator("option").all_text_contents()
    assert "Secondary school" in offered
    kind.select_option("secondary")
    expect(page.locator("#hits p").first).to_contain_text("Secondary school")
    assert asked(page) == {"q": "leeds", "as": "authority", "phase": "secondary"}
    secondary = names(page)
    page.get_by_label("Has a sixth form").check()
    assert asked(page)["sixth"] == "1"
    expect(page.locator("#hits li")).to_have_count(page.locator("#hits li:has-text('has a sixth form')").count())
    page.go_back()
    expect(page.get_by_label("Has a sixth form")).not_to_be_checked()
    assert names(page) == secondary
    page.reload()
    expect(page.locator("#hits li")).to_have_count(len(secondary))
    expect(kind).to_have_value("secondary")


def test_nothing_that_fits_says_what_to_loosen(search: Search, page: Page) -> None:
    assert search("q=LS10+3HQ&phase=nursery&within=0.5&faith=Jewish") == []
    expect(page.locator("#count")).to_have_text("No school fits these filters")
    page.get_by_role("button", name="Any faith").click()
    assert "faith" not in asked(page)
    page.get_by_role("button", name="Any kind of school").click()
    expect(page.locator("#hits .name").first).to_have_text("Windmill Primary School")
    expect(page.locator("#what")).to_be_focused()


def test_an_order_by_name_and_a_distance(search: Search, page: Page) -> None:
    search("q=LS10+3HQ")
    page.get_by_label("Order").select_option("name")
    expect(page.get_by_label("Distance")).to_have_value("3")
    found = names(page)
    assert found == sorted(found, key=str.casefold)
    page.get_by_label("Distance").select_option("0.5")
    assert asked(page) == {"q": "LS10 3HQ", "within": "0.5", "order": "name"}
    miles = [float(text.split()[-2]) for text in page.locator("#hits .far").all_text_contents()]
    assert max(miles) <= 0.5


def test_more_than_twenty_are_shown_when_asked_for(search: Search, page: Page) -> None:
    search("q=school")
    expect(page.locator("#hits li")).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#hits .name").nth(20)).to_be_focused()
    assert page.locator("#hits li").count() > 20


def test_pages_and_measures_are_found_after_places(search: Search, page: Page) -> None:
    search("q=absence")
    page.locator("#pages").get_by_role("link", name="Overall absence").click()
    expect(page.locator("h1")).to_contain_text("absence")


def test_the_form_of_any_page_leads_here_and_a_new_search_needs_no_load(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.get_by_role("combobox").fill("ls10 3")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/find/?q=ls10+3")
    page.evaluate("window.stays = true")
    page.locator("#search input").fill("leeds")
    page.keyboard.press("Enter")
    expect(page.locator("#what")).to_have_text("Schools in Leeds")
    page.go_back()
    expect(page.locator("#what")).to_have_text("Schools near LS10 3")
    assert page.evaluate("window.stays")


def test_what_else_was_found_is_loaded_near_the_end_of_the_list(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}find/?q=Leeds", wait_until="networkidle")
    expect(page.locator("#hits > li").nth(10)).to_be_attached()
    assert not {"index.json", "pages.json"} & set(asked)
    page.locator("#hits > li").last.scroll_into_view_if_needed()
    expect(page.locator("#places")).to_contain_text("Local authority")
    assert {"index.json", "pages.json"} <= set(asked)
