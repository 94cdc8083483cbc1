"""Through the dots by key and by pointer, from place to place, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.funnel_page import LEEDS, SCORE, names, opened


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def test_keys_lead_through_the_dots_by_pupils_and_enter_opens_the_school(page: Page, address: str) -> None:
    opened(page, address)
    pupils = [int(cell) for cell in page.locator(".dots tbody td:nth-child(2)").all_text_contents()]
    page.locator("canvas").focus()
    told = page.locator(".chosen")
    expect(told).to_be_empty()
    page.keyboard.press("ArrowRight")
    expect(told).to_contain_text(f"{min(pupils)} pupils counted, within the lines.")
    expect(told).to_have_attribute("role", "status")
    page.keyboard.press("End")
    expect(told).to_contain_text(f"{max(pupils)} pupils counted")
    page.keyboard.press("ArrowRight")
    expect(told).to_contain_text(f"{max(pupils)} pupils counted")
    page.keyboard.press("ArrowLeft")
    expect(told).to_contain_text(f"{sorted(pupils)[-2]} pupils counted")
    page.keyboard.press("PageUp")
    expect(told).to_contain_text(f"{min(pupils)} pupils counted")
    name = str(told.locator("a").text_content())
    page.keyboard.press("Enter")
    page.wait_for_url("**/school/*.html")
    expect(page.locator("h1")).to_have_text(name)


def test_a_school_outside_the_lines_is_said_to_be_further_from_england(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_label("Which").select_option("outside")
    listed = names(page)
    assert listed
    assert listed == sorted(listed)
    assert {"inner", "outer"} >= {text.split()[-2] for text in page.locator(".dots tbody td:nth-child(4)").all_text_contents()}
    page.locator("canvas").focus()
    page.keyboard.press("End")
    expect(page.locator(".chosen")).to_contain_text("further from England than chance with this many pupils would explain.")


def test_a_score_goes_from_the_widest_interval_to_the_narrowest(page: Page, address: str) -> None:
    opened(page, address, SCORE, kind="secondary")
    widths = [float(cell) for cell in page.locator(".dots tbody td:nth-child(2)").all_text_contents()]
    page.locator("canvas").focus()
    page.keyboard.press("Home")
    expect(page.locator(".chosen")).to_contain_text(f"interval ± {max(widths):.3f}")
    page.keyboard.press("End")
    expect(page.locator(".chosen")).to_contain_text(f"interval ± {min(widths):.3f}")


def test_the_pointer_finds_the_dot_that_the_keys_found(page: Page, address: str) -> None:
    opened(page, address, place=LEEDS)
    canvas, told = page.locator("canvas"), page.locator(".chosen")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    canvas.focus()
    page.keyboard.press("Home")
    by_key = told.text_content()
    found: set[str | None] = set()
    for across in range(0, int(box["width"]), 24):
        for down in range(0, int(box["height"]), 24):
            page.mouse.move(box["x"] + across, box["y"] + down)
            found.add(told.text_content())
    assert by_key in found
    assert len(found) == page.locator(".dots tbody tr").count()


def test_a_place_shows_its_own_schools_and_can_be_changed(page: Page, address: str) -> None:
    opened(page, address)
    england = names(page)
    opened(page, address, place=LEEDS)
    expect(page.locator("select[name=place]")).to_have_value(LEEDS)
    expect(page.locator(".what")).to_contain_text("primary schools in Leeds, 2018/19.")
    expect(page.locator("caption", has_text="primary schools in Leeds")).to_be_visible()
    leeds = names(page)
    assert set(leeds) < set(england)
    page.locator("select[name=place]").select_option("England")
    assert names(page) == england
    page.get_by_label("Kind of school").select_option("secondary")
    expect(page.locator(".what")).to_contain_text("secondary schools in England")
    assert page.url.endswith("?place=&kind=secondary#funnel")


def test_a_trusts_page_leads_to_the_dots_of_its_schools(page: Page, address: str, sample_site: Path) -> None:
    uid = next(path.stem for path in sorted(sample_site.glob("trust/*.html")) if "progress8.html?place" in path.read_text(encoding="utf-8"))
    page.goto(f"{address}trust/{uid}.html")
    trust = str(page.locator("h1").text_content())
    members = page.locator("#schools a").all_text_contents()
    page.locator("#funnels a[href*=progress8]").click()
    expect(page.locator("select[name=place]")).to_have_value(uid)
    expect(page.locator(".what")).to_contain_text(f"that are in {trust} today, as they were in ")
    assert set(names(page)) <= set(members)
    assert names(page)
