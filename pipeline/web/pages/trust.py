"""The page of one trust."""

from __future__ import annotations

from collections import Counter

from pipeline.model import PHASES, Page
from pipeline.web.pages import answers, funnels, local, words
from pipeline.web.pages.atlas import APART, Atlas, Strand

LEAST = 0.2  # of its schools: a kind that is told of beside another


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
        "short": _short(atlas, sections, [atlas.register.schools[member.urn].phase for member in members]),
        "only": only,
        "after": any(member.joined_after for member in members if not member.joined),
        "apart": any(strand.alone for strand in strands),
        "sections": () if only else sections,
        **funnels.of_place(atlas, uid, () if only else (member.urn for member in members), "schools", *own.keys, "unknown"),
        "local": own.html,
        "absent": (),
        "unpublished": atlas.unpublished(*PHASES),
    }
    return words.page("trust", f"trust/{uid}.html", view)


def mainly(phases: list[str]) -> str:
    """The kind that most of its schools are; "" if a fifth or more are of the other of primary and secondary schools."""
    counts = Counter(phases)
    kind = counts.most_common(1)[0][0]
    others = sum(counts[other] for other in answers.KINDS if other != kind)
    return "" if kind in answers.KINDS and others >= LEAST * len(phases) else kind


def _short(atlas: Atlas, sections: tuple[answers.Section, ...], phases: list[str]) -> tuple[str, ...]:
    """Told of the kind that most of its schools are; without results where these say nothing beside England's."""
    kind = mainly(phases)
    told = (section for section in sections if not (kind in APART and section.key == "outcomes"))
    return answers.in_short(told, kind, atlas.framework.phases[kind] if kind else ())
