"""A page with one chart drawn, for the tests in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.web.sample_pages import LEEDS

TREND = "school/107947.html#overall_absence"
MAP = "region/E12000003.html?phase=primary&view=map#overall_absence"
SPREAD = f"local-authority/{LEEDS}.html?phase=primary&view=spread#overall_absence"
EMBEDDED = f"embed/?place=local-authority/{LEEDS}&measure=overall_absence&phase=primary"


def opened(page: Page, address: str, path: str, kind: str = "") -> Locator:
    """The chart to which an address leads, once it is drawn; ``kind`` as the figure's data-chart names it."""
    page.goto(address + path)
    figure = page.locator(f"figure[data-chart='{kind}']").first
    expect(figure.locator("[data-drawn]")).to_have_count(1, timeout=20_000)
    return figure


def table(figure: Locator) -> list[list[str]]:
    """The cells of the table beside a chart; a cell that runs across stands first, then as many empty ones."""
    rows: list[list[str]] = figure.evaluate(
        """(figure) => [...figure.nextElementSibling.querySelector("table").rows].map((row) =>
          [...row.cells].flatMap((cell) => [cell.textContent.trim(), ...Array(cell.colSpan - 1).fill("")]))"""
    )
    return rows
