"""The judge: one table, read twice as a stream (its form, then its cells), and a third time only where a key stands twice."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from pipeline.checks.batch import Batch, Broken
from pipeline.checks.cells import Cells, Rows
from pipeline.checks.columns import Column, Found
from pipeline.checks.faults import Fault, Table, Task
from pipeline.checks.findings import KEPT, Findings
from pipeline.checks.frictionless_words import in_frictionless_words
from pipeline.checks.meaning import Rule
from pipeline.checks.parsing import BATCH_BYTES, batches
from pipeline.checks.reading import by_name
from pipeline.checks.structure import Structure, structure
from pipeline.checks.unities import Unities
from pipeline.checks.weights import digest, weight_faults

# What is wrong with a whole row is told by Frictionless, where the file can be read at all.
UNEVEN = {"missing-cell", "extra-cell", "blank-row"}
# A batch of a wide table has enough rows for what is asked of each of its columns to outweigh the asking.
COLUMN_BYTES = 100_000
TYPES = {"type": "type-error", **dict.fromkeys(("required", "enum", "pattern", "minimum", "maximum"), "constraint-error")}


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Where a batch's rows stand: their numbers as Frictionless counts, and their cells."""

    found: Structure
    batch: Batch

    def number(self, row: int) -> int:
        """The number of a row of this batch."""
        return int(self.found.numbers(np.array([self.batch.first + row]))[0])

    def cells(self, row: int) -> tuple[str, ...]:
        """All cells of a row."""
        return tuple(column.array[row].as_py() for column in self.batch.cells)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A table with its form and what was found in it, open to what a look at several tables adds."""

    table: Table
    form: Structure
    findings: Findings
    seconds: float

    def task(self, digests: bool) -> Task:
        """The end of it: nothing more is added. The file's sha256 takes a tenth of the time, and not every report tells it."""
        table, found, path = self.table, self.findings, self.table.path
        sha256 = digest(path) if digests else ""
        counts = (found.errors, found.warnings, self.form.labels, self.form.rows, path.stat().st_size, sha256, self.seconds)
        return Task(table.name, table.place, found.faults, *counts, table.package)


def judge(table: Table, rules: Sequence[Rule] = (), unities: Unities | None = None) -> Judged:
    """Everything that is wrong with one table by itself. Raises CatalogueError for a schema or a packed file that cannot be used."""
    began = time.perf_counter()
    form = structure(table)
    findings = Findings()
    for code in form.totals.keys() - (UNEVEN if form.readable else set()):
        findings.add_all(code, form.totals[code], [fault for fault in form.faults if fault.code == code])
    for fault in weight_faults(table):
        findings.add(fault)
    if form.readable:
        _cells(table, form, rules, unities or Unities(table), findings)
    return Judged(table, form, findings, time.perf_counter() - began)


def fields_of(table: Table, labels: Sequence[str]) -> list[Mapping[str, Any]]:
    """The fields by the order of the columns; a column beyond the schema is any text."""
    declared = list(table.schema.get("fields", []))[: len(labels)]
    if by_name(table.schema):
        named = {field["name"]: field for field in table.schema.get("fields", [])}
        return [named.get(label, {"name": label, "type": "any"}) for label in labels]
    return [*declared, *({"name": label, "type": "any"} for label in labels[len(declared) :])]


def walk(table: Table, form: Structure) -> Iterator[Batch]:
    """The table's rows, batch by batch, as the rules see them."""
    fields, first = fields_of(table, form.labels), 0
    for batch in batches(table, form, max(BATCH_BYTES, len(form.labels) * COLUMN_BYTES)):
        yield Batch(fields, [Cells.of(column) for column in batch.columns], first)
        first += batch.num_rows


