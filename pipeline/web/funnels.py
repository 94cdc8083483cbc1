"""Funnels out of the built scorecard, and the files from which a measure's page draws them: every school a dot.

Grain: ``assets/funnels/MEASURE-PHASE.json`` one a funnel; ``assets/funnels/schools/PHASE.json`` one a kind of school, by name, along which
the columns of every funnel of that kind run. A name, an area and a trust so stand once, however many measures there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import packages
from pipeline.model import Measure
from pipeline.web.charts.embed import ENCODE
from pipeline.web.places import Register
from pipeline.web.registers import Member, School

PACKAGE = "scorecard"
LINES = ("low_998", "low_95", "high_95", "high_998")
STANDINGS = ("", "within", "below", "above", "far-below", "far-above")  # a digit each in the file
SPARE = 1  # decimals more for a line than for the measure

YEAR_BEGINS = "09-01"

Key = tuple[str, str]  # measure and phase


class Funnel(NamedTuple):
    """One row of ``funnels``; see the package's fields."""

    measure: str
    phase: str
    period: str
    sized_by: str
    centre: float
    schools: int
    outside_95: int
    outside_998: int


class Dot(NamedTuple):
    """One school of a funnel: its figure or the reason why there is none, its size if that is known, and where it stands."""

    value: float | str
    size: float | None
    standing: str


@dataclass(frozen=True, slots=True)
class Funnels:
    """All funnels by measure and phase, the limits of each (columns of size and LINES), and its dots by URN."""

    funnels: Mapping[Key, Funnel] = field(default_factory=dict)
    limits: Mapping[Key, Mapping[str, Sequence[float]]] = field(default_factory=dict)
    dots: Mapping[Key, Mapping[str, Dot]] = field(default_factory=dict)

    @classmethod
    def read(cls, built: Path) -> Funnels:
        """Out of the folder of built packages; empty where so few schools were built that no measure has a funnel."""
        if not (built / PACKAGE / "funnels.parquet").is_file():
            return cls()
        funnels = [Funnel(*row) for row in _rows(built, "funnels", Funnel._fields)]
        limits: dict[Key, list[Any]] = defaultdict(list)
        for measure, phase, *line in _rows(built, "funnel_limits", ("measure", "phase", "size", *LINES)):
            limits[measure, phase].append(line)
        columns = {key: dict(zip(("size", *LINES), zip(*lines, strict=True), strict=True)) for key, lines in limits.items()}
        dots: dict[Key, dict[str, Dot]] = defaultdict(dict)
        names = ("measure", "phase", "school", "value", "value__reason", "size", "standing")
        for measure, phase, urn, value, reason, size, standing in _rows(built, "funnel_schools", names):
            dots[measure, phase][urn] = Dot(reason or value, None if size != size else size, standing)
        return cls({(each.measure, each.phase): each for each in funnels}, columns, dots)

    def of(self, measure: Measure) -> tuple[Funnel, ...]:
        """The measure's funnels in the order of its phases."""
        return tuple(self.funnels[measure.id, phase] for phase in measure.phases if (measure.id, phase) in self.funnels)

    def with_any(self, measure: Measure, urns: Iterable[str]) -> tuple[Funnel, ...]:
        """The measure's funnels in which one of the schools is a dot."""
        wanted = list(urns)
        return tuple(funnel for funnel in self.of(measure) if any(self._drawn(measure.id, funnel.phase, urn) for urn in wanted))

    def _drawn(self, measure: str, phase: str, urn: str) -> bool:
        dot = self.dots[measure, phase].get(urn)
        return dot is not None and dot.standing != ""


def _rows(built: Path, table: str, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    frame = packages.read_built(built, PACKAGE, table)
    return zip(*(frame[name].tolist() for name in names), strict=True)


def write(funnels: Funnels, register: Register, measures: Iterable[Measure], out: Path) -> None:
    """Write the files of every funnel into the new folder ``out``."""
    out.mkdir(parents=True)
    shown = [(measure, funnel) for measure in measures for funnel in funnels.of(measure)]
    schools = {phase: [each for each in register.schools.values() if each.phase == phase] for phase in {each.phase for _, each in shown}}
    for measure, funnel in shown:
        content = _figures(funnels, funnel, measure.decimals, schools[funnel.phase])
        (out / f"{measure.id}-{funnel.phase}.json").write_text(ENCODE(content), encoding="utf-8")


def write_names(register: Register, phases: Iterable[str], out: Path) -> None:
    """Write the names of the schools of each kind into the new folder ``out``: what funnels, and files of each school, run along."""
    out.mkdir(parents=True)
    for phase in phases:
        found = [each for each in register.schools.values() if each.phase == phase]
        (out / f"{phase}.json").write_text(ENCODE(names(register, found)), encoding="utf-8")


def since(member: Member) -> int | None:
    """The calendar year in which the first academic year begins that the school begins as a member.

    Below nought where only a day is known after which it joined: in years before that one it was no member, in later ones it may have
    been. None where nothing is known.
    """
    day = member.joined or member.joined_after
    if not day:
        return None
    first = int(day[:4]) + (day[5:] > YEAR_BEGINS)
    return first if member.joined else -first


def names(register: Register, schools: Sequence[School]) -> dict[str, Any]:
    """Columns along the schools; an authority, and every trust with a page, by its number in its list.

    ``since`` runs along ``groups``, see the function.
    """
    areas = {code: at for at, code in enumerate(register.authorities)}
    regions = {code: at for at, code in enumerate(register.regions)}
    groups: dict[str, list[Member]] = defaultdict(list)
    for members in register.members_of.values():
        for member in members:
            groups[member.urn].append(member)
    used = {uid: at for at, uid in enumerate(dict.fromkeys(member.uid for school in schools for member in groups[school.urn]))}
    return {
        "urn": [int(school.urn) for school in schools],
        "name": [school.name for school in schools],
        "area": [areas[school.la] for school in schools],
        "groups": [[used[member.uid] for member in groups[school.urn]] for school in schools],
        "since": [[since(member) for member in groups[school.urn]] for school in schools],
        "areas": [[area.code, area.name, regions[area.region]] for area in register.authorities.values()],
        "regions": [[region.code, region.name] for region in register.regions.values()],
        "trusts": [[uid, register.trusts[uid].name] for uid in used],
    }


def _figures(funnels: Funnels, funnel: Funnel, decimals: int, schools: Iterable[School]) -> dict[str, Any]:
    """Columns along the schools: a value or its reason, a size, and a digit for where the school stands; null where there is no row."""
    key = funnel.measure, funnel.phase
    nobody, known = Dot("", None, ""), funnels.dots[key]
    dots = [known.get(school.urn, nobody) for school in schools]
    return {
        "period": funnel.period.replace("-", "/"),
        "centre": _short(funnel.centre, decimals + SPARE),
        "limits": {
            name: [_short(each, decimals + SPARE + (name == "size")) for each in line] for name, line in funnels.limits[key].items()
        },
        "value": [dot.value if isinstance(dot.value, str) else _short(dot.value, decimals) for dot in dots],
        "size": [None if dot.size is None else _short(dot.size, decimals + 2) for dot in dots],
        "standing": "".join(str(STANDINGS.index(dot.standing)) for dot in dots),
    }


def _short(number: float, decimals: int) -> float:
    """Rounded, and whole where it is whole: 61 and not 61.0."""
    rounded = round(number, decimals)
    return int(rounded) if rounded == int(rounded) else rounded
