"""What takes a chart away: its data, a picture, its address, and the code of a frame."""

from __future__ import annotations

import csv
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.chart_page import EMBEDDED, MAP, SPREAD, TREND, opened, table
from tests.web.funnel_page import opened as funnel

CHARTS = {"trend": (TREND, ""), "map": (MAP, "map"), "spread": (SPREAD, "spread")}
ALONG = ["Figure", "Unit", "Place", "Kind of school", "Source", "Licence", "Address"]


@pytest.fixture(scope="session")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def taken(page: Page, tools: Locator, name: str) -> bytes:
    with page.expect_download() as download:
        tools.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def plain(cell: str) -> str:
    """A number as programs read it."""
    return cell.replace(",", "").replace("\N{MINUS SIGN}", "-") if re.fullmatch(r"\N{MINUS SIGN}?[\d,]*\.?\d+", cell) else cell


@pytest.mark.parametrize(("path", "kind"), CHARTS.values(), ids=list(CHARTS))
def test_the_data_are_the_cells_of_the_table_and_what_they_are_of(page: Page, address: str, path: str, kind: str) -> None:
    figure = opened(page, address, path, kind)
    found, cells = rows(taken(page, figure.locator(".take"), "Data (CSV)")), table(figure)
    assert [row[: len(cells[0])] for row in found] == [[plain(cell) for cell in row] for row in cells]
    assert found[0][len(cells[0]) :] == ALONG
    along = dict(zip(ALONG, found[1][len(cells[0]) :], strict=True))
    assert along["Figure"] == "Overall absence"
    assert along["Source"] == "Department for Education"
    assert along["Licence"] == "Open Government Licence v3.0"
    assert along["Address"].startswith(address)
    assert any(re.search(r"[a-z]{4}", cell) for row in found[1:] for cell in row[1 : len(cells[0])]) or kind == "spread"  # a reason


def test_what_a_spreadsheet_would_take_for_a_formula_is_made_harmless(page: Page, address: str) -> None:
    figure = opened(page, address, TREND)
    cells = ["=1+1", "+44", "@now", "-cmd|' /C", "\N{MINUS SIGN}1,234.5", '"quoted", twice']
    figure.evaluate(
        """(figure, cells) => cells.forEach((text, at) => {
          figure.nextElementSibling.querySelector("table").tBodies[0].rows[at].cells[1].textContent = text;
        })""",
        cells,
    )
    found = [row[1] for row in rows(taken(page, figure.locator(".take"), "Data (CSV)"))[1:7]]
    assert found == ["'=1+1", "'+44", "'@now", "'-cmd|' /C", "-1234.5", '"quoted", twice']


@pytest.mark.parametrize(("path", "kind"), CHARTS.values(), ids=list(CHARTS))
def test_the_picture_is_large_and_holds_more_than_its_ground(page: Page, address: str, path: str, kind: str) -> None:
    page.emulate_media(color_scheme="dark")
    figure = opened(page, address, path, kind)
    width, height, colours = picture(taken(page, figure.locator(".take"), "Image (PNG)"))
    assert width == 1760
    assert height > 1000
    assert colours[:4] == b"\xff\xff\xff\xff"  # white, on a dark screen too
    assert len(set(colours)) > 50


def picture(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the unfiltered first line's bytes, with all else as it is packed."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed = 8, b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        packed += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + size
    width, height = struct.unpack(">II", png[16:24])
    lines = zlib.decompress(packed)
    assert len(lines) == height * (1 + width * (4 if png[25] == 6 else 3))
    return width, height, lines[1:]


@pytest.mark.parametrize(("path", "kind"), CHARTS.values(), ids=list(CHARTS))
def test_the_link_leads_to_that_chart(page: Page, address: str, path: str, kind: str) -> None:
    figure = opened(page, address, path, kind)
    figure.get_by_role("button", name="Link").click()
    field = figure.get_by_role("textbox", name="The address of this chart")
    link = field.input_value()
    assert link == address + path
    title = figure.locator("figcaption").inner_text()
    page.goto("about:blank")
    again = opened(page, "", link, kind)
    expect(again).to_be_in_viewport()
    assert again.locator("figcaption").inner_text() == title


def test_a_link_leads_to_a_row_that_is_listed_only_when_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}school/137383.html")
    page.locator("details.others").first.locator("summary").click()
    href = page.locator("details.others table.rest th a").first.get_attribute("href") or ""
    measure = Path(href).stem
    opened(page, address, f"school/137383.html#{measure}")
    expect(page.locator("tr.below:not([hidden]) figure")).to_be_in_viewport()


def test_the_code_of_a_frame_shows_the_same_table(page: Page, address: str, serve: Callable[[Path], str], tmp_path: Path) -> None:
    figure = opened(page, address, SPREAD, "spread")
    cells = table(figure)
    figure.get_by_role("button", name="Embed").click()
    code = figure.get_by_role("textbox").input_value()
    assert code.startswith("<iframe ")
    (tmp_path / "elsewhere.html").write_text(f"<!doctype html><title>Another page</title>{code}", encoding="utf-8")
    page.goto(f"{serve(tmp_path)}elsewhere.html")
    inside = page.frame_locator("iframe").locator("figure:has([data-drawn])")
    expect(inside).to_have_count(1, timeout=20_000)
    assert table(inside) == cells


def test_a_funnel_is_taken_away_with_every_school_of_the_place(page: Page, address: str) -> None:
    funnel(page, address, place="E08000035")
    tools = page.locator(".funnel .take")
    found = rows(taken(page, tools, "Data (CSV)"))
    assert [row[0] for row in found[1:]] == page.locator(".dots tbody th").all_text_contents()
    assert found[1][6] == "Leeds"
    assert picture(taken(page, tools, "Image (PNG)"))[0] == 1760


def test_the_frame_of_a_funnel_holds_the_funnel_alone(page: Page, address: str) -> None:
    funnel(page, address, place="E08000035")
    first = page.locator(".dots tbody th").all_text_contents()
    page.get_by_role("button", name="Embed").last.click()
    code = page.locator(".funnel .take textarea").input_value()
    page.goto(re.search(r'src="([^"]+)"', code)[1].replace("&amp;", "&"))  # type: ignore[index]
    expect(page.locator("[data-funnel]")).to_have_attribute("data-shown", "primary")
    assert page.locator(".dots tbody th").all_text_contents() == first
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for other in ("header.top", "footer.foot", ".lede", "section:not(.funnel) > h2"):
        expect(page.locator(other).first).to_be_hidden()


@pytest.mark.parametrize(("path", "kind"), [*CHARTS.values(), (EMBEDDED, ""), ("trust/16046.html", "")], ids=[*CHARTS, "area", "trust"])
def test_plotly_takes_every_figure(page: Page, address: str, path: str, kind: str) -> None:
    if path.startswith("trust"):
        path += "#overall_absence"
    plot = opened(page, address, path, kind).locator(".plot")
    made = plot.evaluate("(plot) => JSON.parse(JSON.stringify({ data: plot.data, layout: plot.layout }))")
    assert len(go.Figure(made).data) >= 2


def test_the_tools_can_be_hit(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    tools = opened(page, address, TREND).locator(".take")
    assert all((button.bounding_box() or {"height": 0})["height"] >= 44 for button in tools.get_by_role("button").all())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
