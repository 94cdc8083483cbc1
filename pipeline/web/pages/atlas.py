"""All that a page can be composed from: the registers, the tables and the contracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.accounts import Framework, Local, Unpublished
from pipeline.model import ALL_PHASES, ENGLAND, Dataset, Level, Measure, Place, Series
from pipeline.web.cards import Card, Cards, Spread
from pipeline.web.charts.reference import Reference
from pipeline.web.funnels import Funnels
from pipeline.web.owned import Owned
from pipeline.web.pages.ages import of_other_ages, taught
from pipeline.web.pages.credits import Credit, credit
from pipeline.web.pages.members import Member, members, only, weight
from pipeline.web.places import Register
from pipeline.web.places import read as read_register
from pipeline.web.registers import School
from pipeline.web.series import ANY_PHASE, Tables

SECTIONS = ("intake", "places", "inclusion", "outcomes", "curriculum", "staff", "money", "engagement")  # in the order of a page
CONTEXT = ("intake", "places", "money")  # told in rows on the page itself
OTHERS = 4  # schools of a kind in an authority, lest it stand for one or two of them
APART = ("special", "alternative-provision")  # their results say nothing beside those of all schools together
ENGLAND_PLACE = Place("england", ENGLAND, "England")


@dataclass(frozen=True, slots=True)
class Strand:
    """One measure of one place and phase group.

    ``beside`` it stand England, then the local authority, as far as they have it; nobody where areas add up to a total. ``newest`` is the
    latest period in which anybody, of a school any school, has a figure. A school has its ``card``, a trust its ``members`` and by how many
    pupils it is weighed, an area its schools' ``own`` spread, and all have England's ``spread`` of schools of the phase; ``first`` says
    whether the framework has the measure, ``alone`` that a trust's is of special schools alone, and England's of all.
    """

    measure: Measure
    phase: str
    series: Series
    beside: tuple[Reference, ...]
    newest: str
    card: Card | None = None
    spread: Spread | None = None
    own: Spread | None = None
    members: tuple[Member, ...] = ()
    first: bool = True
    alone: bool = False
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Atlas:
    """The registers, the tables and the contracts of one build; ``credits`` by package, ``measures`` in the order of a page."""

    register: Register
    tables: Tables
    measures: tuple[Measure, ...]
    credits: Mapping[str, Credit]
    cards: Cards
    framework: Framework
    owned: Owned = field(default_factory=Owned.none)
    others: int = OTHERS
    funnels: Funnels = field(default_factory=Funnels)
    _england: dict[tuple[str, str], Spread] = field(default_factory=dict)
    _kinds: dict[tuple[str, str], int] = field(default_factory=dict)
    _references: dict[tuple[str, str, str], Reference | None] = field(default_factory=dict)

    @classmethod
    def open(cls, built: Path, datasets: Mapping[str, Dataset], framework: Framework, owned: Iterable[Local] = ()) -> Atlas:
        """Out of the folder of built packages. Raises PackageError."""
        measures = [measure for dataset in datasets.values() for measure in dataset.measures]
        ordered = sorted(measures, key=lambda measure: SECTIONS.index(measure.domain))
        credited = {name: credit(dataset) for name, dataset in datasets.items()}
        tables, cards, own, funnels = Tables(built, datasets), Cards(built), Owned.open(built, owned), Funnels.read(built)
        return cls(read_register(built), tables, tuple(ordered), credited, cards, framework, own, funnels=funnels)

    @property
    def england(self) -> Mapping[tuple[str, str], Spread]:
        """How the schools of England lie, by measure and phase; worked out once."""
        if not self._england:
            self._england.update(self.cards.spreads("england", ENGLAND))
        return self._england

    def unpublished(self, *phases: str) -> tuple[Unpublished, ...]:
        """What is asked about schools of all these phases, and is published of none."""
        return tuple(gap for gap in self.framework.unpublished if set(phases) <= set(gap.phases))

    def absent(self, urn: str, strands: tuple[Strand, ...]) -> tuple[Measure, ...]:
        """The measures for schools of this phase and its ages of which nothing was published for it, not even that they do not apply.

        Measures of areas alone are of no school, so that none lacks them.
        """
        phase, there = self.register.schools[urn].phase, {strand.measure.id for strand in strands}
        urns = (urn, *(line.predecessor for line in self.register.lines.get(urn, ())))
        ours = (measure for measure in self.measures if self.tables.has_schools(measure) and taught(self.register.schools[urn], measure))
        others = (measure for measure in ours if phase in measure.phases and measure.id not in there)
        return tuple(measure for measure in others if not any(self.tables.has(each, measure) for each in urns))

    def strands(self, level: Level, code: str) -> tuple[Strand, ...]:
        """Every measure of the place that applies to it, in the order of the page."""
        place = self.register.place(level, code)
        wanted = self._of_school(place) if level == "school" else self._of_area(place)
        return tuple(strand for strand in wanted if _applies(strand, level))

    def _of_school(self, place: Place) -> Iterator[Strand]:
        school = self.register.schools[place.code]
        authority = Place("local-authority", school.la, self.register.authorities[school.la].name)
        apart, other = school.phase in APART, of_other_ages(school)
        areas = (ENGLAND_PLACE, authority) if self._has_others(school) else (ENGLAND_PLACE,)
        cards, first = self.cards.of("school", school.urn), self.framework.phases[school.phase]
        also = self.framework.also.get(school.phase, ())
        for measure in self.measures:
            if school.phase in measure.phases:
                series = self.line(place, measure)
                if series:
                    phase = school.phase if measure.compare == "phase" else ALL_PHASES
                    unlike = other and phase != ALL_PHASES
                    alone = unlike or (apart and phase == ALL_PHASES)
                    card, spread = cards.get((measure.id, ANY_PHASE)), None if unlike else self.england.get((measure.id, school.phase))
                    shown = measure.id in first or (measure.id in also and taught(school, measure))
                    yield self._strand(series, phase, () if alone else areas, shown, card, spread)

    def line(self, place: Place, measure: Measure) -> Series | None:
        """A school's points, those of its predecessors before its own first year among them; None if there are none."""
        own = self.tables.series(place, measure, ANY_PHASE)
        points = own.points if own else ()
        for line in self.register.lines.get(place.code, ()):
            older = self.tables.series(replace(place, code=line.predecessor), measure, ANY_PHASE)
            before = (point for point in (older.points if older else ()) if not points or point.period < points[0].period)
            points = (*(point._replace(urn=line.predecessor) for point in before), *points)
        return Series(place, measure, ANY_PHASE, points) if points else None

    def _has_others(self, school: School) -> bool:
        """Whether the authority has so many schools of its kind that it is not much the same as the school."""
        key = school.la, school.phase
        if key not in self._kinds:
            self._kinds[key] = sum(other.phase == school.phase for other in self.register.schools_in[school.la])
        return self._kinds[key] >= self.others

    def _of_area(self, place: Place) -> Iterator[Strand]:
        beside = () if place.level == "england" else (ENGLAND_PLACE,)
        first = {ALL_PHASES: {name for names in self.framework.phases.values() for name in names}, **self.framework.phases}
        spreads = self.cards.spreads(place.level, place.code)
        for measure in self.measures:
            for phase in measure.phases if measure.compare == "phase" else (ALL_PHASES,):
                series = self.tables.series(place, measure, phase)
                if series:
                    strand = self._with_schools(self._strand(series, phase, beside, measure.id in first[phase]), spreads)
                    alone = only(self.register, series, strand.members, APART)
                    yield replace(strand, beside=(), spread=None, alone=True) if alone else strand

    def _with_schools(self, strand: Strand, spreads: Mapping[tuple[str, str], Spread]) -> Strand:
        """With how its schools lie and, of a trust, each of them: those of its phase, or of the phase that most of England's are of."""
        if not strand.first or strand.measure.rollup.method == "sum":
            return strand
        phases = (strand.phase,) if strand.phase != ALL_PHASES else strand.measure.phases
        keys = [(strand.measure.id, phase) for phase in phases]
        england = max((self.england[key] for key in keys if key in self.england), key=lambda spread: spread.schools, default=None)
        own = spreads.get((strand.measure.id, england.phase)) if england else None
        if strand.series.place.level != "trust":
            return replace(strand, spread=england, own=own)
        found = members(self.register, self.tables, self.cards, strand.series, phases)
        return replace(strand, spread=england, own=own, members=found, weight=weight(self.tables, strand.series))

    def _strand(
        self, series: Series, phase: str, areas: tuple[Place, ...], first: bool, card: Card | None = None, spread: Spread | None = None
    ) -> Strand:
        measure = series.measure
        comparable = areas if measure.rollup.method != "sum" else ()
        found = tuple(filter(None, [self._reference(area, measure, phase) for area in comparable]))
        newest = self.tables.newest(measure, series.place.level == "school")
        return Strand(measure, phase, series, found, newest, card, spread, first=first)

    def _reference(self, area: Place, measure: Measure, phase: str) -> Reference | None:
        """Remembered: thousands of schools stand beside the same area."""
        key = area.code, measure.id, phase
        if key not in self._references:
            series = self.tables.series(area, measure, phase)
            self._references[key] = Reference(series) if series else None
        return self._references[key]


def _applies(strand: Strand, level: Level) -> bool:
    """Not where it applied in no year; nor, of an area, where nothing was printed and schools cannot be added up."""
    added = level == "school" or strand.measure.rollup.method != "none"
    return any(point.reason != "z" and (added or point.value is not None) for point in strand.series.points)
