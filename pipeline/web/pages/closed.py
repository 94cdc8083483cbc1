"""The page of one closed school: its address answers for ever."""

from __future__ import annotations

from pipeline.model import Page
from pipeline.web.pages import words
from pipeline.web.pages.atlas import Atlas


def compose(atlas: Atlas, urn: str) -> Page:
    """``school/URN.html``; no figures are shown of a school that has closed."""
    view = {"school": atlas.register.closed[urn], "successors": atlas.register.leads_to(urn)}
    return words.page("closed", f"school/{urn}.html", view)
