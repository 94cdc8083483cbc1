"""The page of one local authority."""

from __future__ import annotations

from pipeline.model import PHASES, Page
from pipeline.web.pages import answers, funnels, local, words
from pipeline.web.pages.atlas import Atlas, Strand


def compose(atlas: Atlas, code: str, strands: tuple[Strand, ...]) -> Page:
    """``local-authority/CODE.html``."""
    area, schools = atlas.register.authorities[code], atlas.register.schools_in.get(code, ())
    sections = answers.sections(strands, "local-authority", atlas.credits)
    by_phase = ((phase, [school for school in schools if school.phase == phase]) for phase in PHASES)
    own = local.section(atlas, "local-authority", code)
    view = {
        "area": area,
        "region": atlas.register.regions[area.region],
        "phases": [(phase, found) for phase, found in by_phase if found],
        "count": f"{len(schools):,}",
        "short": answers.in_short(sections),
        "json": f"{code}.json",
        "sections": sections,
        **funnels.of_place(atlas, code, (school.urn for school in schools), "schools", *own.keys, "unknown"),
        "local": own.html,
        "absent": (),
        "unpublished": atlas.unpublished(*PHASES),
    }
    return words.page("local_authority", f"local-authority/{code}.html", view)
