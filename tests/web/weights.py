"""What a page costs over the wire."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.web.sample_pages import draw

DRAWS = "plotly"  # the script without which there is no chart
PHONE = {"width": 360, "height": 780}


class Weight(NamedTuple):
    """Bytes as they came, headers included: of all that was there before the first chart, and of all together with the charts drawn."""

    before: int
    whole: int


def weigh(page: Page, address: str) -> Weight:
    """Open the page afresh on a phone, wait until it is quiet, then draw all its charts; ``address`` must be served packed."""
    finished: list[tuple[str, int]] = []
    asked: dict[str, str] = {}

    def begun(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]

    def done(event: dict[str, Any]) -> None:
        # What is fetched for the page and not by it, such as its icon, may end without having been said to begin.
        finished.append((asked.get(event["requestId"], ""), int(event["encodedDataLength"])))

    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", begun)
    session.on("Network.loadingFinished", done)
    session.send("Network.enable")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(address, wait_until="networkidle")
    before = sum(size for url, size in finished if DRAWS not in url)
    draw(page)
    page.wait_for_load_state("networkidle")
    return Weight(before, sum(size for _, size in finished))
