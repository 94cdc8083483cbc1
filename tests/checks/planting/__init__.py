"""Faults of many kinds, to be planted in real tables: what a check is worth is how many of them it finds."""

from __future__ import annotations

from tests.checks.planting import agreement, files, meaning, numbers, shapes, texts, unity
from tests.checks.planting.ground import Kind

KINDS: dict[str, Kind] = {
    **numbers.KINDS,
    **texts.KINDS,
    **files.KINDS,
    **shapes.KINDS,
    **unity.KINDS,
    **meaning.KINDS,
    **agreement.KINDS,
}
