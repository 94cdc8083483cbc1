"""Two states of one table, row by row and cell by cell; vectorised, as there are tables of millions of cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.data.differences.changes import KINDS, NOTHING, NUMBER, REASON, REPRINTED, TEXT, TableChange

PRINTED_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
BETWEEN = "\x1f"  # parts the key's columns; no cell holds it
DECIMALS = 9  # beyond these a difference of two printed numbers is the machine's and not the publisher's

Schema = Mapping[str, Any]


def compare(name: str, before: pa.Table, after: pa.Table, was: Schema, now: Schema) -> TableChange:
    """What differs between two states of a table of text cells, whose schemas are ``was`` and ``now``."""
    key = _key(before, after, was, now)
    keys_before, keys_after = _keys(before, key), _keys(after, key)
    place = keys_before.get_indexer(keys_after)
    common = place >= 0
    left, right = before.take(pa.array(place[common])), after.filter(pa.array(common))
    shared = _shown(keys_after[common])
    differing = {column: pc.not_equal(left[column], right[column]).to_numpy() for column in _shared(left, right, key)}
    cells = {
        column: _cells(left[column], right[column], shared, differs, _field(column, was, now))
        for column, differs in differing.items()
        if differs.any()
    }
    return TableChange(
        name=name,
        rows_before=before.num_rows,
        rows_after=after.num_rows,
        added=_shown(keys_after[~common]),
        removed=_shown(keys_before[~np.isin(np.arange(len(keys_before)), place)]),
        rows_changed=int(np.logical_or.reduce(list(differing.values())).sum()) if differing else 0,
        cells=cells,
        columns_added={column: _filled(after, column) for column in after.column_names if column not in before.column_names},
        columns_removed={column: _filled(before, column) for column in before.column_names if column not in after.column_names},
    )


def keys_of(table: pa.Table, schema: Schema) -> pd.Series:
    """The keys of a table's rows, as they are shown."""
    return _shown(_keys(table, _listed(schema.get("primaryKey", []))))


def _key(before: pa.Table, after: pa.Table, was: Schema, now: Schema) -> list[str]:
    """Today's key if both sides have its columns, else the former one, else every column that both have."""
    common = _shared(before, after, [])
    for schema in (now, was):
        key = _listed(schema.get("primaryKey", []))
        if key and set(key) <= set(common):
            return key
    return common


def _listed(key: str | list[str]) -> list[str]:
    return [key] if isinstance(key, str) else list(key)


def _shared(before: pa.Table, after: pa.Table, key: list[str]) -> list[str]:
    return [column for column in after.column_names if column in before.column_names and column not in key]


def _keys(table: pa.Table, key: list[str]) -> pd.Index:
    """One text a row. A key that stands twice is numbered, so that no row is lost."""
    columns = [column for column in key if column in table.column_names] or table.column_names
    keys = pd.Series(pc.binary_join_element_wise(*(table[column] for column in columns), BETWEEN).to_numpy(), dtype="str")
    again = keys.duplicated()
    if again.any():
        number = keys.groupby(keys).cumcount() + 1
        keys = keys.mask(again, keys + BETWEEN + "(row " + number.astype("str") + " of this key)")
    return pd.Index(keys)


def _shown(keys: pd.Index) -> pd.Series:
    return pd.Series(keys, dtype="str").str.replace(BETWEEN, " ", regex=False)


def _filled(table: pa.Table, column: str) -> int:
    return int(pc.sum(pc.not_equal(table[column], "")).as_py() or 0)


def _field(column: str, was: Schema, now: Schema) -> set[str] | None:
    """What stands for no value in a column of numbers, on either side; None for a column of text."""
    fields = [field for schema in (was, now) for field in schema.get("fields", []) if field["name"] == column]
    if not any(field.get("type") in ("integer", "number") for field in fields):
        return None
    listed = [entry for field in fields for entry in field.get("missingValues", [])]
    return {entry["value"] if isinstance(entry, dict) else entry for entry in listed}


def _cells(
    left: pa.ChunkedArray, right: pa.ChunkedArray, keys: pd.Series, differs: np.ndarray[Any, np.dtype[np.bool_]], reasons: set[str] | None
) -> pd.DataFrame:
    """The changed cells of one column."""
    mask = pa.array(differs)
    before, after = (pd.Series(side.filter(mask).to_pandas(), dtype="str") for side in (left, right))
    (was, old), (now, new) = _judged(before, reasons), _judged(after, reasons)
    size = np.round(new - old, DECIMALS)
    kind = pd.Series(was + " to " + now).mask(size == 0, REPRINTED)
    kinds = pd.Categorical(kind, categories=KINDS)
    return pd.DataFrame({"key": keys[differs].reset_index(drop=True), "before": before, "after": after, "kind": kinds, "size": size})


def _judged(cells: pd.Series, reasons: set[str] | None) -> tuple[Any, Any]:
    """What each cell holds (a number, a reason, nothing or text) and its number, NaN if it has none; each spelling is judged once."""
    codes, spellings = pd.factorize(cells)
    distinct = pd.Series(spellings, dtype="str")
    numbers = pd.Series(np.nan, index=distinct.index)
    states = pd.Series(TEXT, index=distinct.index, dtype="object").mask(distinct == "", NOTHING)
    if reasons is not None:
        printed = distinct.str.fullmatch(PRINTED_NUMBER)
        numbers = pd.to_numeric(distinct.where(printed)).astype("float64")
        states = states.mask(printed, NUMBER).mask(distinct.isin(reasons - {""}), REASON)
    return states.to_numpy()[codes], numbers.to_numpy()[codes]
