"""England on the home page: three facts and one chart, put where the written home page has its mark."""

from __future__ import annotations

from pipeline.model import ALL_PHASES
from pipeline.web.pages import answers, words
from pipeline.web.pages.answers import Section
from pipeline.web.pages.atlas import ENGLAND_PLACE, Atlas

SECTION = "inclusion"
CHARTS = 2
# Whom the facts speak of, where a measure is told by phase: most children are in primary schools.
SPOKEN = ("primary", ALL_PHASES)


def compose(atlas: Atlas) -> str:
    """HTML for the mark ``england`` of the home page: how England is in short, and the first measure of inclusion by phase."""
    strands = atlas.strands("england", ENGLAND_PLACE.code)
    sections = answers.sections(strands, "england", atlas.credits)
    first = next(strand.measure for strand in strands if strand.measure.domain == SECTION)
    blocks = [answers.whole(strand, "england") for strand in strands if strand.measure == first]
    view = {
        "short": [fact for section in sections if (fact := _fact(section))],
        "measure": first,
        "blocks": blocks[:CHARTS],
        "publishers": atlas.credits[first.package].publishers,
        "count": f"{len(atlas.register.schools):,}",
    }
    return str(words.macros("home").england(view))


def _fact(section: Section) -> str:
    """The section's first percentage or score in words; "" if it has none."""
    blocks = (block for article in section.articles if article.measure.unit != "number" for block in article.blocks)
    return next((block.fact for block in blocks if block.fact and block.answer.phase in SPOKEN), "")
