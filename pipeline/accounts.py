"""The nouns of accountability: the national framework, and what places set themselves. They hold; they do not compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.model import Dataset, Level


@dataclass(frozen=True, slots=True)
class Local:
    """The measures that the place ``level``, ``code`` set itself, and its own ``statement`` of what it holds itself to account for.

    ``example``: neither words nor figures are the owner's; they only show how it is done.
    """

    dataset: Dataset
    level: Level
    code: str
    statement: str
    example: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of the log of the framework: ``what`` changed on ``date`` with ``version``, and ``why``."""

    date: date
    version: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What is asked about schools of ``phases`` and stands in no open file by school: ``why``, and who holds it."""

    title: str
    why: str
    holder: str
    domain: str
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """What schools are shown to be accountable for, valid from ``since`` on: the ids of the measures of each phase, in their order,
    what is ``unpublished``, and a statement on ``engagement``, of which there is no measure. ``log``: its changes, newest first.
    ``also``: by phase the measures of those schools that teach pupils of the measure's age, as most schools of the phase do not.
    """

    version: str
    since: date
    phases: Mapping[str, tuple[str, ...]]
    engagement: str
    unpublished: tuple[Unpublished, ...]
    log: tuple[Revision, ...]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
