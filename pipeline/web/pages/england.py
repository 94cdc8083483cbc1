"""The page of England."""

from __future__ import annotations

from pipeline.model import PHASES, Page
from pipeline.web.pages import answers, funnels, words
from pipeline.web.pages.atlas import Atlas, Strand


def compose(atlas: Atlas, code: str, strands: tuple[Strand, ...]) -> Page:
    """``england.html``."""
    register = atlas.register
    sections = answers.sections(strands, "england", atlas.credits)
    view = {
        "name": register.place("england", code).name,
        "regions": [(region, register.authorities_in.get(region.code, ())) for region in register.regions.values()],
        "count": f"{len(register.schools):,}",
        "short": answers.in_short(sections),
        "json": "england.json",
        "sections": sections,
        **funnels.of_place(atlas, code, register.schools, "authorities", "unknown"),
        "absent": (),
        "unpublished": atlas.unpublished(*PHASES),
    }
    return words.page("england", "england.html", view)
