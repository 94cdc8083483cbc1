"""Which places lie within which: the levels whose rows may fill the columns of a level."""

from __future__ import annotations

from pipeline.data.ees.vocabulary import LEVELS

BY_NAME = {level.name: level for level in LEVELS}

_SMALLEST = ("School", "Provider", "Institution")
_DISTRICTS = ("Local authority district", "Ward", "Police force area", *_SMALLEST)

MAY_FILL: dict[str, tuple[str, ...]] = {level.name: (level.name, *_SMALLEST) for level in LEVELS if level.name != "National"}
"""Of each level the level itself and what lies within a place of it. Every row may say of which country it is."""
MAY_FILL.update({name: (name,) for name in _SMALLEST})
MAY_FILL["Regional"] = (
    *("Regional", "Local skills improvement plan area", "Local authority", "Local enterprise partnership", "Opportunity area"),
    *("Parliamentary constituency", "English devolved area", "Planning area"),
    *_DISTRICTS,
)
MAY_FILL["Local authority"] = ("Local authority", "Parliamentary constituency", "Planning area", *_DISTRICTS)
MAY_FILL["Local authority district"] = _DISTRICTS
MAY_FILL["Local skills improvement plan area"] = (
    *("Local skills improvement plan area", "Local authority district", "Planning area"),
    *_SMALLEST,
)
