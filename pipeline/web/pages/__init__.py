"""Kinds of page. ``COMPOSE`` is the table of contents: a place's level, or ``closed``, names one of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pipeline.model import Page
from pipeline.web.pages import closed, england, local_authority, region, school, trust
from pipeline.web.pages.atlas import Atlas, Strand


class Compose(Protocol):
    """The page of the place ``code`` out of the atlas and the place's strands."""

    def __call__(self, atlas: Atlas, code: str, strands: tuple[Strand, ...], /) -> Page: ...


COMPOSE: Mapping[str, Compose] = {
    "school": school.compose,
    "trust": trust.compose,
    "local-authority": local_authority.compose,
    "region": region.compose,
    "england": england.compose,
    "closed": closed.compose,
}
