"""The boundaries of areas as the maps need them: read once, here, and laid out by each map as it draws.

Grain: a ring is a list of positions, longitude first; a polygon's holes are rings of their own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

AUTHORITIES, REGIONS = "areas/local_authority_boundaries.geojson", "areas/region_boundaries.geojson"

Ring = Sequence[tuple[float, float]]


def rings(source: Path) -> dict[str, list[Ring]]:
    """By the area's code all its rings. Raises OSError if the file is not there."""
    shapes = {each["properties"]["code"]: each["geometry"] for each in json.loads(source.read_bytes())["features"]}
    parts = {code: [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"] for code, shape in shapes.items()}
    return {code: [ring for part in found for ring in part] for code, found in parts.items()}
