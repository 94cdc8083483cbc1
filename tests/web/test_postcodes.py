"""Where postcodes and towns are: districts and sectors are the middle of what is in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.web import postcodes
from pipeline.web.near import point
from pipeline.web.places import Register, read
from pipeline.web.registers import School
from tests.web.small_england import write
from tests.web.small_measures import LEEDS, PRIMARY, UNKNOWN, YORK


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return read(write(tmp_path_factory.mktemp("built")))


@pytest.mark.parametrize(
    ("postcode", "found"),
    [
        ("LS10 3HQ", ("LS", "LS10", "3", "HQ")),
        ("M1 1AA", ("M", "M1", "1", "AA")),
        ("EC1A 1BB", ("EC", "EC1A", "1", "BB")),
        ("W1A 0AX", ("W", "W1A", "0", "AX")),
    ],
)
def test_the_parts_of_a_postcode(postcode: str, found: tuple[str, ...]) -> None:
    assert postcodes.parts(postcode) == found


@pytest.mark.parametrize("text", ["", "LS10", "LS10 3", "LS103HQ", "ls10 3hq", "LS10 3H1", "LS10 3HQX", "1LS 3HQ"])
def test_what_is_no_full_postcode_has_no_parts(text: str) -> None:
    assert postcodes.parts(text) is None


def school(like: School, postcode: str, lat: float, lng: float, town: str = "Leeds", la: str = LEEDS) -> School:
    return like._replace(postcode=postcode, lat=lat, lng=lng, town=town, la=la)


PLACES = st.tuples(st.floats(50, 55), st.floats(-5, 1))
POSTCODES = st.builds("LS{} {}H{}".format, st.integers(1, 3), st.integers(0, 2), st.sampled_from("ABC"))


@given(st.dictionaries(POSTCODES, PLACES, min_size=1))
def test_a_middle_lies_between_all_that_it_is_the_middle_of(known: dict[str, tuple[float, float]]) -> None:
    like = School(**dict.fromkeys(School._fields, ""))  # type: ignore[arg-type]
    (tree,) = postcodes.trees(school(like, code, *place) for code, place in known.items()).values()
    for code, place in known.items():
        found = postcodes.parts(code)
        assert found
        lat, lng, sectors = tree[found.district]
        assert sectors[found.sector][2][found.unit] == point(*place)
    for district, (lat, lng, sectors) in tree.items():
        inside = [point(*place) for code, place in known.items() if code.startswith(f"{district} ")]
        units = [each for _, _, units in sectors.values() for each in units.values()]
        assert sorted(units) == sorted(inside)
        assert (lat, lng) == postcodes.middle(inside)
        for part, at in enumerate((lat, lng)):
            assert min(each[part] for each in inside) <= at <= max(each[part] for each in inside)


def test_two_schools_of_one_postcode_count_once(register: Register) -> None:
    like = register.schools[PRIMARY]
    schools = [school(like, "LS1 1AA", 50.0, 0.0), school(like, "LS1 1AA", 50.0, 0.0), school(like, "LS1 1AB", 51.0, 1.0)]
    assert postcodes.trees(schools)["LS"]["LS1"][:2] == [505000, 5000]


def with_schools(register: Register, *schools: School) -> Register:
    return Register(**{name: getattr(register, name) for name in Register.__slots__} | {"schools": dict(enumerate(schools))})


def test_a_town_in_two_parts_of_the_country_is_two_towns(register: Register) -> None:
    like = register.schools[PRIMARY]
    here = [
        school(like, "LS1 1AA", 53.8, -1.5, "Ashford"),
        school(like, "LS1 1AB", 53.9, -1.6, "ASHFORD"),
        school(like, "", 54.9, -1.4, "Ashford"),
    ]
    far = school(like, "YO1 1AA", 51.1, 0.9, "Ashford", YORK)
    found = postcodes.towns(with_schools(register, *here, far))
    assert found == {"ashford": [["Ashford", "Leeds", 3, 539000, -15000], ["Ashford", "York", 1, 511000, 9000]]}
    near = school(like, "YO1 1AA", 53.8, -1.4, "Ashford", YORK)
    assert [row[:3] for row in postcodes.towns(with_schools(register, *here, near))["ashford"]] == [["Ashford", "Leeds", 4]]


def test_the_files_say_which_there_are(register: Register, tmp_path: Path) -> None:
    assert postcodes.write(register, tmp_path) == {"posts": ["LS"], "towns": "le"}
    tree = json.loads((tmp_path / "post/LS.json").read_bytes())
    assert tree == {"LS10": [537569, -15331, {"3": [537569, -15331, {"HQ": [537569, -15331]}]}]}
    assert register.schools[UNKNOWN].postcode == ""
    assert json.loads((tmp_path / "town/le.json").read_bytes()) == {"leeds": [["Leeds", "Leeds", 6, 537569, -15331]]}
