"""Every place, and what the registers say of it, out of the built packages. Lists of places go by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from pipeline import packages
from pipeline.model import ENGLAND, Level, Place
from pipeline.web.registers import Area, Closed, Line, Member, School, Trust

Row = Mapping[str, Any]
Kind = TypeVar("Kind", bound=NamedTuple)


@dataclass(frozen=True, slots=True)
class Register:
    """All places by code, and which belong to which; every tuple of places is in order of name.

    ``followed`` is, by a closed school's URN, the first day of which a link to a successor is recorded.
    """

    schools: Mapping[str, School]
    closed: Mapping[str, Closed]
    trusts: Mapping[str, Trust]
    authorities: Mapping[str, Area]
    regions: Mapping[str, Area]
    schools_in: Mapping[str, tuple[School, ...]]
    authorities_in: Mapping[str, tuple[Area, ...]]
    members_of: Mapping[str, tuple[Member, ...]]
    predecessors: Mapping[str, tuple[Closed, ...]]
    lines: Mapping[str, tuple[Line, ...]]
    followed: Mapping[str, str]
    outcomes: Mapping[str, Row]
    cards: Mapping[str, Row]

    def place(self, level: Level, code: str, name: str = "England") -> Place:
        """The place with its parents, the widest first; ``name`` is asked for England alone."""
        if level == "school":
            school = self.schools[code]
            return Place(level, code, school.name, (("region", school.region), ("local-authority", school.la)))
        if level == "trust":
            return Place(level, code, self.trusts[code].name)
        if level == "local-authority":
            return Place(level, code, self.authorities[code].name, (("region", self.authorities[code].region),))
        return Place(level, code, self.regions[code].name if level == "region" else name)

    def where(self, urn: str) -> tuple[float, float]:
        """Latitude and longitude of an open school."""
        school = self.schools[urn]
        return school.lat, school.lng

    def codes(self) -> list[tuple[Level, str]]:
        """Every place that has a page of its own, schools last; a trust only if an open school is in it."""
        codes: dict[Level, Iterable[str]] = {"england": (ENGLAND,), "region": self.regions, "local-authority": self.authorities}
        codes |= {"trust": self.members_of, "school": self.schools}
        return [(level, code) for level, found in codes.items() for code in found]

    def trust_with_page(self, uid: str) -> Trust | None:
        """The trust, if one of that UID has a page of its own."""
        return self.trusts[uid] if uid in self.members_of else None

    def leads_to(self, urn: str) -> tuple[School, ...]:
        """The open schools that came of a closed one, by name."""
        return tuple(sorted((self.schools[code] for code in self.closed[urn].leads_to.split() if code in self.schools), key=_order))


def read(built: Path) -> Register:
    """The register out of the folder of built packages. Raises PackageError."""
    table = partial(packages.read_built, built)
    schools = _by(_rows(table("schools", "schools"), School))
    closed = _by(_rows(table("schools", "closed"), Closed))
    trusts = _by(_rows(table("trusts", "trusts"), Trust))
    authorities = _by(_rows(table("areas", "local_authorities"), Area))
    members = [member for member in _rows(table("trusts", "membership"), Member) if member.uid in trusts and member.urn in schools]
    return Register(
        schools=schools,
        closed=closed,
        trusts=trusts,
        authorities=authorities,
        regions=_by(_rows(table("areas", "regions").assign(region=""), Area)),
        schools_in=_grouped(schools.values(), attrgetter("la")),
        authorities_in=_grouped(authorities.values(), attrgetter("region")),
        members_of=_grouped(sorted(members, key=lambda member: _order(schools[member.urn])), attrgetter("uid")),
        predecessors=_predecessors(closed.values(), schools),
        lines=_grouped(_rows(table("schools", "lines"), Line), attrgetter("urn")),
        followed=_followed(table("schools", "links")),
        outcomes={row["urn"]: row for row in _records(table("inspections", "outcomes"))},
        cards={row["urn"]: row for row in _records(table("inspections", "report_cards"))},
    )


def _predecessors(closed: Iterable[Closed], schools: Mapping[str, School]) -> dict[str, tuple[Closed, ...]]:
    """URN of an open school to the closed ones that became it; not those that closed long after it had opened."""
    pairs = ((urn, school) for school in closed for urn in school.leads_to.split() if not _later(school, schools.get(urn)))
    return {urn: tuple(school for _, school in found) for urn, found in _grouped(pairs, itemgetter(0)).items()}


def _followed(links: pd.DataFrame) -> dict[str, str]:
    dated = links[(links["relation"] == "successor") & (links["date"].fillna("") != "")]
    first = dated.groupby("urn", observed=True)["date"].min()
    return dict(zip(first.index, first, strict=True))


def _later(before: Closed, after: School | None) -> bool:
    """Whether the one was still open two calendar years after the other had opened, and so was not the one before it."""
    return after is not None and bool(after.opened and before.closed) and int(before.closed[:4]) - int(after.opened[:4]) >= 2


def _order(place: Any) -> tuple[str, str]:
    return place.name.casefold(), place[0]


def _by(rows: Iterable[Any]) -> dict[str, Any]:
    """By code, in order of name."""
    return {row[0]: row for row in sorted(rows, key=_order)}


def _grouped(rows: Iterable[Any], key: Callable[[Any], str]) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {code: tuple(group) for code, group in groups.items()}


def _rows(frame: pd.DataFrame, kind: type[Kind]) -> list[Kind]:
    make: Callable[..., Kind] = kind
    return [make(*cells) for cells in zip(*(_cells(frame[name]) for name in kind._fields), strict=True)]


def _records(frame: pd.DataFrame) -> list[Row]:
    names = list(frame.columns)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*(_cells(frame[name]) for name in names), strict=True)]


def _cells(column: pd.Series[Any]) -> list[Any]:
    """Text with "" and numbers with None where nothing is recorded; whole numbers are int."""
    if pd.api.types.is_numeric_dtype(column):
        return [None if cell != cell else int(cell) if cell == int(cell) else cell for cell in column.tolist()]
    return column.astype(object).where(column.notna(), "").tolist()
