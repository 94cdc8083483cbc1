"""What a page costs over the wire."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.web.sample_pages import draw

DRAWS = "plotly"  # the script without which there is no chart
SEEN = """new MutationObserver((_, watch) => {
  if (!document.querySelector("%s")) return;
  window.seen = performance.now();
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });"""
CAME = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(({ responseEnd }) => responseEnd <= window.seen).reduce((sum, { transferSize }) => sum + transferSize, 0)"""
PHONE = {"width": 360, "height": 780}


class Weight(NamedTuple):
    """Bytes as they came, headers included: of all that was there before the first chart, and of all together with the charts drawn."""

    before: int
    whole: int


class Scale:
    """What came over the wire since the page was set on it: by address and bytes, headers included."""

    def __init__(self, page: Page) -> None:
        self.finished: list[tuple[str, int]] = []
        self._asked: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._begun)
        session.on("Network.loadingFinished", self._done)
        session.send("Network.enable")
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})

    def bytes(self, without: str = "") -> int:
        """Of all that came, but what has ``without`` in its address."""
        return sum(size for url, size in self.finished if not (without and without in url))

    def _begun(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["request"]["url"]

    def _done(self, event: dict[str, Any]) -> None:
        # What is fetched for the page and not by it, such as its icon, may end without having been said to begin.
        self.finished.append((self._asked.get(event["requestId"], ""), int(event["encodedDataLength"])))


def weigh(page: Page, address: str) -> Weight:
    """Open the page afresh on a phone, wait until it is quiet, then draw all its charts; ``address`` must be served packed."""
    scale = Scale(page)
    page.goto(address, wait_until="networkidle")
    before = scale.bytes(without=DRAWS)
    draw(page)
    page.wait_for_load_state("networkidle")
    return Weight(before, scale.bytes())


def weigh_until(page: Page, address: str, selector: str) -> int:
    """Bytes that had come when the first ``selector`` was there: of a page that draws its charts itself while more is on its way."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.add_init_script(SEEN % selector)
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("window.seen")
    came: int = page.evaluate(CAME)
    return came
