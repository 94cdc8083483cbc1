"""The whole site on a slow phone: what its pages weigh, and what Lighthouse says of each kind.

Not collected with the daily tests: ``python3 noxfile.py -s reader`` runs them on the folder ``site``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import judges
from tests.loopback import served
from tests.web.sample_pages import KINDS
from tests.web.test_judged import PAINT, SCORE, TRIES
from tests.web.test_weight import BEFORE, WHOLE
from tests.web.weights import weigh, weigh_until

SITE = Path(__file__).parents[1] / "site"
SAMPLE_ALONE = ("trust with measures of its own", "school of that trust", "package of a trust")  # its example of measures of its own
PAGES = {kind: address for kind, address in KINDS.items() if kind not in SAMPLE_ALONE} | {
    "find a name": "find/?q=st+mary",
    "find a town": "find/?q=harrogate",
    "largest authority": "local-authority/E10000017.html",
    "largest trust": "trust/5143.html",
    "largest review": "evidence/targeted-reading-and-maths/",
}
COMPARED = ("compare/?schools=137383,137775,144638", ".versus svg.strip")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(SITE, packed=True) as found:
        yield found


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_light(page: Page, address: str, kind: str) -> None:
    weight = weigh(page, address + PAGES[kind])
    print(f"{kind}: {weight.before} bytes before the first chart, {weight.whole} with charts")
    assert 3_000 < weight.before <= BEFORE
    assert weight.before <= weight.whole <= WHOLE


def test_a_comparison_is_light_until_its_first_chart(page: Page, address: str) -> None:
    where, chart = COMPARED
    assert 3_000 < weigh_until(page, address + where, chart) <= BEFORE


@pytest.mark.parametrize(
    "kind",
    [
        "home",
        "primary",
        "secondary",
        "special",
        "trust",
        "authority",
        "England",
        "find",
        "measure",
        "largest authority",
        "evidence",
        "largest review",
        "gap map",
    ],
)
def test_a_slow_phone_has_a_good_page_soon(address: str, kind: str) -> None:
    for _ in range(TRIES):
        report = judges.lighthouse(address + PAGES[kind])
        if min(report.scores.values()) >= SCORE and report.largest_paint <= PAINT:
            break
    assert len(report.scores) == 4
    assert min(report.scores.values()) >= SCORE, report
    assert report.largest_paint <= PAINT
