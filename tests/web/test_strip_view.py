"""The strip on its own: its table, its sentence, and what takes it away."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import axe
from tests.web.chart_page import table
from tests.web.test_chart_tools import ALONG, plain, rows, taken

STRIP = "school/107947.html?view=strip#overall_absence"
MARKS = """async (png) => {
  const image = Object.assign(new Image(), { src: `data:image/png;base64,${png}` });
  await image.decode();
  const pen = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height }).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height), style = getComputedStyle(document.documentElement);
  const count = (name) => {
    const hex = style.getPropertyValue(name).trim(), [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    let found = 0;
    for (let at = 0; at < data.length; at += 4) found += data[at] === r && data[at + 1] === g && data[at + 2] === b;
    return found;
  };
  return { me: count("--me"), eng: count("--eng"), la: count("--la"), wide: image.width };
}"""


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def opened(page: Page, address: str) -> Locator:
    page.goto(address)
    figure = page.locator("figure[data-chart=strip]")
    expect(figure.locator(".take")).to_be_visible(timeout=20_000)
    return figure


def test_the_table_tells_every_mark_and_is_what_is_taken(page: Page, address: str) -> None:
    figure = opened(page, address + STRIP)
    cells = table(figure)
    assert cells[0] == ["What stands on the strip", "2023/24", "From", "To"]
    assert [row[0] for row in cells[1:]] == [
        "Windmill Primary School",
        "Similar schools, middle half",
        "Middle half of England’s schools",
        "Leeds",
    ]
    assert cells[1][1] == "8.4"
    found = rows(taken(page, figure.locator(".take"), "Data (CSV)"))
    assert [row[:4] for row in found] == [[plain(cell) for cell in row] for row in cells]
    assert found[0][4:] == ALONG
    assert all(mark in figure.locator("figcaption").inner_text() for mark in ("8.4", cells[3][2], cells[3][3], cells[4][1]))


def test_the_picture_has_each_mark_in_its_colour(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    figure = opened(page, address + STRIP)
    png = base64.b64encode(taken(page, figure.locator(".take"), "Image (PNG)")).decode()
    page.emulate_media(color_scheme="light")
    marks = page.evaluate(MARKS, png)
    assert marks["wide"] == 1760
    assert min(marks["me"], marks["la"]) > 200
    assert marks["eng"] > 5_000


def test_link_and_frame_lead_to_it_again(page: Page, address: str) -> None:
    figure = opened(page, address + STRIP)
    cells = table(figure)
    figure.get_by_role("button", name="Link").click()
    assert figure.get_by_role("textbox").input_value() == address + STRIP
    expect(figure).to_be_in_viewport()
    embedded = opened(page, f"{address}embed/?place=school%2F107947&measure=overall_absence&view=strip")
    assert table(embedded) == cells
    assert axe.violations(page) == []


def test_a_figure_that_has_no_strip_offers_none(page: Page, address: str) -> None:
    page.goto(f"{address}embed/?place=england&measure=overall_absence&view=strip")
    expect(page.get_by_role("alert")).to_be_visible()
