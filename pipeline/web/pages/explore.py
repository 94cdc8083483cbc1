"""The part of a review's page in which a reader pools a cut of the studies; explore.js brings it to life and takes its words from here."""

from __future__ import annotations

from pipeline.web import cuts
from pipeline.web.pages import words
from pipeline.web.pages.review import where_studied
from pipeline.web.reviews import Found


def compose(found: Found) -> str:
    """HTML of the section, hidden until the script is there; nothing is filled in but what may be chosen."""
    review, effects = found.review, cuts.pooled(found)
    view = {
        "pools": [(pool.whole.pool, pool.whole.title) for pool in found.pools],
        "fields": cuts.fields(review, effects),
        "titles": {moderator.column: moderator.title for moderator in review.moderators},
        "scale": found.pools[0].whole.shown_as,
        "causal": review.causal == "effect",
        "place": where_studied(found.effects),
    }
    return str(words.macros("explore").section(view))
