"""A funnel narrowed to a trust shows a year in which some of its schools were not in it yet; and places that we do not know."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.funnel_page import LEEDS, opened

TRUST, YORK = "2001", "E06000014"
PIXEL = """() => {
  const canvas = document.querySelector("canvas"), { width, height } = canvas, scale = width / canvas.clientWidth;
  const [x, y] = [52 + (canvas.clientWidth - 66) / 1.03, 12 + (canvas.clientHeight - 60) / 2];
  return [...canvas.getContext("2d").getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1).data].slice(0, 3);
}"""  # the middle of the dot, where all schools have one figure and one size


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def drawn(page: Page, since: list[int | None]) -> None:
    """Answer with a funnel of 2018/19 in which schools of Leeds, of one figure, are in a trust ``since`` these years."""
    count = len(since)
    schools: dict[str, Any] = {
        "urn": [100001 + at for at in range(count)],
        "name": [f"School {at}" for at in range(count)],
        "area": [0] * count,
        "groups": [[0]] * count,
        "since": [[year] for year in since],
        "areas": [[LEEDS, "Leeds", 0], [YORK, "York", 0]],
        "regions": [["E12000003", "Yorkshire and The Humber"]],
        "trusts": [[TRUST, "Beck Learning Trust"]],
    }
    lines = {"size": [10, 100], "low_998": [0, 4], "low_95": [0, 6], "high_95": [30, 14], "high_998": [40, 17]}
    column = {"value": [60] * count, "size": [100] * count, "standing": "5" * count}
    figures = {"period": "2018/19", "centre": 10, "limits": lines, **column}
    page.route("**/funnels/schools/primary.json", lambda route: route.fulfill(body=json.dumps(schools)))
    page.route("**/funnels/persistent_absence-primary.json", lambda route: route.fulfill(body=json.dumps(figures)))


def standings(page: Page) -> list[str]:
    return page.locator(".dots tbody td:nth-child(4)").all_text_contents()


def test_schools_that_joined_after_the_year_are_said_to_have(page: Page, address: str) -> None:
    drawn(page, [2016, 2018, 2019, -2022, -2016, None])
    opened(page, address, place=TRUST)
    told = "primary schools that are in Beck Learning Trust today, as they were in 2018/19: 6 dots, of which 2 had not joined yet."
    expect(page.locator(".what")).to_contain_text(told)
    expect(page.locator(".dots caption")).to_contain_text(told)
    above = "above the outer lines"
    later, unknown = f"{above}; had not joined yet", f"{above}; not known when it joined"
    assert standings(page) == [above, above, later, later, unknown, unknown]
    expect(page.locator(".hollow")).to_be_visible()
    page.locator("canvas").focus()
    page.keyboard.press("End")
    expect(page.locator(".chosen")).to_contain_text("would explain; not known when it joined.")


def test_where_all_were_there_or_the_place_is_no_trust_nothing_of_joining_is_said(page: Page, address: str) -> None:
    drawn(page, [2016])
    opened(page, address, place=TRUST)
    expect(page.locator(".what")).to_contain_text("as they were in 2018/19: 1 dot.")
    expect(page.locator(".hollow")).to_be_hidden()
    drawn(page, [2020])
    opened(page, address, place=LEEDS)
    expect(page.locator(".what")).to_contain_text("primary schools in Leeds, 2018/19")
    assert standings(page) == ["above the outer lines"]
    expect(page.locator(".hollow")).to_be_hidden()


@pytest.mark.parametrize(("since", "hollow"), [(2018, False), (2019, True), (None, True)])
def test_a_school_that_had_not_joined_is_hollow(page: Page, address: str, since: int | None, hollow: bool) -> None:
    drawn(page, [since])
    opened(page, address, place=TRUST)
    assert (min(page.evaluate(PIXEL)) > 240) is hollow


def test_a_trust_stands_in_the_list_of_trusts(page: Page, address: str) -> None:
    drawn(page, [2016, 2016])
    opened(page, address)
    trusts = page.locator("select[name=place] optgroup").last
    assert (trusts.get_attribute("label"), trusts.locator("option").all_text_contents()) == ("Trusts", ["Beck Learning Trust"])


def test_an_unknown_place_is_said_to_be_unknown(page: Page, address: str) -> None:
    opened(page, address, place="atlantis")
    expect(page.locator(".chosen")).to_have_text("We do not know that place; this is England.")
    expect(page.locator(".what")).to_contain_text("in England")
    for known in ("", LEEDS, "E92000001"):
        opened(page, address, place=known)
        expect(page.locator(".chosen")).to_be_empty()


def test_a_place_without_such_schools_is_not_said_to_be_unknown(page: Page, address: str) -> None:
    drawn(page, [2016])
    opened(page, address, place=YORK)
    expect(page.locator(".chosen")).to_have_text("That place has no school of this kind; this is England.")
    page.unroute("**/funnels/**")
    opened(page, address, place=TRUST)
    page.get_by_label("Kind of school").select_option("secondary")
    expect(page.locator(".chosen")).to_have_text("That place has no school of this kind; this is England.")


def test_with_forced_colours_dots_have_the_readers(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    drawn(page, [2016])
    opened(page, address)
    page.wait_for_function("() => document.querySelector('canvas').width > 300")
    seen = page.evaluate(PIXEL)
    readers = page.evaluate(
        "() => { const link = document.querySelector('.dots tbody a'); return getComputedStyle(link).color.match(/\\d+/g).map(Number) }"
    )
    assert [abs(a - b) < 60 for a, b in zip(seen, readers, strict=True)] == [True] * 3


def test_the_key_tells_the_lines_apart_with_forced_colours(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    opened(page, address)
    colour = "mark => getComputedStyle(mark).borderTopColor"
    middle, outer = (page.locator(f".funnel .key .{each}").evaluate(colour) for each in "co")
    assert middle != outer
