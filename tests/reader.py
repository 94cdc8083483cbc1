"""The whole site as readers meet it: a fixed sample of all its kinds of page before the judges.

Not collected with the daily tests: ``python3 noxfile.py -s reader`` runs them on the folder ``site``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from pipeline import catalogue, packages
from tests import axe, judges
from tests.loopback import served
from tests.paper import sheets
from tests.watch import Watch
from tests.web.sample_pages import UNFOLD, width
from tests.web.test_paper import MOST
from tests.web.test_reading_age import AGE, reading_age, said

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
SEED = 20261126
KINDS = ("school", "trust", "local-authority", "region", "measure", "evidence", "a-to-z", "data", "methods", "about")
VALID, REACHED = 1_000, 300  # pages for the checker of HTML, and for axe
SIZES = ((320, 640), (768, 900), (1280, 900))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def extremes() -> list[Path]:
    """The longest name, the fewest pupils, the most, nothing known of them, the largest trust, and closed schools."""
    datasets = catalogue.load(ROOT / "datapackages")
    schools = packages.read_text(datasets["schools"], "schools")
    pupils = pd.to_numeric(schools["pupils"], errors="coerce")
    names = schools.loc[schools["name"].str.len().nlargest(2).index, "urn"]
    sizes = schools.loc[[*pupils.nsmallest(3).index, *pupils.nlargest(1).index, *pupils[pupils.isna()].index[:2]], "urn"]
    trusts = packages.read_text(datasets["trusts"], "membership")["uid"].value_counts().index[:3]
    closed = packages.read_text(datasets["schools"], "closed")["urn"].iloc[:2]
    return [SITE / f"school/{urn}.html" for urn in (*names, *sizes, *closed)] + [SITE / f"trust/{uid}.html" for uid in trusts]


def sample(count: int) -> list[Path]:
    """Pages by lot, the same each time: all kinds with few pages whole as far as a quarter reaches, the rest schools and trusts."""
    draw = random.Random(SEED)
    by_kind = {kind: sorted((SITE / kind).rglob("*.html")) for kind in KINDS}
    few = [page for kind, pages in by_kind.items() if kind not in ("school", "trust") for page in draw.sample(pages, min(len(pages), 30))]
    many = [page for kind in ("school", "trust") for page in by_kind[kind]]
    first = [SITE / "index.html", SITE / "england.html", SITE / "404.html", *extremes(), *draw.sample(few, min(len(few), count // 4))]
    return first + draw.sample(many, count - len(first))


def test_a_thousand_pages_are_valid() -> None:
    assert judges.html_faults(sample(VALID)) == []


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(SITE, packed=True) as found:
        yield found


@pytest.mark.parametrize("part", range(6))
def test_three_hundred_pages_can_be_reached_by_everybody(browser: Browser, address: str, part: int) -> None:
    """Each part at a width and in a scheme of its own; no sideways scrolling, no error in the console, no other host."""
    (wide, high), scheme = SIZES[part % 3], SCHEMES[part // 3]
    context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(page)
    faults: dict[str, list[str]] = {}
    for path in sample(REACHED)[part::6]:
        page.goto(address + path.relative_to(SITE).as_posix(), wait_until="networkidle")
        page.evaluate(UNFOLD)
        found = axe.violations(page) + ([f"{width(page)} pixels wide"] if width(page) > wide else [])
        if found:
            faults[path.name] = found
    context.close()
    assert faults == {}
    assert (watch.errors, watch.elsewhere) == ([], [])


def test_every_page_of_a_school_can_be_read_at_twelve() -> None:
    ages = {page.name: reading_age(text) for page in (SITE / "school").glob("*.html") if (text := said(page.read_text(encoding="utf-8")))}
    assert len(ages) > 21_000
    assert {name: age for name, age in ages.items() if age > AGE} == {}


def test_the_papers_of_the_most_extreme_places_are_short(page: Page, address: str) -> None:
    lengths = {}
    for path in extremes():
        page.goto(address + path.relative_to(SITE).as_posix())
        for paper in MOST if page.locator(".short").count() else ():
            page.evaluate("(paper) => { document.documentElement.dataset.paper = paper; }", paper)
            lengths[path.name, paper] = sheets(page)
    assert len(lengths) > 10
    assert {key: length for key, length in lengths.items() if length > MOST[key[1]]} == {}
