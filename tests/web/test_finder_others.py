"""What the finder offers beside places: schools near a postcode, written pages, measures."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

Search = Callable[[str], list[str]]


@pytest.mark.parametrize("postcode", ["BH15 4AB", "bh154ab", "BH15", "bh15 4"])
def test_a_postcode_in_full_or_in_part_and_what_is_near_it(page: Page, search: Search, postcode: str) -> None:
    assert search(postcode) == ["The Quarry School"]
    last = page.get_by_role("option").last
    expect(last).to_contain_text(f"Schools near {postcode.upper()}")
    last.click()
    page.wait_for_url(f"**/find/?q={quote(postcode.upper())}")


def test_a_postcode_that_no_place_has_leads_to_the_schools_near_it(page: Page, search: Search) -> None:
    assert search("BH99 9ZZ") == []
    expect(page.get_by_role("option")).to_contain_text(["Schools near BH99 9ZZ"])
    expect(page.get_by_role("status")).to_have_text("No place has this name. Other results found")


def test_written_pages_and_measures_stand_after_places(page: Page, search: Search) -> None:
    assert search("quarry")[0] == "QUARRY LEARNING TRUST"
    expect(page.get_by_role("option")).to_contain_text(["QUARRY", "The Quarry", "Stone of a quarry"])
    assert search("pupils miss") == []
    expect(page.get_by_role("option")).to_contain_text(["Away oftenWhat we measure · How many pupils miss a lot of school?"])
    search("stone quarr")
    page.get_by_role("option").click()
    page.wait_for_url("**/methods/#quarries")
