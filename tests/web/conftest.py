"""What several browser tests stand on: a comparison of figures made up, and what a finder lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page

from tests.web import compared, finder_site


@pytest.fixture(scope="session")
def made(sample_site: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the sample with figures of ``compared.make``."""
    site = tmp_path_factory.mktemp("made") / "site"
    copytree(sample_site, site)
    compared.make(site)
    return serve(site)


@pytest.fixture(scope="session")
def finder_address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A site with nothing but the finder."""
    return serve(finder_site.write(tmp_path_factory.mktemp("site")))


@pytest.fixture
def search(page: Page, finder_address: str) -> Callable[[str], list[str]]:
    """Give it what is typed into the finder there, and it gives the list."""
    return partial(finder_site.typed, page, finder_address)
