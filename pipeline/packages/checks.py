"""Tables of our own against their schema, before they are written and when they are read: the checks, stopped at the first fault.

Ours are held more narrowly than a stranger's: a number is plain digits, a key has no hole, the header is the schema's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.checks.cells import Cells, Rows
from pipeline.checks.columns import Column, strange
from pipeline.checks.keys import Once
from pipeline.checks.unities import listed
from pipeline.errors import PackageError

NUMBERS = {"integer": re.compile(r"-?[0-9]+"), "number": re.compile(r"-?[0-9]+(?:\.[0-9]+)?")}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check_table(where: str, schema: Mapping[str, Any], frame: pd.DataFrame) -> None:
    """Header, types, constraints and keys of one text table. Raises PackageError at the first fault."""
    names = [field["name"] for field in schema["fields"]]
    if list(frame.columns) != names:
        raise PackageError(f"{where}, header", ",".join(frame.columns), ",".join(names))
    cells = [Cells.of(_texts(frame[name])) for name in names]
    columns = [Column(schema, field) for field in schema["fields"]]
    for column, each in zip(columns, cells, strict=True):
        _column(f"{where}, {column.field['name']}", column, each)
    for column, number in zip(columns, range(len(columns)), strict=True):
        if column.rules.get("unique"):
            _once(where, [column], [number], cells)
    key = [names.index(name) for name in listed(schema["primaryKey"])]
    _once(where, [columns[number] for number in key], key, cells)


def _texts(column: pd.Series) -> pa.StringArray:
    """One array, however many pieces pandas keeps the column in."""
    texts = pa.array(column, pa.string())
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def _column(where: str, column: Column, cells: Cells) -> None:
    for found in column.wrong(cells):
        _refuse(where, cells, found.rows, "a value" if found.rule == "required" else column.expected(_rule(column, found.rule)))
    _refuse(where, cells, _beyond_ours(column, cells), column.expected())


def _rule(column: Column, rule: str) -> str:
    return rule if rule in column.rules else "type"


def _beyond_ours(column: Column, cells: Cells) -> Rows:
    """What the engine takes from strangers: a plus, an exponent, control characters that its look at the file would have found."""
    if column.kind in NUMBERS:
        odd = strange(cells, column.kind)
        texts = cells.array.take(pa.array(odd)).to_pylist()
        form = NUMBERS[column.kind]
        return odd[[text not in column.missing and not form.fullmatch(text) for text in texts]] if len(odd) else odd
    return cells.rows_that(lambda text: bool(CONTROL.search(text)))


def _once(where: str, columns: list[Column], numbers: list[int], cells: list[Cells]) -> None:
    once = Once("primary-key", numbers, [column.missing | {""} for column in columns])
    once.take(cells, 0)
    names = ", ".join(column.field["name"] for column in columns)
    if not columns[0].rules.get("unique") or len(columns) > 1:
        for holes in (*once.null, *once.void):
            if len(holes):
                raise PackageError(f"{where}, row {holes[0] + 2}", "an empty key", names)
    suspects = once.suspects()
    rows = {place: tuple(column.array[place].as_py() for column in cells) for place in suspects.tolist()}
    for again in once.again(suspects, rows):
        key = tuple(rows[again.place][number] for number in numbers)
        raise PackageError(f"{where}, row {again.place + 2}", f"a second {key}", f"each {names} once")


def _refuse(where: str, cells: Cells, wrong: Rows, expected: str) -> None:
    """Rows are counted as Frictionless counts them: the header is row 1."""
    if len(wrong):
        first = int(np.min(wrong))
        raise PackageError(f"{where}, row {first + 2}", repr(cells.array[first].as_py()), expected)
