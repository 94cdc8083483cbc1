"""The accessibility checker axe-core, run inside a page."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# Telling all else in full would take four times as long. The one rule that is WCAG 2.2's own is asleep unless it is woken.
RUN = "() => axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"


def violations(page: Page) -> list[str]:
    """Every rule that the page breaks and where: ``rule: what is asked, at selector``; empty if axe finds nothing."""
    page.evaluate(SCRIPT)
    found = page.evaluate(RUN)["violations"]
    return [f"{rule['id']}: {rule['help']}, at {node['target']}" for rule in found for node in rule["nodes"]]