def _cells(table: Table, form: Structure, rules: Sequence[Rule], unities: Unities, findings: Findings) -> None:
    fields = fields_of(table, form.labels)
    columns = [Column(table.schema, field) for field in fields]
    wrong = Wrong(form)
    for view in walk(table, form):
        line = Line(form, view)
        for number, (column, cells) in enumerate(zip(columns, view.cells, strict=True), 1):
            for found in column.wrong(cells):
                if code_of(found.rule) == found.rule:
                    findings.add_all(found.rule, len(found.rows), _lapses(line, column, number, found))
                else:
                    wrong.take(line, found)
        for broken in (*chain.from_iterable(rule(view) for rule in rules), *unities.take(view)):
            _add(findings, broken, line, fields)
    wrong.tell(table, findings)
    unities.tell(form, findings)


class Wrong:
    """Rows that Frictionless refuses too: their faults are counted here, and the rows kept for it to say so in its own words."""

    def __init__(self, form: Structure) -> None:
        self.form = form
        self.totals = {code: form.totals[code] for code in UNEVEN if code in form.totals}
        uneven = [fault for fault in form.faults if fault.code in UNEVEN]
        self.uneven = {fault.row: fault.cells for fault in uneven if fault.row}
        self.blank = np.array([fault.row for fault in uneven if fault.code == "blank-row"], np.int64)
        self.rows: dict[int, tuple[str, ...]] = {}

    def take(self, line: Line, found: Found) -> None:
        """More cells of one rule. Of a blank row Frictionless says that it is blank, and no more."""
        rows = found.rows
        if len(self.blank):
            rows = rows[~np.isin(self.form.numbers(rows + line.batch.first), self.blank)]
        code = code_of(found.rule)
        self.totals[code] = self.totals.get(code, 0) + len(rows)
        for row in rows[: max(KEPT - len(self.rows), 0)].tolist():
            self.rows.setdefault(line.number(row), line.cells(row))

    def tell(self, table: Table, findings: Findings) -> None:
        """What Frictionless says of the header and of those rows; nothing of the schema's own header."""
        rows = self.rows | self.uneven
        if not rows and list(self.form.labels) == [field["name"] for field in table.schema.get("fields", [])]:
            return
        faults = in_frictionless_words(table, self.form.labels, rows)
        for code in dict.fromkeys([*self.totals, *(fault.code for fault in faults)]):
            mine = [fault for fault in faults if fault.code == code]
            # Cells of uneven rows are in no column, so they are counted only here.
            beside = sum(fault.row in self.uneven and code not in UNEVEN for fault in mine)
            if code in UNEVEN or code not in self.form.totals:
                findings.add_all(code, max(self.totals.get(code, 0) + beside, len(mine)), mine)


def code_of(rule: str) -> str:
    """The error type of a rule that a cell breaks; a lapse has its own."""
    return TYPES.get(rule, "constraint-error" if rule.endswith(("Length", "Minimum", "Maximum")) or rule == "jsonSchema" else rule)


def _lapses(line: Line, column: Column, number: int, found: Found) -> Iterator[Fault]:
    """Faults of cells that Frictionless would let pass."""
    for row in found.rows[:KEPT].tolist():
        cells = line.cells(row)
        yield Fault(found.rule, "", column.expected(), line.number(row), column.field["name"], number, cells[number - 1], cells)


def _add(findings: Findings, broken: Broken, line: Line, fields: Sequence[Mapping[str, Any]]) -> None:
    rows, sizes = broken.rows, broken.sizes
    if sizes is not None:
        order = np.argsort(-sizes, kind="stable")
        rows, sizes = rows[order], sizes[order]
    findings.add_all(broken.code, len(rows), _row_faults(broken, rows, sizes, line, [field["name"] for field in fields]))


def _row_faults(broken: Broken, rows: Rows, sizes: Any, line: Line, names: Sequence[str]) -> Iterable[Fault]:
    number = names.index(broken.field) + 1 if broken.field else None
    for order, row in enumerate(rows[:KEPT].tolist()):
        cells = line.cells(row)
        cell = cells[number - 1] if number else None
        size = float(sizes[order]) if sizes is not None else 0.0
        at = line.number(row)
        yield Fault(broken.code, "", broken.expected, at, broken.field, number, cell, cells, advisory=broken.advisory, size=size)
