"""Pages in fewer bytes are the same pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from pipeline.web.unsaid import shortened

SAME = (
    "<p>a</p><p class=b>b</p>",
    "<section><p>a</p><p>b</p></section><p>c</p>d",
    "<div><p>a</p></div>",
    "<details><summary>a</summary><p>b</p><table><tr><td>c</table></details>",
    "<p>a</p> b",
    "<a href=x><p>a</p></a>b",
    "<p>a</p><span>b</span>",
    "<p>&lt;/p&gt;&lt;p&gt;</p><ul><li>a</ul>",
)


@pytest.mark.parametrize("html", SAME)
def test_the_document_is_the_same(page: Page, html: str) -> None:
    page.set_content(f"<!doctype html>{html}")
    whole = page.inner_html("body")
    page.set_content(f"<!doctype html>{shortened(html)}")
    assert page.inner_html("body") == whole


def test_it_is_shorter() -> None:
    assert shortened(SAME[0]) == "<p>a<p class=b>b</p>"
