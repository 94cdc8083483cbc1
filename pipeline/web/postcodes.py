"""Where a postcode, a part of one or a town is, out of the schools' own register: nobody else is asked.

Grain: ``post/LS.json`` one a postcode area (the letters a postcode begins with); ``town/le.json`` one a beginning of two letters of a
town's name.
A district (LS10), a sector (LS10 3) and a town are where the middle of their schools' postcodes is, each postcode counted once.
Positions are as in ``near``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median_low
from typing import Any, NamedTuple

from pipeline.web.charts.embed import ENCODE
from pipeline.web.finder import fold
from pipeline.web.near import Point, point
from pipeline.web.places import Register
from pipeline.web.registers import School

POSTCODE = re.compile(r"([A-Z]{1,2})([0-9][A-Z0-9]?) ([0-9])([A-Z]{2})")
BEGINNING = 2  # letters: one letter makes files in which a name weighs nothing
APART = 3_000  # of 1/10,000 degree, about 20 miles: schools of one town's name further apart than that are in two towns

Tree = dict[str, list[Any]]


class Parts(NamedTuple):
    """A postcode's parts: ``LS10 3HQ`` is of the area LS, the district LS10, the sector 3 of that and the unit HQ of that."""

    area: str
    district: str
    sector: str
    unit: str


def parts(postcode: str) -> Parts | None:
    """The parts of a full postcode as registers print it; None if it is none."""
    found = POSTCODE.fullmatch(postcode)
    return Parts(found[1], found[1] + found[2], found[3], found[4]) if found else None


def middle(points: Iterable[Point]) -> Point:
    """The mean of the positions."""
    lats, lngs = zip(*points, strict=True)
    return round(fmean(lats)), round(fmean(lngs))


def trees(schools: Iterable[School]) -> dict[str, Tree]:
    """By area and district: latitude, longitude, and by sector the same: latitude, longitude, and by unit latitude and longitude."""
    known = {found: point(school.lat, school.lng) for school in schools if (found := parts(school.postcode))}
    areas: dict[str, dict[str, dict[str, dict[str, Point]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for (area, district, sector, unit), place in sorted(known.items()):
        areas[area][district][sector][unit] = place
    return {area: {name: _district(sectors) for name, sectors in districts.items()} for area, districts in areas.items()}


def _district(sectors: Mapping[str, Mapping[str, Point]]) -> list[Any]:
    every = [place for units in sectors.values() for place in units.values()]
    return [*middle(every), {sector: [*middle(units.values()), units] for sector, units in sectors.items()}]


def towns(register: Register) -> dict[str, list[list[Any]]]:
    """By folded name, most schools first: the town's name, an authority that its schools are in, their number, latitude, longitude."""
    named: dict[str, list[School]] = defaultdict(list)
    for school in register.schools.values():
        named[" ".join(fold(school.town))].append(school)
    return {name: [_town(register, group) for group in _groups(schools)] for name, schools in sorted(named.items()) if name}


def _groups(schools: Sequence[School]) -> list[list[School]]:
    """The schools parted into towns: those of an authority belong together, and so do authorities that are near."""
    counted = Counter(school.la for school in schools)
    groups: list[list[School]] = []
    for area in sorted(counted, key=lambda code: (-counted[code], code)):
        found = [school for school in schools if school.la == area]
        beside = next((group for group in groups if _near(_middle(group), _middle(found))), None)
        if beside is None:
            groups.append(found)
        else:
            beside.extend(found)
    return groups


def _middle(schools: Iterable[School]) -> Point:
    """The median: a few schools that give a far town as theirs move it little."""
    lats, lngs = zip(*(point(school.lat, school.lng) for school in schools), strict=True)
    return median_low(lats), median_low(lngs)


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= APART and abs(one[1] - other[1]) <= 2 * APART


def _town(register: Register, schools: Sequence[School]) -> list[Any]:
    name = max(sorted(spelt := Counter(school.town for school in schools)), key=lambda each: spelt[each])
    return [name, register.authorities[schools[0].la].name, len(schools), *_middle(schools)]


def write(register: Register, out: Path) -> dict[str, Any]:
    """Write the files into ``out``, which is there, and return which there are: ``posts`` and ``towns``. Raises ``OSError``."""
    beginnings: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, found in towns(register).items():
        beginnings[name[:BEGINNING]][name] = found
    areas = trees(register.schools.values())
    for folder, files in (("post", areas), ("town", beginnings)):
        (out / folder).mkdir()
        for name, content in files.items():
            (out / folder / f"{name}.json").write_text(ENCODE(content), encoding="utf-8")
    return {"posts": sorted(areas), "towns": " ".join(sorted(beginnings))}
