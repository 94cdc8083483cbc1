"""The ground in which faults are planted: a real table that is right, and how one cell, row or byte of it is altered."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from pipeline.checks.declared import Entry
from pipeline.checks.faults import Package, Table
from pipeline.checks.reading import missing_values

Row = tuple[str, ...]
Field = Mapping[str, Any]
NUMBERS = ("integer", "number")


@dataclass(frozen=True, slots=True)
class Ground:
    """``table`` with its ``rows`` (the header first, so that the row of number n is ``rows[n - 1]``), the declared checks that hold for
    it, the tables that it points to, for each field that is a key of another table the values that it may have, and the rows of the
    year before where they stand in a table of their own.
    """

    table: Table
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    checks: Mapping[str, Any]
    neighbours: tuple[Table, ...]
    others: Callable[[str], Package]
    known: Mapping[str, frozenset[str]]
    earlier: tuple[Row, ...] = ()

    @property
    def name(self) -> str:
        """Package and table."""
        return f"{self.table.package}/{self.table.name}"

    @property
    def fields(self) -> Sequence[Field]:
        """The schema's fields, one a column."""
        fields: Sequence[Field] = self.table.schema["fields"]
        return fields

    def column(self, name: str) -> int:
        """The place of a field, from 0."""
        return self.rows[0].index(name)

    def missing(self, field: Field) -> set[str]:
        """What stands for no value in a field."""
        return set(missing_values(self.table.schema, field))

    def key(self) -> list[int]:
        """The places of the fields of a key that no two rows may share; none if there is none."""
        unique: Sequence[Sequence[str]] = self.table.schema.get("uniqueKeys", [()])
        return [self.column(name) for name in self.table.schema.get("primaryKey") or unique[0]]


class Planted(NamedTuple):
    """A fault: the file's bytes with it, the codes under one of which it must be found, and its row and field where it has one."""

    content: bytes
    codes: frozenset[str]
    row: int | None = None
    field: str = ""
    compression: str = ""


Kind = Callable[[Random, Ground], Planted | None]


class Spot(NamedTuple):
    """One cell: the place of its row in ``rows`` (its number less 1), that of its column, its field and what it holds."""

    row: int
    column: int
    field: Field
    text: str


def pick(random: Random, ground: Ground, wanted: Callable[[Field], bool], holds: Callable[[str], bool] = bool) -> Spot | None:
    """A cell with a value, in a field that is ``wanted`` and with a text that ``holds``; None if there is none."""
    columns = [place for place, field in enumerate(ground.fields) if wanted(field)]
    for column in random.sample(columns, len(columns)):
        field = ground.fields[column]
        absent = ground.missing(field)
        rows = [row for row in range(1, len(ground.rows)) if (text := ground.rows[row][column]) not in absent and holds(text)]
        if rows:
            row = random.choice(rows)
            return Spot(row, column, field, ground.rows[row][column])
    return None


def altered(ground: Ground, row: int, cells: Mapping[int, str]) -> list[Row]:
    """The rows, with other cells (by column) in one of them."""
    rows = list(ground.rows)
    rows[row] = tuple(cells.get(column, text) for column, text in enumerate(rows[row]))
    return rows


def put(ground: Ground, spot: Spot, text: str, *codes: str) -> Planted:
    """Another text in a cell."""
    rows = altered(ground, spot.row, {spot.column: text})
    return Planted(written(rows), frozenset(codes), spot.row + 1, str(spot.field["name"]))


def written(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def lines(ground: Ground) -> list[bytes]:
    """The rows as they are written, each with its line feed."""
    return [written([row]) for row in ground.rows]


def numeric(field: Field) -> bool:
    """Whether a field holds numbers."""
    return field["type"] in NUMBERS


def textual(field: Field) -> bool:
    """Whether a field holds text."""
    return bool(field["type"] == "string")


def prose(field: Field) -> bool:
    """Whether a field holds any text whatever."""
    return textual(field) and not field.get("constraints", {}).keys() & {"enum", "pattern"}


def fits(field: Field, text: str) -> bool:
    """Whether a text may stand in a field, as far as its pattern and its list of values go."""
    rules = field.get("constraints", {})
    return text in rules.get("enum", [text]) and re.fullmatch(rules.get("pattern", ".*"), text) is not None


def random_rows(random: Random, ground: Ground) -> Iterator[int]:
    """The places of the rows below the header, in random order."""
    yield from random.sample(range(1, len(ground.rows)), len(ground.rows) - 1)
