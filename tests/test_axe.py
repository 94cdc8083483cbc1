"""That axe looks for what we rely on: contrast, names, and the size of what is touched."""

from __future__ import annotations

from playwright.sync_api import Page

from tests import axe

SOUND = '<html lang="en"><title>A</title><main><h1>A</h1>{}</main>'
SMALL = '<button style="width:9px;height:9px;padding:0;border:0" aria-label="{}"></button>'


def broken(page: Page, inside: str) -> set[str]:
    page.set_content(SOUND.format(inside))
    return {fault.split(":")[0] for fault in axe.violations(page)}


def test_a_sound_page_breaks_nothing(page: Page) -> None:
    assert broken(page, "<p>A</p>") == set()


def test_what_is_too_small_to_touch_is_found(page: Page) -> None:
    assert broken(page, "".join(map(SMALL.format, ("one", "two")))) == {"target-size"}


def test_faint_words_and_nameless_buttons_are_found(page: Page) -> None:
    assert broken(page, '<p style="color:#999">Faint words</p><button></button>') >= {"color-contrast", "button-name"}
