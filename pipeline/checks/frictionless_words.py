"""Rows that were found wrong, told by Frictionless itself: its types, its words, its row and field numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from frictionless import Error, Header, Row, Schema
from frictionless.exception import FrictionlessException
from frictionless.table.row import create_cell_handlers

from pipeline.checks.faults import Fault, Table
from pipeline.checks.reading import match, missing_values, note
from pipeline.errors import CatalogueError

# Frictionless takes its time over each fault: where every cell of many wide rows is wrong, the first rows must do.
MOST = 2000
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
# In the order in which Frictionless tells what one cell breaks.
TEXT_RULES = ("required", "minLength", "maxLength", "pattern", "enum")
RULE = re.compile(r'constraint "(\w+)" is "(.*)"', re.DOTALL)
EXPECTED = {
    "missing-cell": "a cell for each column of the header",
    "extra-cell": "no more cells than the header has",
    "blank-row": "no such row",
    "blank-label": "a name",
    "duplicate-label": "each name once",
    "extra-label": "the fields of the schema and no more",
    "unique-error": "each value once",
    "primary-key": "a key in each row, and each key once",
    "foreign-key": "a key that the other table has",
}
LABELS = ("incorrect-label", "missing-label")

Read = Callable[[Any], tuple[Any, dict[str, str] | None]]


def in_frictionless_words(table: Table, labels: Sequence[str], rows: Mapping[int, tuple[str, ...]]) -> tuple[Fault, ...]:
    """What Frictionless says of the header and of those rows (their numbers, the header being row 1, with their cells as text).

    It is what it would say of them in the whole table, but for keys and unique fields, which need the other rows too. Patterns are
    matched in time that grows with the cell, not by Python, which some of them keep busy for ever. After the row in which MOST faults
    are reached no more are told. Raises CatalogueError.
    """
    schema = _schema(table)
    seen = list(labels) if table.dialect.get("header", True) else []
    header = Header(seen, fields=schema.fields, row_numbers=[1], fields_match=schema.fields_match)
    try:
        handlers = create_cell_handlers(header.get_expected_fields())
    except FrictionlessException as error:
        return (as_fault(error.error, table.schema),)
    for name, pattern in _patterns(table.schema).items():
        if handler := handlers.get(name):
            texts = {cells[handler.field_number - 1] for cells in rows.values() if len(cells) >= handler.field_number}
            handlers[name] = handler._replace(reader=_matched(handler.reader, pattern, _misfits(pattern, texts)))
    first = [name for name in _keys(table.schema, handlers) if name in handlers]
    found = list(header.errors)
    for number in sorted(rows):
        row = Row(list(rows[number]), handlers=handlers, row_number=number)
        for name in first:
            row.get(name)
        found += row.errors
        if len(found) >= MOST:
            break
    return tuple(as_fault(error, table.schema) for error in found)


def as_fault(error: Error, schema: Mapping[str, Any]) -> Fault:
    """An error of Frictionless's as a fault of ours, with what its note says was expected."""
    return Fault(
        code=error.type,
        message=error.message,
        expected=_expected(error, schema),
        row=getattr(error, "row_number", None),
        field=getattr(error, "field_name", "") or ", ".join(getattr(error, "field_names", ())),
        field_number=getattr(error, "field_number", None),
        cell=getattr(error, "cell", getattr(error, "label", None)),
        cells=tuple(getattr(error, "cells", getattr(error, "labels", ()))),
        note=error.note,
    )


def plain_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema as Frictionless takes it: v2, a type for every field, missing values without their labels."""
    fields = [{"type": "any", **field, "missingValues": missing_values(schema, field)} for field in schema.get("fields", ())]
    told = {"fieldsMatch": match(schema), "missingValues": missing_values(schema, {})}
    return {**schema, "$schema": TABLE_SCHEMA, "fields": fields, **told}


def _schema(table: Table) -> Schema:
    """Without patterns and without what needs other rows."""
    plain = plain_schema(table.schema)
    plain["fields"] = [{**field, "constraints": _without_pattern(field)} for field in plain["fields"]]
    try:
        return Schema.from_descriptor({**plain, "foreignKeys": []})
    except FrictionlessException as error:
        raise CatalogueError(f"{table.place}, schema", error.error.note, "a Table Schema") from error


def _keys(schema: Mapping[str, Any], handlers: Collection[str]) -> list[str]:
    """Fields that Frictionless looks at first, as it needs them for keys; what is wrong with them is told first."""
    unique = [field["name"] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    primary = _names(schema.get("primaryKey", []))
    groups = [primary, *(_names(key["fields"]) for key in schema.get("foreignKeys", []))]
    return [*unique, *(name for group in groups if set(group) <= set(handlers) for name in group)]


def _names(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _without_pattern(field: Mapping[str, Any]) -> dict[str, Any]:
    return {name: limit for name, limit in field.get("constraints", {}).items() if name != "pattern"}


def _patterns(schema: Mapping[str, Any]) -> dict[str, str]:
    fields = (field for field in schema.get("fields", ()) if "pattern" in field.get("constraints", {}))
    return {field["name"]: field["constraints"]["pattern"] for field in fields}


def _matched(reader: Read, pattern: str, misfits: Collection[str]) -> Read:
    """The reader of a cell, which also tells when the cell does not match."""

    def read(cell: Any) -> tuple[Any, dict[str, str] | None]:
        value, notes = reader(cell)
        if value not in misfits:
            return value, notes
        told = {**(notes or {}), "pattern": note({"constraints": {"pattern": pattern}}, "pattern")}
        return value, {rule: told[rule] for rule in TEXT_RULES if rule in told}

    return read


def _misfits(pattern: str, texts: Collection[str]) -> set[str]:
    column = pa.array(sorted(texts), pa.string())
    try:
        return set(column.filter(pc.invert(pc.match_substring_regex(column, f"^(?:{pattern})$"))).to_pylist())
    except pa.ArrowInvalid as error:
        raise CatalogueError("a field's pattern", repr(pattern), "a regular expression without look-around or back-references") from error


def _expected(error: Error, schema: Mapping[str, Any]) -> str:
    name = getattr(error, "field_name", "")
    if error.type == "type-error":
        return _type_expected(next((field for field in schema["fields"] if field["name"] == name), {}), schema)
    if rule := RULE.fullmatch(error.note) if error.type == "constraint-error" else None:
        return "a value" if rule[1] == "required" else f"{rule[1]} {rule[2]}"
    return name if error.type in LABELS else EXPECTED.get(error.type, "")


def _type_expected(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    codes = [code for code in missing_values(schema, field) if code]
    kind = str(field.get("type", "any"))
    return f"{kind}, or one of {', '.join(codes)}" if codes else kind
