"""What a package's own ``checks`` block asks for: rules that only its maintainer can know.

The block maps a rule's name to its entries; each entry may name the ``tables`` it holds for (all that have its fields, if it does not).
An unknown rule or key, or a field that no table has, is a CatalogueError: a misspelt check would be no check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from pipeline.catalogue.files import hold_keys
from pipeline.checks.faults import Package
from pipeline.checks.sums import AddsUp, Share
from pipeline.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class OneName:
    """A ``key`` has one ``name`` throughout a table."""

    key: str
    name: str
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return (self.key, self.name)


@dataclass(frozen=True, slots=True)
class Reference:
    """``fields`` stand together in ``keys`` of a table of another package (a foreign key that leaves the package)."""

    fields: list[str]
    package: str
    resource: str
    keys: list[str]
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return tuple(self.fields)


@dataclass(frozen=True, slots=True)
class BeginsWith:
    """``field`` begins with the ``length`` digits that ``prefix`` gives in the row of another package's table whose ``key`` is ``of``."""

    field: str
    of: str
    package: str
    resource: str
    key: str
    prefix: str
    length: int = 3
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return (self.field, self.of)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Periods of ``field`` may lie in the future."""

    field: str
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return (self.field,)


@dataclass(frozen=True, slots=True)
class Jump:
    """From one period to the next, ``field`` of a ``key`` grows or shrinks by no more than ``factor`` where it is ``least`` or more."""

    field: str
    key: list[str]
    period: str = "period"
    factor: float = 3.0
    least: float = 100.0
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return (self.field, self.period, *self.key)


@dataclass(frozen=True, slots=True)
class Total:
    """Rows in which ``level`` is ``of`` hold the sums of ``field`` over the rows in which it is ``over``, for the same ``within``.

    Told where the total is ten times off (more than five times too high, or less than a fifth).
    """

    field: str
    level: str
    of: str
    over: str
    within: list[str]
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return (self.field, self.level, *self.within)


Entry = AddsUp | Share | OneName | Reference | BeginsWith | Forecast | Jump | Total
KINDS: dict[str, type[Entry]] = {
    "adds-up": AddsUp,
    "share": Share,
    "one-name": OneName,
    "reference": Reference,
    "begins-with": BeginsWith,
    "forecast": Forecast,
    "jump": Jump,
    "total": Total,
}


def entries(package: Package) -> tuple[Entry, ...]:
    """The package's declared checks, held to their keys and to the fields of its tables. Raises CatalogueError."""
    where = f"{package.name}, checks"
    hold_keys(where, package.checks, set(KINDS), set())
    found = tuple(_entry(f"{where}, {rule}", KINDS[rule], raw) for rule, listed in package.checks.items() for raw in listed)
    for entry in found:
        _holds_somewhere(where, entry, package)
    return found


def _entry(where: str, kind: type[Entry], raw: Any) -> Entry:
    known = {field.name for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    hold_keys(where, raw, known, needed)
    return kind(**{**raw, "tables": tuple(raw.get("tables", ()))})


def _holds_somewhere(where: str, entry: Entry, package: Package) -> None:
    names = {table.name for table in package.tables}
    strange = sorted(set(entry.tables) - names)
    if strange:
        raise CatalogueError(where, f"table {strange[0]!r}", f"one of {', '.join(sorted(names))}")
    if not any(applies(entry, table.name, [field["name"] for field in table.schema.get("fields", [])]) for table in package.tables):
        raise CatalogueError(where, f"fields {', '.join(entry.names)}", "fields of one of its tables")


def applies(entry: Entry, table: str, names: list[str]) -> bool:
    """Whether the entry is for that table: it names it, or names none and the table has all its fields."""
    return table in entry.tables if entry.tables else set(entry.names) <= set(names)


def chosen(found: tuple[Entry, ...], table: Mapping[str, Any], name: str) -> list[Entry]:
    """The entries for one table, by its schema and name."""
    names = [field["name"] for field in table.get("fields", [])]
    return [entry for entry in found if applies(entry, name, names)]
