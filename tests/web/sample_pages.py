"""The kinds of page of the sample, and how to unfold all that they hold back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

LEEDS = "E08000035"
PLACES = {
    "primary": "school/107947.html",
    "secondary": "school/137383.html",
    "all-through": "school/144638.html",
    "special": "school/113957.html",
    "alternative provision": "school/100006.html",
    "nursery": "school/112088.html",
    "without figures": "school/148686.html",
    "trust": "trust/16046.html",
    "trust with measures of its own": "trust/16700.html",
    "school of that trust": "school/146496.html",
    "authority": f"local-authority/{LEEDS}.html",
    "region": "region/E12000003.html",
    "England": "england.html",
}
OTHERS = {
    "home": "",
    "find": "find/?q=LS10+3HQ",
    "closed": "school/107823.html",
    "catalogue": "data/",
    "package": "data/absence/",
    "package of a trust": "data/local/example-trust/",
    "your own measures": "methods/your-own-measures/",
    "measure": "measure/overall_absence.html",
    "evidence": "evidence/",
    "review": "evidence/writing-to-learn/",
    "review with few districts": "evidence/school-calendars/",
    "package of a review": "data/evidence/writing-to-learn/",
    "gap map": "evidence/gap-map/",
    "gap map unfolded": "evidence/gap-map/?topic=science&unfolded=science",
    "cut of a review": "evidence/writing-to-learn/?cut=1&phase=higher",
    "methods": "methods/",
    "about": "about/",
    "A to Z": "a-to-z/",
    "letter": "a-to-z/schools-s.html",
}
KINDS = PLACES | OTHERS
UNFOLD = """() => {
  for (const folded of document.querySelectorAll("details.more, details.years, details.others")) folded.open = true;
  for (const folded of document.querySelectorAll("details:has(figure[data-chart])")) folded.open = true;
}"""
ROWS = """() => {
  for (const button of [...document.querySelectorAll("table.rest button[aria-expanded=false]")].slice(0, 8)) button.click();
}"""
OPENED = 8  # rows of figures outside the framework: England has a hundred, and all are opened the same way
PASS_BY = """async () => {
  for (const chart of document.querySelectorAll("[data-chart]")) {
    chart.scrollIntoView({ block: "center" });
    // On a busy machine it may take seconds until the page sees what is in view; one that is not drawn after all that is left to the test.
    const waits = () => chart.checkVisibility() && !chart.querySelector(".main-svg");
    for (const begun = Date.now(); waits(); await new Promise((next) => setTimeout(next, 30))) if (Date.now() - begun > 25_000) return;
  }
}"""


def draw(page: Page) -> int:
    """Unfold every article and some rows, bring each chart into view and wait until it is drawn; how many there are."""
    page.evaluate(UNFOLD)
    expect(page.locator("details.others[data-listed]")).to_have_count(page.locator("details.others").count())
    rows = page.locator("table.rest > tbody > tr:not(.below)").count()
    expect(page.locator("table.rest button")).to_have_count(rows)
    page.evaluate(ROWS)
    expect(page.locator("[data-filled]")).to_have_count(min(rows, OPENED) + page.locator("details.years").count(), timeout=20_000)
    page.evaluate(PASS_BY)
    charts = page.locator("[data-chart]").count()
    expect(page.locator("[data-chart]:has(.main-svg)")).to_have_count(charts, timeout=20_000)
    return charts


def cells(page: Page) -> list[list[str]]:
    """The tables of an article's years, row by row."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll("details.years table")]
          .map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join("|")))"""
    )
    return found


def width(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide
