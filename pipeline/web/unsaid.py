"""What HTML lets go unsaid, left out: on 27,000 pages the ends of paragraphs alone are seven million bytes."""

from __future__ import annotations

import re

# https://html.spec.whatwg.org/multipage/grouping-content.html#the-p-element says before what a paragraph's end tag may be left out.
_BEFORE = "|".join(("article", "details", "div", "dl", "figure", "h[1-6]", "nav", "ol", "p", "section", "table", "ul"))
_WITHIN = "|".join(("article", "details", "div", "section"))
UNSAID = re.compile(rf"</p>(?=<(?:{_BEFORE})[ >]|</(?:{_WITHIN})>)")


def shortened(html: str) -> str:
    """The same document in fewer bytes. ``html`` is ours: no comment and no attribute of it holds a tag."""
    return UNSAID.sub("", html)
