"""What a check finds: one fault a cell, row or table; a task for each table; a report for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it is, and what would be right.

    ``code`` is Frictionless's error type (``type-error``, ``primary-key``, ...) or, for what Frictionless does not look for, one of
    ours in the same form (``swallowed-rows``); ``words.yaml`` has a title, a description and a way to mend each.
    ``row`` is counted as Frictionless counts: the header is row 1; ``field_number`` begins with 1. None where the fault is not of a row.
    An ``advisory`` is told but does not make a table invalid. ``size`` orders advisories of one code, the largest first.
    """

    code: str
    message: str
    expected: str = ""
    row: int | None = None
    field: str = ""
    field_number: int | None = None
    cell: str | None = None
    cells: tuple[str, ...] = ()
    note: str = ""
    advisory: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """What was found in one table. ``errors`` and ``warnings`` count all of them; ``faults`` holds the first ones with their cells."""

    name: str
    path: str
    faults: tuple[Fault, ...] = ()
    errors: int = 0
    warnings: int = 0
    labels: tuple[str, ...] = ()
    rows: int = 0
    bytes: int = 0
    sha256: str = ""
    seconds: float = 0.0
    package: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in all tables that were asked for."""

    tasks: tuple[Task, ...]

    @property
    def valid(self) -> bool:
        """Whether no table has an error; advisories do not count."""
        return not any(task.errors for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is to be judged: a local file with its Table Schema and dialect (as Data Package v2 words them).

    ``path`` is the file, ``place`` its name as the descriptor or the caller gave it, which is what messages say.
    ``weight`` (in bytes) and ``hash`` (as ``sha256:…``; a bare one is md5) are what the descriptor says of the file as it lies.
    """

    name: str
    path: Path
    place: str
    schema: Mapping[str, Any]
    dialect: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    compression: str = ""
    package: str = ""
    weight: int | None = None
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """The tables of one data package, its ``descriptor`` as it stands, and in ``checks`` its block of declared checks, as yet unread."""

    name: str
    folder: Path
    tables: tuple[Table, ...]
    checks: Mapping[str, Any] = field(default_factory=dict)
    descriptor: Mapping[str, Any] = field(default_factory=dict)
