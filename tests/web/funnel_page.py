"""A measure's page with its dots open, for the tests in a browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

LEEDS = "E08000035"
SHARE, SCORE = "measure/persistent_absence.html", "measure/progress8.html"


def opened(page: Page, address: str, measure: str = SHARE, place: str = "", kind: str = "primary") -> Page:
    """The page with its dots, as a link from a place's page leads there."""
    page.goto(f"{address}{measure}?place={place}&kind={kind}#funnel")
    expect(page.locator("[data-funnel]")).to_have_attribute("data-shown", kind)
    return page


def names(page: Page) -> list[str]:
    return page.locator(".dots tbody th").all_text_contents()
