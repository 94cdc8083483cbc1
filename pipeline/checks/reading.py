"""Frictionless's own reading of one cell: its word on what is of a type and within its constraints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from frictionless import Field, errors
from frictionless.exception import FrictionlessException

from pipeline.errors import CatalogueError

ERRORS: dict[str, type[errors.RowError]] = {
    kind.type: kind
    for kind in (errors.TypeError, errors.ConstraintError, errors.UniqueError, errors.PrimaryKeyError, errors.ForeignKeyError)
}


def missing_values(schema: Mapping[str, Any], field: Mapping[str, Any]) -> list[str]:
    """What stands for no value in this field, labelled or not."""
    listed = field.get("missingValues", schema.get("missingValues", [""]))
    return [entry["value"] if isinstance(entry, dict) else entry for entry in listed]


def by_name(schema: Mapping[str, Any]) -> bool:
    """Whether columns belong to fields by their names, not by their order."""
    return match(schema) != "exact"


def match(schema: Mapping[str, Any]) -> str:
    """How fields and columns are matched: a word, or a list of one."""
    found = schema.get("fieldsMatch", "exact")
    return str(found if isinstance(found, str) else found[0])


def reader(schema: Mapping[str, Any], field: Mapping[str, Any]) -> Callable[[str], tuple[str, ...]]:
    """A function from a cell's text to the rules that it breaks (``type``, ``minimum``, ...), none if it is right. Raises CatalogueError.

    Patterns are left out: Python's own may take for ever over one, so they are matched elsewhere, in time that grows with the text.
    """
    cell_reader = _field(schema, field).create_cell_reader()

    def broken(text: str) -> tuple[str, ...]:
        return tuple(cell_reader(text)[1] or ())

    return broken


def note(field: Mapping[str, Any], rule: str) -> str:
    """Frictionless's note on a cell that breaks a rule."""
    if rule == "type":
        return f'type is "{field.get("type", "any")}/{field.get("format", "default")}"'
    return f'constraint "{rule}" is "{field["constraints"][rule]}"'


def _field(schema: Mapping[str, Any], field: Mapping[str, Any]) -> Field:
    rules = {name: limit for name, limit in field.get("constraints", {}).items() if name not in ("pattern", "unique")}
    try:
        return Field.from_descriptor({"type": "any", **field, "constraints": rules, "missingValues": missing_values(schema, field)})
    except FrictionlessException as error:
        raise CatalogueError(f"field {field.get('name')}", error.error.note, "a field of Table Schema") from error


def told(code: str, note: str, row: int, cells: tuple[str, ...], field: str = "", number: int = 0) -> str:
    """Frictionless's own sentence for an error that is known by its type and note."""
    kind = ERRORS[code]
    if issubclass(kind, errors.CellError):
        cell = cells[number - 1]
        return kind(note=note, cells=list(cells), row_number=row, cell=cell, field_name=field, field_number=number).message
    return kind(note=note, cells=list(cells), row_number=row).message


def same_as(row: int) -> str:
    """Frictionless's note on a row that repeats the key of another."""
    return f"the same as in the row at position {row}"
