"""How much of a bad signal a page asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.loopback import served
from tests.web.sample_pages import KINDS
from tests.web.weights import weigh, weigh_until

BEFORE, WHOLE = 60_000, 450_000  # bytes
COMPARED = ("compare/?schools=107947,108018,142423", ".versus svg.strip")  # its address and what its first chart is


@pytest.fixture(scope="session")
def packed(sample_site: Path) -> Iterator[str]:
    with served(sample_site, packed=True) as address:
        yield address


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_light(page: Page, packed: str, kind: str) -> None:
    weight = weigh(page, packed + KINDS[kind])
    assert 3_000 < weight.before <= BEFORE
    assert weight.before <= weight.whole <= WHOLE


def test_a_comparison_is_light_until_its_first_chart(page: Page, packed: str) -> None:
    address, chart = COMPARED
    assert 3_000 < weigh_until(page, packed + address, chart) <= BEFORE
