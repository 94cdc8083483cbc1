"""Tables against their schema, column by column: fast, and strict where Frictionless is lenient."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pipeline.errors import PackageError

LEXICAL = {
    "integer": r"-?[0-9]+",
    "number": r"-?[0-9]+(?:\.[0-9]+)?",
    "date": r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])",
    "boolean": r"true|false",
    "string": r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*",
}


def check_table(where: str, schema: Mapping[str, Any], frame: pd.DataFrame) -> None:
    """Header, types, constraints and primary key of one text table. Raises PackageError at the first fault."""
    names = [field["name"] for field in schema["fields"]]
    if list(frame.columns) != names:
        raise PackageError(f"{where}, header", ",".join(frame.columns), ",".join(names))
    for field in schema["fields"]:
        _column(f"{where}, {field['name']}", schema, field, frame[field["name"]])
    _key(where, schema["primaryKey"], frame)


def missing_values(schema: Mapping[str, Any], field: Mapping[str, Any]) -> list[str]:
    """What stands for no value in this field, labelled or not."""
    listed = field.get("missingValues", schema["missingValues"])
    return [entry["value"] if isinstance(entry, dict) else entry for entry in listed]


def _column(where: str, schema: Mapping[str, Any], field: Mapping[str, Any], cells: pd.Series) -> None:
    missing = cells.isin(missing_values(schema, field))
    rules = field.get("constraints", {})
    if rules.get("required"):
        _refuse(where, cells, missing, "a value")
    values = cells[~missing]
    distinct = values.drop_duplicates()
    lexical = LEXICAL.get(field["type"], ".*")
    _refuse(where, distinct, ~distinct.str.fullmatch(lexical), _wanted(field["type"], schema, field))
    if rules.get("unique"):
        _refuse(where, values, values.duplicated(), "each value once")
    for rule, limit in rules.items():
        if rule in BOUNDS:
            _refuse(where, distinct, ~BOUNDS[rule](distinct, limit), f"{rule} {limit}")


def _wanted(kind: str, schema: Mapping[str, Any], field: Mapping[str, Any]) -> str:
    codes = [code for code in missing_values(schema, field) if code]
    return f"{kind} or one of {', '.join(codes)}" if codes else kind


BOUNDS: dict[str, Callable[[pd.Series, Any], pd.Series]] = {
    "minimum": lambda cells, limit: pd.to_numeric(cells) >= limit,
    "maximum": lambda cells, limit: pd.to_numeric(cells) <= limit,
    "enum": lambda cells, limit: cells.isin([str(item) for item in limit]),
    "pattern": lambda cells, limit: cells.str.fullmatch(limit),
    "minLength": lambda cells, limit: cells.str.len() >= limit,
    "maxLength": lambda cells, limit: cells.str.len() <= limit,
}


def _refuse(where: str, cells: pd.Series, wrong: pd.Series, expected: str) -> None:
    """Rows are counted as Frictionless counts them: the header is row 1."""
    if wrong.any():
        first = int(wrong.to_numpy().argmax())
        raise PackageError(f"{where}, row {int(cells.index[first]) + 2}", repr(cells.iloc[first]), expected)


def _key(where: str, key: str | list[str], frame: pd.DataFrame) -> None:
    columns = [key] if isinstance(key, str) else list(key)
    blank = (frame[columns] == "").any(axis=1)
    if blank.any():
        raise PackageError(f"{where}, row {blank.to_numpy().argmax() + 2}", "an empty key", ", ".join(columns))
    twice = frame.duplicated(columns)
    if twice.any():
        row = int(twice.to_numpy().argmax())
        raise PackageError(f"{where}, row {row + 2}", f"a second {tuple(frame.iloc[row][columns])}", f"each {', '.join(columns)} once")
