"""What a printer would get of a page."""

from __future__ import annotations

import re

from playwright.sync_api import Page

COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type\s*/Pages\b")


def sheets(page: Page) -> int:
    """How many sheets the page as it is now would fill."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return max(int(first or second) for first, second in COUNT.findall(pdf))
