"""The nouns of research evidence: reviews of studies, what is pooled of them, and what is known of how they were made. They hold; they do
not compute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.model import Dataset

UNKNOWN = "not known here"
UNRATED = "not yet rated"
COMPUTED = "computed"

# School grades of the United States; a child begins grade 1 at six.
GRADES = ("before grade 1", "grades 1 to 5", "grades 6 to 8", "grades 9 to 12", "college")
PARTED = "; "  # between several of them in one cell

Mode = Literal["living", "periodic", "one_off"]
Scale = Literal["SMD", "LOR", "ZCOR"]
SCALES: Mapping[Scale, str] = {"SMD": "standardised mean difference", "LOR": "log odds ratio", "ZCOR": "Fisher's z of a correlation"}


@dataclass(frozen=True, slots=True)
class Interval:
    """How many months after a search the next is due, and after how many more the review is no longer published."""

    months: int
    grace_months: int


@dataclass(frozen=True, slots=True)
class Search:
    """How and when studies were looked for. ``last`` and ``next_due`` are None where that is not known or nothing is due."""

    sources: tuple[str, ...]
    mode: Mode
    last: date | None
    next_due: date | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote the review that the effects come from, and what is known of a conflict of interest."""

    name: str
    conflicts: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One entry of a review's history here."""

    date: date
    version: str
    what: str


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """Effects to be pooled: those whose columns hold one of the values of ``where`` (all of them if it is empty)."""

    id: str
    title: str
    where: Mapping[str, tuple[str, ...]]
    headline: bool


@dataclass(frozen=True, slots=True)
class Moderator:
    """A column of the effects by whose values a pool is folded."""

    column: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a person has to say of some effects that would otherwise stop publication."""

    effects: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """``rating``: computed by the published rule, or not yet rated. ``applicability`` to England's schools is for people to judge."""

    rating: str
    why: str
    applicability: str


@dataclass(frozen=True, slots=True)
class Cost:
    """One of five bands, or not yet rated, and what it rests on."""

    band: str
    basis: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The published review that the effects come from: ``doi`` is empty where it has none, ``caution`` what to be careful about."""

    citation: str
    doi: str
    licence: str
    caution: str


@dataclass(frozen=True, slots=True)
class Review:
    """A review's contract as read.

    ``phases``: those of its effects, or "not known here". ``flow``: records by step, a number or "not known here". ``causal``: an effect or
    an association.
    """

    dataset: Dataset
    question: str
    audience: tuple[str, ...]
    phases: tuple[str, ...]
    subjects: tuple[str, ...]
    population: str
    intervention: str
    comparison: str
    outcome: str
    design: str
    protocol: str
    search: Search
    flow: Mapping[str, int | str]
    authors: tuple[Author, ...]
    status: str
    history: tuple[Edition, ...]
    origin: Origin
    measure: Scale
    causal: Literal["effect", "association"]
    pools: tuple[PoolPlan, ...]
    moderators: tuple[Moderator, ...]
    measures: tuple[str, ...]
    certainty: Certainty
    cost: Cost
    retracted: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def name(self) -> str:
        """The review's folder."""
        return self.dataset.name


@dataclass(frozen=True, slots=True)
class Retraction:
    """A publication that was withdrawn: its DOI in small letters, on which day, and who says so."""

    doi: str
    date: date
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the register holds: ``reviews``, ``maps`` (findings that are laid out and never pooled) and known ``retractions``."""

    reviews: tuple[Review, ...]
    maps: tuple[Dataset, ...]
    retractions: tuple[Retraction, ...]
