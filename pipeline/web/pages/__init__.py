"""Kinds of page. ``COMPOSE`` is the table of contents: a place's level, or another kind, leads to what composes it.

A place's kind takes the atlas, the place's code and, but for a closed school, its strands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.web.pages import (
    a_to_z,
    agreement,
    catalogue,
    closed,
    england,
    explore,
    gap_map,
    home,
    local_authority,
    measure,
    package,
    region,
    register,
    review,
    school,
    trust,
)

COMPOSE: Mapping[str, Callable[..., Any]] = {
    "school": school.compose,
    "closed": closed.compose,
    "trust": trust.compose,
    "local-authority": local_authority.compose,
    "region": region.compose,
    "england": england.compose,
    "home": home.compose,
    "a-to-z": a_to_z.compose,
    "catalogue": catalogue.compose,
    "package": package.compose,
    "measure": measure.compose,
    "agreement": agreement.compose,
    "review": review.compose,
    "explore": explore.compose,
    "register": register.compose,
    "gap-map": gap_map.compose,
}
