"""The schools of each authority with their positions, the boxes around them, and the outlines for a map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.web import near, outlines
from pipeline.web.finder import Entry
from pipeline.web.near import Traits
from pipeline.web.pages import a_to_z
from pipeline.web.places import Register, read
from pipeline.web.registers import School
from tests.web.small_england import write
from tests.web.small_measures import BEFORE, CLOSED, LEEDS, PRIMARY, REGION, SECONDARY, SPECIAL, TRUST, YORK

SQUARE = [[-1.6, 53.7], [-1.4, 53.7], [-1.4, 53.9], [-1.6, 53.7]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small England with an outline of each authority, one of them of two parts, and of its region."""
    folder = write(tmp_path_factory.mktemp("built"))
    shapes = {LEEDS: ("Polygon", [SQUARE]), YORK: ("MultiPolygon", [[SQUARE], [SQUARE]])}
    for name, codes in ((outlines.AUTHORITIES, [LEEDS, YORK]), (outlines.REGIONS, [YORK])):
        features = [
            {"properties": {"code": code}, "geometry": dict(zip(("type", "coordinates"), shapes[code], strict=True))} for code in codes
        ]
        (folder / name).write_text(json.dumps({"features": features}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def register(built: Path) -> Register:
    return read(built)


@pytest.fixture(scope="module")
def out(built: Path, register: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("find")
    near.write(register, built, folder, {"posts": ["LS"]})
    return folder


def load(path: Path) -> Any:
    return json.loads(path.read_bytes())


def test_an_authoritys_columns_run_along_its_schools_by_name(out: Path, register: Register) -> None:
    columns = load(out / f"la/{LEEDS}.json")
    schools = register.schools_in[LEEDS]
    assert columns["urn"] == [int(school.urn) for school in schools]
    assert {len(columns[name]) for name in ("name", "postcode", "town", "trust", *near.TRAITS)} == {len(schools)}
    at = columns["urn"].index(int(SECONDARY))
    assert (columns["trusts"][columns["trust"][at]], columns["low"][at], columns["high"][at]) == (TRUST, 11, 18)
    assert (columns["lat"][at], columns["lng"][at]) == (537569, -15331)


def test_the_traits_are_numbers_in_lists_of_the_values_that_occur(out: Path) -> None:
    areas, columns = load(out / "areas.json"), load(out / f"la/{LEEDS}.json")
    assert areas["phases"] == ["primary", "secondary", "special"]
    assert areas["posts"] == ["LS"]
    assert {areas["phases"][at] for at in columns["phase"]} == {"primary", "secondary"}
    assert [(code, name, count) for code, name, _, count, *_ in areas["areas"]] == [(LEEDS, "Leeds", 5), (YORK, "York", 1)]
    assert len(load(out / "boxes.json")) == len(areas["areas"])
    assert areas["regions"] == [[REGION, "Yorkshire and the Humber"]]


def test_no_faith_by_any_of_its_names_is_none(register: Register) -> None:
    like = register.schools[PRIMARY]
    schools = [like._replace(religious_character=faith) for faith in ("", "None", "Does not apply", "Jewish")]
    traits = Traits.of(schools)
    assert traits.faiths == ("", "Jewish")
    assert [traits.row(school)[2] for school in schools] == [0, 0, 0, 1]


POSITIONS = st.lists(st.tuples(st.floats(50, 55), st.floats(-6, 1.7)), min_size=1)


@given(POSITIONS)
def test_boxes_hold_every_school_and_are_no_larger_than_to_the_next_step(positions: list[tuple[float, float]]) -> None:
    like = School(**dict.fromkeys(School._fields, ""))  # type: ignore[arg-type]
    schools = [like._replace(lat=lat, lng=lng) for lat, lng in positions]
    boxes = [[side * near.COARSE for side in box] for box in near.boxes(schools)]
    points = [near.point(*position) for position in positions]
    inside = [[(lat, lng) for lat, lng in points if south <= lat <= north and west <= lng <= east] for south, west, north, east in boxes]
    assert {each for found in inside for each in found} == set(points)
    for (south, west, north, east), found in zip(boxes, inside, strict=True):
        lats, lngs = zip(*found, strict=True)
        gaps = (min(lats) - south, north - max(lats), min(lngs) - west, east - max(lngs))
        assert all(0 <= gap < near.COARSE for gap in gaps)


def test_a_city_inside_a_countys_ring_is_in_none_of_its_boxes(register: Register) -> None:
    like = register.schools[PRIMARY]
    ring = [like._replace(lat=52 + lat / 10, lng=lng / 10) for lat in range(-6, 7) for lng in range(-6, 7) if max(abs(lat), abs(lng)) > 3]
    boxes = [[side * near.COARSE for side in box] for box in near.boxes(ring)]
    assert len(boxes) == 2**near.HALVED
    assert not [box for box in boxes if box[0] <= 520000 <= box[2] and box[1] <= 0 <= box[3]]


def test_an_authority_without_a_school_has_no_box() -> None:
    assert near.boxes([]) == []


def test_outlines_are_flat_rings_of_all_parts(out: Path) -> None:
    ring = [-16000, 537000, -14000, 537000, -14000, 539000, -16000, 537000]
    assert load(out / f"edge/{LEEDS}.json") == [ring]
    assert load(out / f"edge/{YORK}.json") == [ring, ring]
    assert load(out / "edge/regions.json") == [ring, ring]


def test_an_entry_tells_what_a_list_of_results_says(register: Register) -> None:
    entries = {entry.code: entry for entry in near.told(a_to_z.entries(register), register)}
    traits = Traits.of(register.schools.values())
    assert entries[SPECIAL].more == traits.row(register.schools[SPECIAL])
    assert entries[CLOSED].more == ((PRIMARY, register.schools[PRIMARY].name),)
    assert entries[BEFORE].more == ()
    assert entries[TRUST].more == (0, 1)
    assert entries[LEEDS] == Entry("local-authority", LEEDS, "Leeds", kind="Local authority")
