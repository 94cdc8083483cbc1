"""The finder's box: a person finds a place with keys and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import axe

Search = Callable[[str], list[str]]


def test_parts_of_words_in_any_order_narrow_the_list(search: Search) -> None:
    assert search("leed birch nurs") == ["Birch Nursery School"]


def test_a_name_that_begins_so_stands_before_one_that_only_holds_it(search: Search) -> None:
    assert search("quarry") == ["QUARRY LEARNING TRUST", "The Quarry School"]


def test_the_inside_of_a_word_is_a_part_of_a_name(search: Search) -> None:
    found = search("indmil")
    assert found[0].startswith("Windmill")


def test_accents_apostrophes_and_short_forms_do_not_matter(search: Search) -> None:
    assert search("jose zoes kings lynn") == ['José & Zoë\'s "Little" School']
    assert search("Zoë’s") == ['José & Zoë\'s "Little" School']
    assert set(search("saint marys church of england bath")) == {"St Mary's CofE Primary School"}


def test_a_district_stands_before_those_that_begin_like_it(page: Page, search: Search) -> None:
    search("AB1")
    where = page.locator('[data-path^="school/"] small').all_text_contents()
    districts = [text.rsplit("· ", 1)[1].split(" ")[0] for text in where]
    assert districts[0] == "AB1"
    assert districts == sorted(districts, key=lambda district: district != "AB1")


def test_a_closed_school_comes_last_and_is_said_to_be_closed(page: Page, search: Search) -> None:
    assert search("LS10 3HQ") == ["Windmill Infant School"]
    expect(page.get_by_role("option").first).to_contain_text("Closed school")
    assert search("windmill leeds")[-1] == "Windmill Infant School"


def test_an_area_by_its_name_comes_first(search: Search) -> None:
    assert search("leeds")[0] == "Leeds"


def test_at_most_twelve_and_the_status_says_so(page: Page, search: Search) -> None:
    assert len(search("primary")) == 12
    assert page.get_by_role("status").text_content() == "12 places shown. Add a town or a postcode to see fewer"


def test_nothing_found_is_said(page: Page, search: Search) -> None:
    assert search("xyzzy") == ["Nothing found. Try fewer letters, or a postcode"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.url.endswith("/school/")


def test_arrows_choose_and_enter_goes_there(page: Page, search: Search) -> None:
    search("quarry")
    box, options = page.get_by_role("combobox"), page.get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    page.keyboard.press("ArrowDown")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/school/200002.html")


def test_enter_without_a_choice_leads_to_all_results(page: Page, search: Search) -> None:
    search("quarry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?q=quarry")


def test_the_button_goes_to_the_only_place(page: Page, search: Search) -> None:
    search("the quarry school")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/school/200002.html")


def test_a_click_goes_there(page: Page, search: Search) -> None:
    search("england")
    page.get_by_role("option").filter(has_text="The whole country").click()
    page.wait_for_url("**/england.html")


def test_escape_closes_and_keeps_what_was_typed(page: Page, search: Search) -> None:
    search("quarry")
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("quarry")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_list_open(page: Page, search: Search, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    search("quarry")
    page.keyboard.press("ArrowDown")
    assert axe.violations(page) == []


def test_a_lost_connection_is_said_and_mended(browser: Any, finder_address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{finder_address}school/")
    page.route("**/find/*", lambda route: route.abort())
    page.get_by_role("combobox").press_sequentially("quar")
    expect(page.get_by_role("option")).to_have_text("The list could not be loaded. The A to Z leads to every school")
    page.unroute("**/find/*")
    page.get_by_role("combobox").press_sequentially("r")
    expect(page.get_by_role("option")).to_have_count(3)
    context.close()


def test_without_javascript_the_form_leads_to_the_page_of_results(browser: Any, finder_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{finder_address}school/")
    page.get_by_role("searchbox").fill("quarry")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/find/?q=quarry")
    context.close()


def test_the_commonest_of_names_is_found_by_its_beginning(search: Search) -> None:
    assert search("st mary's")[0].startswith("St Mary's")
    assert search("st marys prim")[0].startswith("St Mary's Primary")
