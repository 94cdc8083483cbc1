"""The page of one closed school: its address answers for ever."""

from __future__ import annotations

from pipeline.model import Page
from pipeline.web.pages import words
from pipeline.web.pages.atlas import Atlas, Strand


def compose(atlas: Atlas, urn: str, strands: tuple[Strand, ...] = ()) -> Page:
    """``school/URN.html``. It has no figures, so ``strands`` is empty."""
    view = {"school": atlas.register.closed[urn], "successors": atlas.register.leads_to(urn)}
    return words.page("closed", f"school/{urn}.html", view)
