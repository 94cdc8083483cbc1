"""The site as it stands: how big it is, and how fast its finder answers in a browser."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from pipeline.web import links
from tests.bench.table import Line
from tests.chromium import provide
from tests.loopback import served
from tests.web.keystrokes import first_answer, milliseconds

QUERIES = ("windmill leeds", "LS10 3HQ", "st marys", "primary", "birmingham", "church of england", "manchester academy")
SLOWER = 6  # how many times slower than this machine an old phone is taken to be


def lines(site: Path) -> Iterator[Line]:
    """Sizes, links and the finder of ``site``."""
    sizes = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    size, disk = sum(stat.st_size for stat in sizes.values()), sum(stat.st_blocks * 512 for stat in sizes.values())
    pages = sum(path.suffix == ".html" for path in sizes)
    yield Line("Site", f"{size / 1e6:,.0f} MB in {len(sizes):,} files, {pages:,} of them pages; {disk / 1e6:,.0f} MB on disk", "under 1 GB")
    yield Line("Links that lead nowhere", f"{len(links.broken(site)):,}", "none")
    yield from _finder(site)


def _finder(site: Path) -> Iterator[Line]:
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provide(), args=["--headless=new", "--no-sandbox", "--disable-gpu"])
        loaded = max(first_answer(browser.new_page(), address, query) for query in QUERIES)
        yield Line("Loaded before the first answer, at most", f"{loaded / 1e3:.0f} KB", "at most 100 KB")
        for rate in (1, SLOWER):
            first, again = [], []
            for query in QUERIES:
                page = browser.new_page()
                page.goto(f"{address}about/")  # without charts, whose drawing would be measured as well
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
                first += milliseconds(page, query)
                again += milliseconds(page, query)
                page.close()
            slowed = f", processor slowed {rate} times" if rate > 1 else ""
            yield Line(f"A key in the finder, files to be loaded{slowed}", _spread(first), "" if rate > 1 else "at most 50 ms")
            yield Line(f"A key in the finder, files loaded{slowed}", _spread(again), "at most 50 ms")
        browser.close()


def _spread(times: list[float]) -> str:
    tenth = statistics.quantiles(times, n=20)[18]
    return f"half within {statistics.median(times):.0f} ms, 95 in 100 within {tenth:.0f} ms, the slowest {max(times):.0f} ms"
