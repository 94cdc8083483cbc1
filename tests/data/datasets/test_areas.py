"""The room of areas on hand-made raw files, and the tables as they are committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import areas
from pipeline.errors import TidyError
from pipeline.packages.checks import check_table
from tests.data.datasets import registers_raw
from tests.data.datasets.registers_raw import CONTRACTS


def test_tables_keep_their_contract(tmp_path: Path) -> None:
    tidied = areas.tidy(registers_raw.raw(tmp_path, "areas"))
    for resource in packages.tables(catalogue.load_one(CONTRACTS / "areas")):
        check_table(resource["name"], resource["schema"], tidied[resource["name"]])
    assert len(tidied["local_authorities"]) == 153
    assert tidied["regions"].set_index("code").loc["E12000003", "name"] == "Yorkshire and the Humber"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (areas.LOOKUP, "E09000007", "E09000077", "found .*E09000008.*E09000007"),
        (areas.LOOKUP, '"Camden",London', '"Camden",South East', "E09000007.*E12000008.*E12000007"),
        (areas.REGION_SHAPES, "South West", "Wessex", "found Wessex"),
    ],
)
def test_lists_that_differ_stop_the_import(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    rows = [row.replace(old, new) for row in registers_raw.files()[file]]
    with pytest.raises(TidyError, match=told):
        areas.tidy(registers_raw.raw(tmp_path, "areas", {file: rows}))


def test_a_missing_authority_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match=r"expected .*E06000064.* as in authorities\.csv"):
        areas.tidy(registers_raw.raw(tmp_path, "areas", {areas.LOOKUP: registers_raw.lookup()[:-1]}))


def test_boundaries_are_rounded_and_named(tmp_path: Path) -> None:
    shapes = json.loads(areas.documents(registers_raw.raw(tmp_path, "areas"))["region_boundaries"])
    assert [feature["properties"]["name"] for feature in shapes["features"]][2] == "Yorkshire and the Humber"
    assert shapes["features"][0]["geometry"]["coordinates"] == [[[0.0, 0], [1, 0], [1, 1], [0.0, 0]]]


def test_a_boundary_of_no_known_area_is_told(tmp_path: Path) -> None:
    rows = [row.replace("E09000007", "W06000001") for row in registers_raw.files()[areas.AUTHORITY_SHAPES]]
    with pytest.raises(TidyError, match="W06000001"):
        areas.documents(registers_raw.raw(tmp_path, "areas", {areas.AUTHORITY_SHAPES: rows}))


def rings(coordinates: list[Any]) -> Iterator[list[Any]]:
    """The rings in coordinates of any depth."""
    if isinstance(coordinates[0][0], float | int):
        yield coordinates
    else:
        for part in coordinates:
            yield from rings(part)


@pytest.mark.parametrize(("name", "number"), [("local_authority", 153), ("region", 9)])
def test_committed_boundaries_can_be_drawn(name: str, number: int) -> None:
    shapes = json.loads((CONTRACTS / f"areas/data/{name}_boundaries.geojson").read_text(encoding="utf-8"))
    assert len(shapes["features"]) == number
    for feature in shapes["features"]:
        for ring in rings(feature["geometry"]["coordinates"]):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(-6.5 < longitude < 1.9 and 49.8 < latitude < 55.9 for longitude, latitude in ring)


def test_the_committed_tables_are_whole() -> None:
    tables = packages.read(catalogue.load_one(CONTRACTS / "areas"))
    assert {name: len(table) for name, table in tables.items()} == {
        "local_authorities": 153,
        "regions": 9,
        "countries": 1,
        "former_local_authorities": 10,
    }
    today = set(tables["local_authorities"]["code"])
    assert {code for cell in tables["former_local_authorities"]["successors"] for code in cell.split()} <= today
    assert set(tables["local_authorities"]["region"]) == set(tables["regions"]["code"])
