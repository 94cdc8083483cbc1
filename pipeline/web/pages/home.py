"""England on the home page: three facts and one chart, put where the written home page has its mark."""

from __future__ import annotations

from pipeline.web.pages import answers, words
from pipeline.web.pages.atlas import ENGLAND_PLACE, Atlas

SECTION = "attendance"
CHARTS = 2


def compose(atlas: Atlas) -> str:
    """HTML for the mark ``england`` of the home page: how England is in short, and the first measure of attendance by phase."""
    sections = answers.sections(atlas.strands("england", ENGLAND_PLACE.code), "england", atlas.credits)
    articles = [article for section in sections if section.key == SECTION for article in section.articles]
    view = {
        "short": answers.in_short(sections),
        "articles": [
            (article.measure, article.blocks[:CHARTS], atlas.credits[article.measure.package].publishers) for article in articles[:1]
        ],
        "count": f"{len(atlas.register.schools):,}",
    }
    return str(words.macros("home").england(view))
