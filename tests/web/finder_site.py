"""A site with nothing but the finder: its index of a made-up England, and pages that hold its form."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from jinja2 import Environment
from playwright.sync_api import Page, expect

from tests.web.finder_places import cramped, many

ROOT = Path(__file__).parents[2]
OTHERS = "".join(f':not([data-path^="{folder}/"])' for folder in ("find", "methods", "data", "measure"))
FRAME = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Finder</title><link rel="icon" href="../assets/mark.svg">'
    '<link rel="stylesheet" href="../assets/oec.css"><script src="../assets/finder.js" defer></script>'
    "<header>FORM</header><main><h1>Finder</h1></main></html>"
)


def write(site: Path) -> Path:
    """A page with the finder in each folder of the site, as every page has it."""
    cramped(many(), site / "find")
    copytree(ROOT / "docs" / "assets", site / "assets")
    form = (
        Environment(autoescape=True)
        .from_string((ROOT / "docs/.overrides/partials/find.html").read_text(encoding="utf-8"))
        .render(root="../")
    )
    page = FRAME.replace("FORM", form)
    for folder in ("school", "trust", "a-to-z", "local-authority", "methods"):
        (site / folder).mkdir()
        (site / folder / "index.html").write_text(page, encoding="utf-8")
    (site / "find/index.html").write_text(page, encoding="utf-8")
    for path in ("school/200002.html", "trust/5001.html", "england.html"):
        (site / path).write_text(page, encoding="utf-8")
    return site


def typed(page: Page, address: str, text: str) -> list[str]:
    """Types into the finder and gives the names of the places in its list once it has settled."""
    if not page.url.startswith(address):
        page.goto(f"{address}school/")
    page.get_by_role("combobox").fill("")
    page.get_by_role("combobox").press_sequentially(text)
    expect(page.locator("form")).to_have_attribute("data-answered", text)
    places = page.locator(f"[role=option]{OTHERS}")
    names: list[str] = places.evaluate_all("all => all.map((one) => one.firstChild.textContent)")
    return names
