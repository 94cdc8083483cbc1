"""The tests' own browser: it sees what it must see, or every browser test would pass for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import violations
from tests.watch import Watch

SOUND = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Sound</title><main><h1>Sound</h1></main></html>'


@pytest.fixture
def show(tmp_path: Path, serve: Callable[[Path], str]) -> Callable[[str], str]:
    """Call it with some HTML; it gives the address of a page made of it."""

    def _show(html: str) -> str:
        (tmp_path / "index.html").write_text(html, encoding="utf-8")
        return serve(tmp_path)

    return _show


def test_a_sound_page_is_clean(page: Page, show: Callable[[str], str]) -> None:
    page.goto(show(SOUND))
    assert violations(page) == []


def test_an_image_without_words_is_a_violation(page: Page, show: Callable[[str], str]) -> None:
    page.goto(show(SOUND.replace("<h1>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="><h1>')))
    assert [words.split(":")[0] for words in violations(page)] == ["image-alt"]


@pytest.mark.parametrize(
    ("html", "elsewhere", "errors"),
    [
        (SOUND, [], 0),
        (SOUND.replace("<h1>", '<img alt="" src="http://elsewhere.test/a.png"><h1>'), ["http://elsewhere.test/a.png"], 1),
        (SOUND.replace("<h1>", "<script>console.error('no')</script><h1>"), [], 1),
        (SOUND.replace("<h1>", "<script>nowhere()</script><h1>"), [], 1),
        (SOUND.replace("<h1>", '<img alt="" src="missing.png"><h1>'), [], 1),
    ],
)
def test_the_watch_sees(browser: Browser, show: Callable[[str], str], html: str, elsewhere: list[str], errors: int) -> None:
    page = browser.new_page()
    watch = Watch(page)
    page.goto(show(html))
    page.close()
    assert watch.elsewhere == elsewhere
    assert len(watch.errors) == errors
