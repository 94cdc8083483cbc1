"""How much of a bad signal a page asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.loopback import served
from tests.web.sample_pages import KINDS
from tests.web.weights import weigh

BEFORE, WHOLE = 60_000, 450_000  # bytes


@pytest.fixture(scope="session")
def packed(sample_site: Path) -> Iterator[str]:
    with served(sample_site, packed=True) as address:
        yield address


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_light(page: Page, packed: str, kind: str) -> None:
    weight = weigh(page, packed + KINDS[kind])
    assert 3_000 < weight.before <= BEFORE
    assert weight.before <= weight.whole <= WHOLE
