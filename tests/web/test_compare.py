"""The comparison of a few schools: what it says, what stands beside, what can be taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from math import acos, cos, radians, sin
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import axe
from tests.paper import sheets
from tests.web.compared import (
    BLACKGATES,
    CLOSED,
    HILL_TOP,
    MADE,
    PRIMARIES,
    ROTHWELL,
    SECONDARIES,
    UNKNOWN,
    WINDMILL,
    make,
    opened,
    shift,
)
from tests.web.sample_pages import width


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def test_what_chance_could_make_is_said_in_words(page: Page, made: str) -> None:
    opened(page, made, WINDMILL, ROTHWELL)
    verdict = page.locator("#ks2_expected .verdict")
    expect(verdict).to_have_text("We cannot tell these two apart: chance alone could make such differences.")
    opened(page, made, WINDMILL, ROTHWELL, HILL_TOP)
    expect(verdict).to_have_text(
        "Hill Top Primary Academy has a higher figure than Windmill Primary School and Rothwell St Mary's RC Primary School."
        " Chance alone would hardly explain that. No other two of them can be told apart."
    )


def test_without_an_interval_nothing_is_judged(page: Page, address: str) -> None:
    opened(page, address, WINDMILL, ROTHWELL)
    expect(page.locator("#overall_absence .verdict")).to_have_text(
        "These figures have no interval, so we cannot say what chance could do here."
    )


def test_a_reason_stands_where_a_figure_is_missing(page: Page, made: str) -> None:
    opened(page, made, BLACKGATES, WINDMILL)
    line = page.locator("#ks2_expected .side li").first
    expect(line).to_contain_text("suppressed")
    expect(line.locator("b, svg")).to_have_count(0)
    expect(page.locator("#ks2_expected .verdict")).to_have_text(
        "Only Windmill Primary School has a figure here, so there is nothing to compare."
    )


def test_figures_of_different_years_are_not_compared(page: Page, sample_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    site = tmp_path / "site"
    copytree(sample_site, site)
    make(site)
    shift(site, ROTHWELL)
    opened(page, serve(site), WINDMILL, ROTHWELL, HILL_TOP)
    verdict = page.locator("#ks2_expected .verdict")
    expect(verdict).to_contain_text("The figure of Rothwell St Mary's RC Primary School is of another year and is not compared.")
    expect(verdict).not_to_contain_text("than Rothwell")


def test_schools_of_different_kinds_are_not_compared(page: Page, address: str) -> None:
    opened(page, address, WINDMILL, SECONDARIES[0])
    expect(page.locator("#overall_absence .verdict")).to_have_text(
        "The figures of Windmill Primary School and Woodkirk Academy are of other kinds of school, or of other ages, and are not compared."
    )
    expect(page.locator("#attainment8 .left")).to_have_text("No such figure is held here of Windmill Primary School.")


def test_each_yardstick_stands_beside_the_figure_and_in_the_address(page: Page, made: str) -> None:
    opened(page, made, WINDMILL, ROTHWELL, HILL_TOP)
    beside, strip = page.locator("#ks2_expected .by"), page.locator("#ks2_expected .strip").first
    expect(beside).to_have_text(["Similar schools: 58\xa0% to 66\xa0%", "Similar schools: 61\xa0%", "No similar schools to show"])
    expect(strip.locator(".s")).to_have_count(1)
    page.get_by_label("its authority and England").check()
    expect(beside.first).to_have_text(re.compile(r"^Leeds: \d+\s% · England: \d+\s%$"))
    expect(strip.locator(".l")).to_have_count(1)
    expect(strip.locator(".s")).to_have_count(0)
    page.get_by_label("the others on my list").check()
    expect(beside).to_have_text(["The others: 63\xa0% to 96\xa0%", "The others: 74\xa0% to 96\xa0%", "The others: 63\xa0% to 74\xa0%"])
    assert page.url.endswith("&beside=own")
    page.reload()
    expect(page.get_by_label("the others on my list")).to_be_checked()
    expect(strip.locator(".d")).to_have_count(1)


def test_all_strips_of_a_measure_are_on_one_scale(page: Page, made: str) -> None:
    opened(page, made, WINDMILL, ROTHWELL, HILL_TOP)
    begin, end = (float(text) for text in page.locator("#ks2_expected .ends span").all_inner_texts())
    marks = page.locator("#ks2_expected .strip .m").evaluate_all("all => all.map((one) => parseFloat(one.getAttribute('d').slice(1)))")
    values = [MADE[urn]["value"] for urn in (WINDMILL, ROTHWELL, HILL_TOP)]
    assert marks == pytest.approx([100 * (value - begin) / (end - begin) for value in values], abs=0.06)


def test_facts_words_of_inspectors_and_miles_stand_side_by_side(page: Page, address: str, sample_site: Path) -> None:
    opened(page, address, WINDMILL, ROTHWELL)
    schools = page.locator(".level section")
    expect(schools.nth(0)).to_contain_text("Community school for ages 4 to 11")
    expect(schools.nth(0)).to_contain_text("The latest inspection in the file that we hold began on 20 February 2024.")
    expect(schools.nth(1)).to_contain_text("Roman Catholic")
    files = [json.loads((sample_site / f"school/{urn}.json").read_text(encoding="utf-8")) for urn in (WINDMILL, ROTHWELL)]
    (lat, lng), (other, far) = ([radians(degrees) for degrees in file["at"]] for file in files)
    miles = 3958.76 * acos(sin(lat) * sin(other) + cos(lat) * cos(other) * cos(far - lng))
    same = len(set(files[0]["similar"]) & set(files[1]["similar"]))
    expect(page.locator(".pairs li")).to_have_text(
        re.compile(rf": {miles:.1f} miles apart; {same} of their similar schools are the same\.$")
    )


def test_an_unknown_number_is_named_and_a_closed_school_leads_on(browser: Browser, address: str) -> None:
    page = browser.new_page()  # a file that is not there is an error to the console
    opened(page, address, UNKNOWN, CLOSED, WINDMILL)
    entries = page.locator(".list li")
    expect(entries.nth(0)).to_contain_text(f"No school has the number {UNKNOWN} here.")
    expect(entries.nth(1)).to_contain_text("has closed. Its page says what came after it.")
    expect(page.locator("#ks2_expected .side .who")).to_have_text(["Windmill Primary School"])
    entries.nth(1).get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Hill Top Primary School")
    page.close()


@pytest.mark.parametrize("urns", [PRIMARIES, SECONDARIES], ids=["primary", "secondary"])
def test_six_schools_print_on_at_most_three_sheets(page: Page, address: str, urns: tuple[str, ...]) -> None:
    opened(page, address, *urns, beside="authority")
    assert 1 <= sheets(page) <= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wide", [320, 1280])
def test_the_page_is_sound(page: Page, made: str, wide: int, scheme: str) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    for urns in ((), (WINDMILL, ROTHWELL, HILL_TOP, BLACKGATES, *SECONDARIES[:2])):
        page.goto(f"{made}compare/?schools={','.join(urns)}")
        if urns:
            expect(page.locator("#compare[data-drawn]")).to_be_attached()
            page.locator("details.one summary").click()
        assert width(page) <= wide
        assert axe.violations(page) == []


@pytest.mark.parametrize("wide", [320, 768, 1024, 1280])
def test_a_strip_is_wide_enough_to_be_read(page: Page, address: str, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(f"{address}compare/?schools=107947,108018", wait_until="networkidle")
    strip = page.locator(".side li svg.strip").first
    expect(strip).to_be_visible()
    box = strip.bounding_box()
    assert box
    assert box["width"] >= 180
