"""The page of one region."""

from __future__ import annotations

from pipeline.model import PHASES, Page
from pipeline.web.pages import answers, funnels, words
from pipeline.web.pages.atlas import Atlas, Strand


def compose(atlas: Atlas, code: str, strands: tuple[Strand, ...]) -> Page:
    """``region/CODE.html``."""
    register = atlas.register
    area, authorities = register.regions[code], register.authorities_in.get(code, ())
    sections = answers.sections(strands, "region", atlas.credits)
    view = {
        "area": area,
        "authorities": authorities,
        "count": f"{sum(len(register.schools_in.get(authority.code, ())) for authority in authorities):,}",
        "short": answers.in_short(sections),
        "json": f"{code}.json",
        "sections": sections,
        **funnels.of_place(
            atlas,
            code,
            (school.urn for authority in authorities for school in register.schools_in.get(authority.code, ())),
            "authorities",
            "unknown",
        ),
        "absent": (),
        "unpublished": atlas.unpublished(*PHASES),
    }
    return words.page("region", f"region/{code}.html", view)
