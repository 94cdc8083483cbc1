"""Areas: the local authorities responsible for schools, the regions and the country, with their boundaries.

Grain: one row an area; ``former_local_authorities`` one row an ONS code that is no longer in use.
Traps: the lookup of today's codes is a third party's; it must agree with our committed ``authorities.csv`` or the import stops.
Region names differ in capitals between publishers. Boundaries are generalised: to draw, never to say where a school lies.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import pandas as pd

from pipeline.data.authorities import authorities
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND

LOOKUP = "geography/lookup_la_dfe_ofsted_ons_region_derived.csv"
AUTHORITY_SHAPES = "geography/ctyua_england_BUC_2023-05.geojson"
REGION_SHAPES = "geography/regions_england_BUC_2022-12.geojson"
DECIMALS = 4  # of a degree: about ten metres
CLOSED_RING = 4  # points of the smallest area, a triangle whose last point is its first


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The registers of areas. Raises TidyError where the publishers' lists and ours differ."""
    regions = _regions(raw)
    table = authorities()
    former = table[table["abolished"] != ""]
    columns = ["code", "dfe_code", "name", "region", "last_period", "abolished", "successors", "same_area"]
    return {
        "local_authorities": _local_authorities(raw.csv(LOOKUP), table[table["abolished"] == ""], regions),
        "regions": regions,
        "countries": pd.DataFrame({"code": [ENGLAND], "name": ["England"]}),
        "former_local_authorities": former[columns].reset_index(drop=True),
    }


def documents(raw: Raw) -> dict[str, bytes]:
    """The boundaries as GeoJSON by resource name: WGS84 longitude and latitude, each feature with ``code`` and ``name``."""
    return {
        "local_authority_boundaries": _boundaries(raw, AUTHORITY_SHAPES, "code", _names(authorities())),
        "region_boundaries": _boundaries(raw, REGION_SHAPES, "RGN22CD", _names(_regions(raw))),
    }


def _names(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["code"], table["name"], strict=True))


def _regions(raw: Raw) -> pd.DataFrame:
    """The nine regions: codes of the ONS, names in the spelling that the DfE uses."""
    spelling = {name.casefold(): name for name in raw.csv(LOOKUP)["region"]}
    shapes = [feature["properties"] for feature in _features(raw, REGION_SHAPES)]
    for shape in shapes:
        if shape["RGN22NM"].casefold() not in spelling:
            raise TidyError(REGION_SHAPES, shape["RGN22NM"], f"one of {sorted(spelling.values())}")
    return pd.DataFrame([(shape["RGN22CD"], spelling[shape["RGN22NM"].casefold()]) for shape in shapes], columns=["code", "name"])


def _local_authorities(lookup: pd.DataFrame, ours: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    renamed = lookup.rename(columns={"dfe_la_code": "dfe_code", "ons_ctyua23_code": "code", "ons_ctyua23_name": "name_published"})
    theirs = renamed.assign(region=renamed["region"].map(dict(zip(regions["name"], regions["code"], strict=True))))
    keys = ["code", "dfe_code", "region"]
    found, expected = (sorted(table[keys].itertuples(index=False, name=None)) for table in (theirs, ours))
    for theirs_row, our_row in zip_longest(found, expected):
        if theirs_row != our_row:
            raise TidyError(LOOKUP, theirs_row, f"{our_row} as in authorities.csv")
    return ours.merge(theirs[["code", "name_published"]], on="code")[["code", "dfe_code", "name", "name_published", "region", "created"]]


def _features(raw: Raw, name: str) -> list[dict[str, Any]]:
    return list(json.loads(raw.bytes(name))["features"])


def _boundaries(raw: Raw, name: str, key: str, names: dict[str, str]) -> bytes:
    features = [_feature(feature, feature["properties"][key], names) for feature in _features(raw, name)]
    features.sort(key=lambda feature: str(feature["properties"]["code"]))
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def _feature(feature: dict[str, Any], code: str, names: dict[str, str]) -> dict[str, Any]:
    if code not in names:
        raise TidyError("boundaries", code, "a code of the register")
    shape = feature["geometry"]
    geometry = {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}
    return {"type": "Feature", "properties": {"code": code, "name": names[code]}, "geometry": geometry}


def _rounded(coordinates: Sequence[Any]) -> list[Any]:
    """Coordinates of any depth, rounded; a point that falls on the one before it goes, and so does a ring that has shrunk to a line."""
    if isinstance(coordinates[0], float | int):
        return [round(number, DECIMALS) for number in coordinates]
    if isinstance(coordinates[0][0], float | int):
        points = [_rounded(point) for point in coordinates]
        ring = [point for index, point in enumerate(points) if not index or point != points[index - 1]]
        return ring if len(ring) >= CLOSED_RING else []
    return [part for part in map(_rounded, coordinates) if part]
