"""The page of one trust or federation."""

from __future__ import annotations

from pipeline.model import PHASES, Page
from pipeline.web.pages import answers, funnels, local, words
from pipeline.web.pages.atlas import Atlas, Strand


def compose(atlas: Atlas, uid: str, strands: tuple[Strand, ...]) -> Page:
    """``trust/UID.html``."""
    trust, members = atlas.register.trusts[uid], atlas.register.members_of[uid]
    sections = answers.sections(strands, "trust", atlas.credits)
    only = atlas.register.schools[members[0].urn] if len(members) == 1 else None
    own = local.section(atlas, "trust", uid)
    view = {
        "trust": trust,
        "members": [(atlas.register.schools[member.urn], member.joined, member.joined_after) for member in members],
        "count": f"{len(members):,}",
        "short": answers.in_short(sections),
        "only": only,
        "sections": () if only else sections,
        **funnels.of_place(atlas, uid, () if only else (member.urn for member in members), "schools", *own.keys, "unknown"),
        "local": own.html,
        "absent": (),
        "unpublished": atlas.unpublished(*PHASES),
    }
    return words.page("trust", f"trust/{uid}.html", view)
