"""A real Chromium for the browser tests: found, or else installed where this machine allows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.machine import Command, debian, went_well

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-liberation")  # without a font there is nothing to see
NONE_TO_BE_HAD = "The browser tests need Chromium. Install Debian's or Ubuntu's package `chromium`, or set CHROMIUM to the path of one."


class ChromiumMissingError(Exception):
    """No Chromium was found and none could be installed."""


def find() -> str | None:
    """Path of a Chromium that runs: $CHROMIUM, else one on PATH, else Playwright's own; None if there is none."""
    return next((path for path in _candidates() if _runs(path)), None)


def provide() -> str:
    """Path of a Chromium, installed now if there was none. Raises ChromiumMissingError with a word on what to install."""
    found = find()
    for way in _ways():
        if found is None and went_well(way):
            found = find()
    if found is None:
        raise ChromiumMissingError(NONE_TO_BE_HAD)
    return found


def _candidates() -> Iterator[str]:
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _runs(path: str) -> bool:
    """A file of that name may be a stub that only says where to get the real one."""
    return Path(path).is_file() and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def _ways() -> Iterator[tuple[Command, ...]]:
    """The ways to install one: Debian's package, else Playwright's."""
    yield from debian(PACKAGES)
    yield ((sys.executable, "-m", "playwright", "install", "chromium"),)


if __name__ == "__main__":
    try:
        print(provide())
    except ChromiumMissingError as error:
        raise SystemExit(str(error)) from None
