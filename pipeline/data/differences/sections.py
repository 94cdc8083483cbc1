"""What is said of a difference and in which order, whatever form it is printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.data.differences.changes import KINDS, RESIZED, TEXT, Difference, TableChange

LONGEST = 160


@dataclass(frozen=True, slots=True)
class Section:
    """A title with a table, with lines, or with both. The first ``worded`` columns of the table hold words, the others figures."""

    title: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    worded: int = 1


def sections(difference: Difference, most: int | None) -> Iterator[Section]:
    """What differs: contract, files, tables, measures, then cells and rows; of each kind at most ``most``, all if None."""
    if difference.empty:
        yield Section("Nothing differs")
        return
    if difference.contract:
        lines = [_contract_line(change.where, change.tables, change.before, change.after, most) for change in difference.contract]
        yield Section(f"Contract: {_counted(len(lines), 'entry', 'entries')}", lines=tuple(lines))
    if difference.files:
        yield Section(f"Files: {len(difference.files)}", lines=difference.files)
    yield _tables(difference)
    columns = difference.by_column()
    if columns:
        rows = tuple(row for column, frame in columns.items() for row in _kinds(column, frame))
        yield Section("Changed cells by column", ("column", "kind", "cells", "median size", "largest"), rows, worded=2)
    for column, frame in columns.items():
        yield from _cells(column, frame, most)
    yield from _rows("Rows added", ((change.name, change.added) for change in difference.tables), most)
    yield from _rows("Rows removed", ((change.name, change.removed) for change in difference.tables), most)


def _contract_line(where: str, tables: tuple[str, ...], before: str, after: str, most: int | None) -> str:
    of = f" ({_counted(len(tables), 'table', 'tables')}: {', '.join(tables)})" if tables else ""
    return f"{where}{of}: {_cut(before, most)} -> {_cut(after, most)}"


def _tables(difference: Difference) -> Section:
    header = ("table", "rows before", "rows after", "added", "removed", "changed", "cells changed")
    changes = difference.tables
    rows = [_table_row(change) for change in changes]
    if len(rows) > 1:
        sums = [sum(len(change.added) for change in changes), sum(len(change.removed) for change in changes)]
        sums += [sum(change.rows_changed for change in changes), sum(change.cells_changed for change in changes)]
        rows.append(("in all", "", "", *(f"{number:,}" for number in sums)))
    same = [f"{_counted(difference.tables_same, 'table is', 'tables are')} the same"] if difference.tables_same else []
    lines = [line for change in changes for line in _notes(change)]
    return Section(f"Tables that differ: {len(changes)}", header, tuple(rows), (*lines, *same))


def _table_row(change: TableChange) -> tuple[str, ...]:
    before, after = ("-" if rows is None else f"{rows:,}" for rows in (change.rows_before, change.rows_after))
    counts = (len(change.added), len(change.removed), change.rows_changed, change.cells_changed)
    return change.name, before, after, *(f"{count:,}" for count in counts)


def _notes(change: TableChange) -> Iterator[str]:
    if change.note:
        yield f"{change.name}: {change.note}"
    for word, columns in (("added", change.columns_added), ("removed", change.columns_removed)):
        for column, filled in columns.items():
            yield f"{change.name}: column {column} {word}, {_counted(filled, 'cell', 'cells')} filled"


def _kinds(column: str, frame: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    counts = frame["kind"].value_counts(sort=False)
    for kind in KINDS:
        sizes = frame.loc[frame["kind"] == kind, "size"] if counts[kind] and kind == RESIZED else None
        figures = ("", "") if sizes is None else (_number(sizes.abs().median()), _number(sizes.iloc[int(sizes.abs().argmax())], sign="+"))
        if counts[kind]:
            yield column, kind, f"{counts[kind]:,}", *figures


def _cells(column: str, frame: pd.DataFrame, most: int | None) -> Iterator[Section]:
    for kind in KINDS:
        of_kind = frame[frame["kind"] == kind]
        if len(of_kind):
            order = np.argsort(-of_kind["size"].abs().to_numpy(), kind="stable")
            lines = [_cell_line(cell, most) for cell in of_kind.iloc[order[:most]].itertuples(index=False)]
            yield Section(f"{column}, {kind}: {len(of_kind):,}", lines=(*lines, *_more(len(of_kind), most)))


def _cell_line(cell: Any, most: int | None) -> str:
    was, now = (_cell(text, cell.kind, most) for text in (cell.before, cell.after))
    return f"{cell.table}, {cell.key}: {was} -> {now}" + (f" ({_number(cell.size, sign='+')})" if cell.kind == RESIZED else "")


def _cell(cell: str, kind: str, most: int | None) -> str:
    return f'"{_cut(cell, most)}"' if TEXT in kind or not cell else cell


def _rows(title: str, keys: Iterable[tuple[str, pd.Series]], most: int | None) -> Iterator[Section]:
    for table, rows in keys:
        if len(rows):
            yield Section(f"{title}, {table}: {len(rows):,}", lines=(*rows.iloc[:most], *_more(len(rows), most)))


def _more(total: int, most: int | None) -> tuple[str, ...]:
    return (f"and {total - most:,} more; --all shows every one",) if most is not None and total > most else ()


def _cut(text: str, most: int | None) -> str:
    if most is None or len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}… (and {len(text) - LONGEST:,} characters more)"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _number(value: float, sign: str = "") -> str:
    return f"{value:{sign},.9f}".rstrip("0").rstrip(".")
