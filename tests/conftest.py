"""What the browser tests stand on: a Chromium, a server on this machine and a page that may speak to nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import provide
from tests.loopback import served
from tests.watch import Watch

# A busy machine is no fault of the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "sample" / "datapackages"
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of the sample, built once by the command that a person would give."""
    folder = tmp_path_factory.mktemp("sample")
    folders = ("--datapackages", str(SAMPLE), "--build", str(folder / "packages"), "--site", str(folder / "site"))
    subprocess.run([sys.executable, "-W", "error", "-m", "pipeline", "build", *folders], cwd=ROOT, check=True, capture_output=True)
    return folder / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    executable = provide()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Call it with a folder; it gives the address, such as ``http://127.0.0.1:40123/``, at which the folder is served."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of desktop width (``page.set_viewport_size`` for others).

    The test fails at its end if the page asked another host for anything, or wrote an error to its console.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(page)
    yield page
    context.close()
    assert watch.elsewhere == []
    assert watch.errors == []
