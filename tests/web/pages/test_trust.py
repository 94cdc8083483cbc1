"""What a trust's page claims of its schools taken together, and what it leaves unsaid."""

from __future__ import annotations

import re
from typing import cast

import pytest

from pipeline.model import Page
from pipeline.web.pages import COMPOSE
from pipeline.web.pages.atlas import Atlas, Strand
from tests.web.pages.test_ages import changed
from tests.web.small_measures import SECONDARY, SPECIAL, TRUST


def trust(atlas: Atlas, *phases: str) -> tuple[Strand, str]:
    """The strand of its score, and its page, if its two schools were of these phases."""
    told = atlas
    for urn, phase in zip((SECONDARY, SPECIAL), phases, strict=False):
        told = changed(told, urn, phase=phase)
    strands = told.strands("trust", TRUST)
    page = cast("Page", COMPOSE["trust"](told, TRUST, strands))
    return next(strand for strand in strands if strand.measure.id == "progress"), page.body


def article(body: str, measure: str) -> str:
    found = re.search(rf"<article class=measure id={measure}>(.*?)</article>", body, re.DOTALL)
    assert found
    return found[1]


APART = "Tests and examinations of special schools or alternative provision alone are not set beside England’s"


@pytest.mark.parametrize("phases", [("special", "special"), ("special", "primary"), ("special", "secondary")])
def test_results_of_special_schools_alone_stand_beside_nobody_and_the_page_says_why(atlas: Atlas, phases: tuple[str, str]) -> None:
    strand, body = trust(atlas, *phases)
    assert (strand.beside, strand.spread) == ((), None)
    assert "In England it was" not in article(body, "progress")
    assert body.index("<section id=outcomes>") < body.index(APART) < body.index("id=progress")


def test_results_of_other_schools_too_stand_beside_england(atlas: Atlas) -> None:
    strand, body = trust(atlas)
    assert [other.name for other in strand.beside] == ["England"]
    assert "In England it was" in article(body, "progress")
    assert APART not in body
