"""The gap map in a browser: filters, unfolding, the findings of a cell, what is taken away, by pointer and by key, and without a script."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import axe
from tests.loopback import served
from tests.web.weights import Scale

MAP = "evidence/gap-map/"
SCIENCE = "Science and social studies"
BEFORE, PART = 60_000, 25_000  # bytes, of the page and of each file that it asks for later


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site) + MAP


@pytest.fixture(scope="module")
def packed(sample_site: Path) -> Iterator[str]:
    with served(sample_site, packed=True) as address:
        yield address + MAP


def row(page: Page, name: str) -> Locator:
    return page.locator(".grid-map tbody tr").filter(has=page.locator("th", has_text=name)).first


def taken(page: Page, button: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))


def test_a_topic_unfolds_to_its_programmes_and_their_findings_add_up(page: Page, address: str) -> None:
    page.goto(address)
    expect(row(page, "Science").get_by_role("button", name="Show 10 programmes")).to_have_attribute("aria-expanded", "false")
    row(page, "Science").get_by_role("button", name="Show 10 programmes").click()
    expect(page.locator(".grid-map tr.one")).to_have_count(10)
    expect(row(page, "Science").get_by_role("button", name="Hide 10 programmes")).to_be_focused()
    counts = page.locator(".grid-map tr.one small").all_text_contents()
    assert sum(int(text.split()[0]) for text in counts) == 93
    page.get_by_role("button", name="Hide 10 programmes").click()
    expect(page.locator(".grid-map tr.one")).to_have_count(0)


def test_a_cell_opens_the_list_of_its_findings_and_the_list_can_be_shut(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=f"11 studies 93 findings: Science, {SCIENCE}. Open the findings").click()
    expect(page.get_by_role("heading", name=f"Science: {SCIENCE}")).to_be_focused()
    expect(page.locator(".about")).to_contain_text("93 findings of 11 studies")
    expect(page.locator(".findings tbody tr")).to_have_count(25)
    page.get_by_role("button", name="Later findings").click()
    expect(page.locator(".turn [role=status]")).to_have_text("26 to 50 of 93")
    expect(page.locator(".grid-map [aria-expanded=true]").last).to_contain_text("11 studies")
    page.get_by_role("button", name="Close this list").click()
    expect(page.locator(".opened")).to_be_hidden()


def test_filters_leave_the_gaps_in_sight_and_say_how_many_there_are(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".told")).to_contain_text("270 findings of")
    page.get_by_role("combobox", name="Topic").select_option("Science")
    expect(page.locator(".told")).to_have_text("93 findings of 11 studies on 10 programmes. Gaps: 9 of 10 cells.")
    page.get_by_label("Kind of outcome").select_option(SCIENCE)
    expect(page.locator(".grid-map thead th")).to_have_text(["Topic", "Science achievement", "Social studies achievement"])
    expect(row(page, "Science").locator("td.gap")).to_have_text("none")
    page.get_by_label("Grades").select_option("grades 1 to 5")
    page.get_by_label("Pupils").select_option("Whole samples alone")
    assert "grades=grades+1+to+5&part=whole" in page.url
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(".told")).to_contain_text("270 findings of")
    assert "?" not in page.url


def test_what_is_shown_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}?topic=science&unfolded=science&rating=none&of=science&programme=&outcome={SCIENCE.replace(' ', '+')}")
    expect(page.locator(".grid-map tr.one")).to_have_count(10)
    expect(page.get_by_label("Rating of the finding")).to_have_value("none")
    expect(page.get_by_role("heading", name=f"Science: {SCIENCE}")).to_be_visible()
    assert set(page.locator(".findings tbody td:nth-child(11)").all_text_contents()) == {"no rating in this copy"}


@pytest.mark.parametrize("asked", ["topic=nothing", "unfolded=a,b", "of=science&outcome=Maths", "grades=%00&rating=%3Cb%3E"])
def test_what_the_map_does_not_know_is_not_asked(page: Page, address: str, asked: str) -> None:
    page.goto(f"{address}?{asked}", wait_until="networkidle")
    expect(page.locator(".told")).to_contain_text("270 findings of")
    expect(page.locator(".opened")).to_be_hidden()


def test_what_is_taken_away_is_what_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}?topic=science&unfolded=science&part=whole", wait_until="networkidle")
    rows = taken(page, "Download this map (CSV)")
    assert rows[0]["Topic or programme"] == "Science"
    assert len(rows) == 11
    shown = row(page, "Science").locator("td button").text_content() or ""
    assert f"{rows[0][f'{SCIENCE}, studies']} studies {rows[0][f'{SCIENCE}, findings']} findings" == shown
    assert rows[0]["Maths, findings"] == "0"
    assert rows[0]["Filters"] == "Science; Whole samples alone"
    row(page, "Science").locator("td button").click()
    findings = taken(page, "Download these findings (CSV)")
    assert len(findings) == int(rows[0][f"{SCIENCE}, findings"])
    assert {each["Part of the sample"] for each in findings} == {"whole"}
    assert {each["Source"] for each in findings} == {"What Works Clearinghouse, export of spring 2020"}


def test_a_map_is_opened_by_key_alone(page: Page, address: str) -> None:
    page.goto(f"{address}?topic=science", wait_until="networkidle")
    page.get_by_role("button", name="Clear all filters").focus()
    for _ in range(3):  # the region that scrolls, the topic, its one cell
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Science: {SCIENCE}")).to_be_focused()
    assert axe.violations(page) == []


def test_a_file_that_does_not_come_is_told_and_may_come_later(page: Page, address: str) -> None:
    page.goto(address)
    page.route("**/map.json", lambda route: route.fulfill(status=200, body="no JSON"))
    page.get_by_role("combobox", name="Topic").select_option("Science")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    page.unroute("**/map.json")
    page.get_by_role("combobox", name="Topic").select_option("Secondary Mathematics")
    expect(page.locator(".grid-map tbody tr").first).to_contain_text("Secondary Mathematics")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_without_javascript_the_counts_stand(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(row(page, "Science").locator("td").nth(3)).to_have_text("11 studies 93 findings")
    expect(row(page, "Science").locator("td.gap")).to_have_count(9)
    expect(page.locator("form.sieve")).to_be_hidden()
    context.close()


def test_a_page_and_each_of_its_parts_are_light(page: Page, packed: str) -> None:
    scale = Scale(page)
    page.goto(packed, wait_until="networkidle")
    assert 3_000 < scale.bytes() <= BEFORE
    page.locator(".grid-map td button").first.click()
    expect(page.locator(".findings tbody tr").first).to_be_visible()
    parts = [size for url, size in scale.finished if url.endswith(".json")]
    assert len(parts) == 2
    assert max(parts) <= PART
