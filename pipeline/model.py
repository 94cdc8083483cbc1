"""The nouns. They hold; they do not compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Level = Literal["school", "trust", "local-authority", "region", "england"]
LEVELS: tuple[Level, ...] = ("school", "trust", "local-authority", "region", "england")
ENGLAND = "E92000001"

Reason = Literal["c", "z", "x", "low", "u"]
REASONS: tuple[Reason, ...] = ("c", "z", "x", "low", "u")
PHASES: tuple[str, ...] = ("nursery", "primary", "secondary", "special", "alternative-provision")
ALL_PHASES = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """A school, trust, authority, region or England; ``code`` as its level's register gives it."""

    level: Level
    code: str
    name: str
    parents: tuple[tuple[Level, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One raw file behind a package: ``raw`` its path inside the import folder, ``path`` the publisher's page, ``download`` its address."""

    title: str
    publisher: str
    raw: str
    path: str = ""
    period: str = ""
    compiled_by: str = ""
    download: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """What the lock holds a raw file to: the sha256 and the number of its bytes, both before gzip."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Rollup:
    """How schools become an area or trust.

    ``ratio``: sum of ``numerator`` over sum of ``denominator``, times ``per``. ``mean``: mean weighted by ``weight``.
    ``sum``: plain total. ``none``: not rolled up. ``otherwise`` serves the periods without the counts that a ratio needs.
    """

    method: Literal["ratio", "mean", "sum", "none"]
    numerator: str = ""
    denominator: str = ""
    weight: str = ""
    per: float = 1.0
    otherwise: Rollup | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """From ``period`` on the figures are not comparable with those before, because of ``reason``."""

    period: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """In ``period`` the file lacks so many schools of ``phases`` that no total is shown, of any area or of ``codes``; ``reason``: why."""

    period: str
    phases: tuple[str, ...]
    reason: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """In ``periods`` an area's figure is the publisher's own, out of ``column``, ``low`` and ``high`` of ``published``, if it is there."""

    periods: tuple[str, ...]
    column: str
    reason: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """How sure a figure is: ``published`` by its publisher, ``wilson`` of a share and its pupils, or ``none``, and ``why`` not."""

    method: Literal["published", "wilson", "none"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of one package, and how it is shown. Words only, no formula.

    A sentence says ``leads``, the number, ``says``; ``scale`` tells what a score's number means. ``direction``: which way is better.
    """

    id: str
    package: str
    column: str
    domain: Literal["outcomes", "curriculum", "staff", "inclusion", "engagement", "intake", "money", "places"]
    direction: Literal["higher", "lower", "none"]
    title: str
    question: str
    questions: tuple[str, ...]
    definition: str
    says: str
    unit: Literal["percent", "number", "score", "points", "pounds", "years", "ratio"]
    decimals: int
    phases: tuple[str, ...]
    compare: Literal["phase", "all"]
    rollup: Rollup
    interval: Interval
    pool: int = 3  # years taken together
    age: int = 0  # of its pupils, if it is of one
    alike: Literal["", "accounts"] = ""  # what similar schools must share too
    chart: str = "trend"
    least_span: float = 0.0  # least height of a chart's axis
    low: str = ""
    high: str = ""
    pupils: str = ""
    status: str = ""
    caution: str = ""
    area_caution: str = ""
    breaks: tuple[Break, ...] = ()
    gaps: tuple[Gap, ...] = ()
    printed: tuple[Printed, ...] = ()
    leads: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A package's contract as read: the whole descriptor, what is shown of it and where it came from."""

    name: str
    title: str
    folder: Any
    descriptor: Mapping[str, Any]
    measures: tuple[Measure, ...]
    sources: tuple[Source, ...]


class Point(NamedTuple):
    """A value with what is known of its certainty, or the reason why there is none. ``urn``: the school's number then, if another."""

    period: str
    value: float | None
    reason: str = ""
    low: float | None = None
    high: float | None = None
    pupils: float | None = None
    schools: int | None = None
    missing: int | None = None
    status: str = ""
    urn: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One place's points of one measure for one phase group, oldest first."""

    place: Place
    measure: Measure
    phase: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A Plotly figure as a plain dict, with the same figures as a table and as a sentence."""

    figure: Mapping[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be set into the shell; ``path`` is its address below the site's root."""

    path: str
    title: str
    description: str
    body: str
