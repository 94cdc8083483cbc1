"""What a table's rows must be together: keys once, names the same, references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.checks.batch import Batch, Broken
from pipeline.checks.cells import Cells, Rows, hashes
from pipeline.checks.faults import Fault, Table
from pipeline.checks.findings import Findings
from pipeline.checks.keys import Again, Fetch, Known, Names, Once
from pipeline.checks.parsing import batches
from pipeline.checks.reading import by_name, missing_values, same_as, told
from pipeline.checks.structure import Structure, structure
from pipeline.errors import CatalogueError

SCHOOL = re.compile(r"(?:school_)?(?:urn|laestab)", re.IGNORECASE)
OWN_WORDS = {"primary-key", "unique-error"}
ALL_NONE = 'cells composing the primary keys are all "None"'


class Unities:
    """The unities that a table's schema declares, and those that the caller adds: pairs of ``names``, ``references`` to known keys."""

    def __init__(
        self, table: Table, names: Sequence[tuple[str, str]] = (), references: Sequence[tuple[tuple[str, ...], Known, str]] = ()
    ) -> None:
        self.table, self.schema, self.pairs, self.references = table, table.schema, names, references
        self.order: list[str] = []
        self.once: list[Once] = []
        self.names: list[Names] = []

    def _begin(self, batch: Batch) -> None:
        """Columns are told apart as the first batch has them: in the schema's order, or in the file's where they are matched by name."""
        self.order = [field["name"] for field in batch.fields]
        self.once = [self._once(code, fields) for code, fields in self._declared() if set(fields) <= set(self.order)]
        self.names = [Names(*map(self.order.index, pair)) for pair in self.pairs if set(pair) <= set(self.order)]

    def _declared(self) -> Iterator[tuple[str, list[str]]]:
        if key := listed(self.schema.get("primaryKey")):
            yield "primary-key", key
        elif schools := [name for name in self.order if SCHOOL.fullmatch(name)]:
            # Measurements may repeat; a row about a school that says just what another says is one too many.
            yield "row-twice", [*schools, *(name for name in self.order if name not in schools)]
        for fields in self.schema.get("uniqueKeys", []):
            yield "unique-keys", listed(fields)
        for field in self.schema.get("fields", []):
            if field.get("constraints", {}).get("unique"):
                yield "unique-error", [field["name"]]

    def _once(self, code: str, fields: Sequence[str]) -> Once:
        return Once(
            code, [self.order.index(name) for name in fields], [set() if code == "row-twice" else self._missing(name) for name in fields]
        )

    def _missing(self, name: str) -> set[str]:
        field: Mapping[str, Any] = next((field for field in self.schema["fields"] if field["name"] == name), {})
        return set(missing_values(self.schema, field))

    def take(self, batch: Batch) -> Iterator[Broken]:
        """One more batch; foreign keys that lead nowhere are told at once."""
        if not by_name(self.schema) and len(batch.cells) < len(self.schema.get("fields", [])):
            return
        if not self.order:
            self._begin(batch)
        for once in self.once:
            once.take(batch.cells, batch.first)
        for pair in self.names:
            pair.take(batch.cells, batch.first)
        for fields, known, words in self.references:
            cells = [batch.column(name) for name in fields]
            rows = known.strangers(cells, [pa.array(sorted(self._missing(name)), pa.string()) for name in fields])
            if len(rows):
                yield Broken("foreign-key", rows, fields[0], words)

    def tell(self, form: Structure, findings: Findings) -> None:
        """After the last batch: keys that stand twice or have a hole, keys with two names."""
        suspects = [*(once.suspects() for once in self.once), *(pair.suspects() for pair in self.names)]
        holes = [np.concatenate(places) for once in self.once for places in (once.null, once.void) if places]
        rows = fetched(self.table, form, np.unique(np.concatenate([*suspects, *holes]))) if suspects else {}
        for once, places in zip(self.once, suspects, strict=False):
            self._holes(once, form, rows, findings)
            twice = list(once.again(places, rows))
            findings.add_all(once.code, len(twice), (self._twice(once, again, form, rows) for again in twice))
        for names, places in zip(self.names, suspects[len(self.once) :], strict=True):
            second = list(names.second_names(places, rows))
            findings.add_all("two-names", len(second), (self._second_name(names, again, form, rows) for again in second))

    def _holes(self, once: Once, form: Structure, rows: Fetch, findings: Findings) -> None:
        if once.code != "primary-key" or not once.null:
            return
        for place in np.concatenate(once.null).tolist():
            expected = f"a value in each of {', '.join(self._names(once))}"
            findings.add(self._fault("key-null", "", expected, place, once, form, rows))
        for place in np.concatenate(once.void).tolist():
            message = told("primary-key", ALL_NONE, self._at(form, place), rows[place])
            findings.add(self._fault("primary-key", message, "a key", place, once, form, rows))

    def _twice(self, once: Once, again: Again, form: Structure, rows: Fetch) -> Fault:
        name, number = self._names(once)[0], once.columns[0] + 1
        words = same_as(self._at(form, again.before))
        message = ""
        if once.code in OWN_WORDS:
            message = told(once.code, words, self._at(form, again.place), rows[again.place], name, number)
        expected = f"each {', '.join(self._names(once))} once; {words}"
        return self._fault(once.code, message, expected, again.place, once, form, rows)

    def _second_name(self, names: Names, again: Again, form: Structure, rows: Fetch) -> Fault:
        key, name = names.columns
        cells = rows[again.place]
        expected = f"{rows[again.before][name]!r} as in row {self._at(form, again.before)} with {self.order[key]} {cells[key]}"
        return Fault("two-names", "", expected, self._at(form, again.place), self.order[name], name + 1, cells[name], cells)

    def _fault(self, code: str, message: str, expected: str, place: int, once: Once, form: Structure, rows: Fetch) -> Fault:
        number = once.columns[0] + 1
        cell = " ".join(rows[place][column] for column in once.columns)
        return Fault(code, message, expected, self._at(form, place), self._names(once)[0], number, cell, rows[place])

    def _names(self, once: Once) -> list[str]:
        return [self.order[column] for column in once.columns]

    def _at(self, form: Structure, place: int) -> int:
        return int(form.numbers(np.array([place]))[0])


def listed(key: Any) -> list[str]:
    """A key's fields, of which one alone may stand without a list."""
    return [key] if isinstance(key, str) else list(key or [])


def referred(table: Table, fields: Sequence[str]) -> Structure:
    """The form of a table that another refers to by those fields. Raises CatalogueError if it has not all of them."""
    form = structure(table)
    strange = [name for name in fields if name not in form.labels]
    if strange or not form.readable:
        raise CatalogueError(f"{table.place}, reference", f"no column {', '.join(strange)}", f"one of {', '.join(form.labels)}")
    return form


def known(table: Table, form: Structure, fields: Sequence[str]) -> Known:
    """The keys that a table holds."""
    columns = [form.labels.index(name) for name in fields]
    return Known(hashes([Cells.of(batch.columns[column]) for column in columns]) for batch in batches(table, form))


def fetched(table: Table, form: Structure, places: Rows) -> Mapping[int, tuple[str, ...]]:
    """The cells of those rows, by place."""
    rows: dict[int, tuple[str, ...]] = {}
    first = 0
    for batch in batches(table, form) if len(places) else ():
        inside = places[(places >= first) & (places < first + batch.num_rows)]
        taken = batch.take(pa.array(inside - first))
        rows.update(zip(inside.tolist(), zip(*(column.to_pylist() for column in taken.columns), strict=True), strict=True))
        first += batch.num_rows
    return rows
