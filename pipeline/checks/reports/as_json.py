"""A report in the form of Frictionless's own ``validate --json``, which Frictionless reads back."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from typing import Any

from frictionless import Error

from pipeline.checks.faults import Fault, Report, Task
from pipeline.checks.reports.choosing import in_order
from pipeline.checks.reports.kinds import KINDS, OF_CELL, OF_ROW, OF_TABLE
from pipeline.checks.reports.sentences import detail, place
from pipeline.checks.reports.values import quoted
from pipeline.checks.words import Words, words, words_of

FOREIGN = re.compile(r'for "(.*)": values "(.*)" not found in the lookup table "(.*)" as "(.*)"', re.DOTALL)
NOT_OF_A_NAME = re.compile(r"[^-a-z0-9._/]+")


def as_json(report: Report, said: Mapping[str, Words] | None = None) -> str:
    """The report as JSON: errors in Frictionless's order, advisories as ``warnings``; the counts are those of all that was found.

    An error of ours has the nearest type of Frictionless's (``forbidden-value`` of a cell, ``row-constraint``, ``table-error``), which
    Frictionless can read, and its own code in ``code``. ``said`` are the words of the codes.
    """
    said = words() if said is None else said
    stats = {
        "tasks": len(report.tasks),
        "errors": sum(task.errors for task in report.tasks),
        "warnings": sum(task.warnings for task in report.tasks),
        "seconds": round(sum(task.seconds for task in report.tasks), 3),
    }
    tasks = [_task(task, said) for task in report.tasks]
    return json.dumps({"valid": report.valid, "stats": stats, "warnings": [], "errors": [], "tasks": tasks}, indent=2, ensure_ascii=False)


def _task(task: Task, said: Mapping[str, Words]) -> dict[str, Any]:
    ordered = in_order(task)
    return {
        "name": NOT_OF_A_NAME.sub("-", task.name.lower()) or "table",
        "type": "table",
        **({"title": task.package} if task.package else {}),
        "valid": not task.errors,
        "place": task.path,
        "labels": list(task.labels),
        "stats": _stats(task),
        "warnings": [_warning(fault, said) for fault in ordered if fault.advisory],
        "errors": [_error(fault, task, said) for fault in ordered if not fault.advisory],
    }


def _stats(task: Task) -> dict[str, Any]:
    """As Frictionless does, without what is nought."""
    known = {"sha256": task.sha256, "bytes": task.bytes, "fields": len(task.labels), "rows": task.rows}
    counts = {"errors": task.errors, "warnings": task.warnings, "seconds": round(task.seconds, 3)}
    return {**counts, **{name: value for name, value in known.items() if value}}


def _warning(fault: Fault, said: Mapping[str, Words]) -> str:
    cell = f" {quoted(fault.cell)}" if fault.cell is not None else ""
    return f"{words_of(fault.code, said).title}, {place(fault)}:{cell} {_note(fault, said)}"


def _note(fault: Fault, said: Mapping[str, Words]) -> str:
    parts = (detail(fault, said), f"expected {fault.expected}" if fault.expected else "")
    return "; ".join(part for part in parts if part)


def _error(fault: Fault, task: Task, said: Mapping[str, Words]) -> dict[str, Any]:
    kind = KINDS.get(fault.code)
    if kind and _fits(kind, fault):
        return _described(kind, fault, task, fault.note or _note_within(kind, fault, task))
    general = OF_ROW if fault.row else OF_TABLE
    described = _described(OF_CELL if _fits(OF_CELL, fault) else general, fault, task, _note(fault, said))
    entry = words_of(fault.code, said)
    return {**described, "title": entry.title, "description": entry.description, "code": fault.code}


def _note_within(kind: type[Error], fault: Fault, task: Task) -> str:
    """The note of an error that is known by its message: what stands behind the words that all such errors have."""
    frame = _described(kind, fault, task, "")["message"]
    return fault.message.removeprefix(frame) if "{note}" in kind.template else ""


def _fits(kind: type[Error], fault: Fault) -> bool:
    """Whether the fault has what such an error must say."""
    needed = inspect.signature(kind).parameters
    return bool(("row_number" not in needed or fault.row) and ("field_number" not in needed or fault.field_number))


def _described(kind: type[Error], fault: Fault, task: Task, note: str) -> dict[str, Any]:
    said = {
        "note": note,
        "cells": list(fault.cells),
        "row_number": fault.row,
        "cell": fault.cell or "",
        "field_name": fault.field,
        "field_number": fault.field_number,
        "labels": list(fault.cells or task.labels),
        "row_numbers": [1],
        "label": fault.cell or "",
        **_foreign(fault),
    }
    descriptor: dict[str, Any] = kind(**{name: said[name] for name in inspect.signature(kind).parameters}).to_descriptor()
    return descriptor


def _foreign(fault: Fault) -> dict[str, Any]:
    """What an error of a foreign key says beside its note, which holds all of it."""
    found = FOREIGN.fullmatch(fault.note)
    fields, cells, table, keys = found.groups() if found else (fault.field, fault.cell or "", "", "")
    return {
        "field_names": fields.split(", "),
        "field_cells": cells.split(", "),
        "reference_name": table,
        "reference_field_names": keys.split(", "),
    }
