"""Files for a search around a point: the schools of each authority with their positions, and the authorities' outlines for a map.

Grain: ``la/CODE.json`` one an authority, columns along its open schools by name; ``edge/CODE.json`` one an authority, its rings, and
``edge/regions.json`` those of all regions, for a map too wide for authorities; ``areas.json`` one row an authority, and ``boxes.json``
along them the boxes around its schools, so that a script loads those alone that come near.
Positions are whole numbers of 1/10,000 of a degree (about 10 metres), boxes of 1/200, latitude first; rings go longitude first, as
their source does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.web.charts.embed import ENCODE
from pipeline.web.finder import Entry
from pipeline.web.outlines import AUTHORITIES, REGIONS, Ring, rings
from pipeline.web.places import Register
from pipeline.web.registers import School

FINE = 10_000  # to a degree
COARSE = 50  # of those in a step of a box, about half a kilometre: every answer waits for the boxes, and finer ones weigh more
HALVED = 3  # times at most that the schools of an authority are parted into boxes
NARROW = 2_000  # a box so narrow is not parted: about 13 miles from south to north
NO_FAITH = ("", "Does not apply", "None")
SIXTH_FORM = "Has a sixth form"

Point = tuple[int, int]


def point(lat: float, lng: float) -> Point:
    """A position in whole numbers."""
    return round(lat * FINE), round(lng * FINE)


@dataclass(frozen=True, slots=True)
class Traits:
    """What schools are told apart by: each list holds the values that occur, and a school's traits are numbers in them."""

    phases: tuple[str, ...]
    types: tuple[str, ...]
    faiths: tuple[str, ...]
    genders: tuple[str, ...]

    @classmethod
    def of(cls, schools: Iterable[School]) -> Traits:
        """The values of these schools, in order."""
        columns = zip(*map(_traits, schools), strict=True)
        phases, types, faiths, genders = (tuple(sorted(set(column))) for column in columns)
        return cls(phases, types, faiths, genders)

    def row(self, school: School) -> tuple[int | None, ...]:
        """Phase, type, faith, gender, sixth form (1 if it has one), lowest and highest age, latitude and longitude."""
        lists = zip((self.phases, self.types, self.faiths, self.genders), _traits(school), strict=True)
        sixth = int(school.sixth_form == SIXTH_FORM)
        return *(values.index(value) for values, value in lists), sixth, school.low_age, school.high_age, *point(school.lat, school.lng)


TRAITS = ("phase", "type", "faith", "gender", "sixth", "low", "high", "lat", "lng")


def told(entries: Iterable[Entry], register: Register) -> Iterator[Entry]:
    """The entries with what a list of results says more: a school's traits; where a closed one leads; the authorities of a trust."""
    traits = Traits.of(register.schools.values())
    at = {code: number for number, code in enumerate(register.authorities)}
    for entry in entries:
        if entry.closed:
            yield entry._replace(more=tuple((school.urn, school.name) for school in register.leads_to(entry.code)))
        elif entry.level == "school":
            yield entry._replace(more=traits.row(register.schools[entry.code]))
        elif entry.level == "trust":
            areas = {at[register.schools[member.urn].la] for member in register.members_of[entry.code]}
            yield entry._replace(more=tuple(sorted(areas)))
        else:
            yield entry


def write(register: Register, built: Path, out: Path, known: Mapping[str, Any]) -> None:
    """Write the files into ``out``, which is there; ``areas.json`` says what is ``known`` besides. Raises ``OSError``."""
    traits = Traits.of(register.schools.values())
    regions = {code: at for at, code in enumerate(register.regions)}
    (out / "la").mkdir()
    for code, schools in register.schools_in.items():
        _dump(out / "la" / f"{code}.json", columns(schools, traits))
    held = [(area, register.schools_in.get(area.code, ())) for area in register.authorities.values()]
    areas = [[area.code, area.name, regions[area.region], len(schools)] for area, schools in held]
    _dump(out / "boxes.json", [boxes(schools) for _, schools in held])
    lists = {name: getattr(traits, name) for name in Traits.__slots__}
    _dump(out / "areas.json", {**lists, "regions": [[area.code, area.name] for area in register.regions.values()], "areas": areas, **known})
    (out / "edge").mkdir()
    authorities = rings(built / AUTHORITIES)
    for code in register.authorities:
        _dump(out / "edge" / f"{code}.json", [_flat(ring) for ring in authorities[code]])
    _dump(out / "edge" / "regions.json", [_flat(ring) for found in rings(built / REGIONS).values() for ring in found])


def columns(schools: Sequence[School], traits: Traits) -> dict[str, Any]:
    """Columns along the schools; towns and trusts are numbers in lists of their own."""
    towns, trusts = (sorted({getattr(school, name) for school in schools}) for name in ("town", "trust"))
    rows = dict(zip(TRAITS, map(list, zip(*map(traits.row, schools), strict=True)), strict=True))
    return {
        "urn": [int(school.urn) for school in schools],
        "name": [school.name for school in schools],
        "postcode": [school.postcode for school in schools],
        "town": [towns.index(school.town) for school in schools],
        "trust": [trusts.index(school.trust) for school in schools],
        **rows,
        "towns": towns,
        "trusts": trusts,
    }


def boxes(schools: Sequence[School]) -> list[list[int]]:
    """The boxes around the schools of an authority, each south, west, north, east; none where there is no school.

    A box has its sides on the nearest step of ``COARSE`` outside its schools, and is told in such steps.
    """
    return [_coarse(box) for box in _boxes([point(school.lat, school.lng) for school in schools], HALVED)] if schools else []


def _coarse(box: Sequence[int]) -> list[int]:
    south, west, north, east = box
    return [south // COARSE, west // COARSE, -(-north // COARSE), -(-east // COARSE)]


def _boxes(points: Sequence[Point], halved: int) -> list[list[int]]:
    """The points parted at the middle of the longer side, and each half again: one box around them all holds whole cities next door."""
    low, high = ([least(each) for each in zip(*points, strict=True)] for least in (min, max))
    side = int(high[1] - low[1] > high[0] - low[0])
    if not halved or high[side] - low[side] < NARROW:
        return [low + high]
    ordered = sorted(points, key=lambda place: (place[side], place))
    middle = len(ordered) // 2
    return [box for half in (ordered[:middle], ordered[middle:]) for box in _boxes(half, halved - 1)]


def _flat(ring: Ring) -> list[int]:
    """Longitude, latitude, longitude, latitude …"""
    return [round(degrees * FINE) for place in ring for degrees in place]


def _traits(school: School) -> tuple[str, str, str, str]:
    faith = school.religious_character
    return school.phase, school.type, "" if faith in NO_FAITH else faith, school.gender


def _dump(path: Path, content: object) -> None:
    path.write_text(ENCODE(content), encoding="utf-8")
