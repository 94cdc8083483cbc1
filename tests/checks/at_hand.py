"""Tables made on the spot: a schema, rows as text, and what the checks say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.checks.examining import examine
from pipeline.checks.faults import Fault, Package, Table
from pipeline.errors import CatalogueError

YEAR = 2026
URN: dict[str, Any] = {"name": "urn", "type": "string", "constraints": {"required": True, "pattern": "1[0-9]{5}"}}
YEAR_FIELD: dict[str, Any] = {"name": "period", "type": "string"}


def number(name: str, kind: str = "integer", **more: Any) -> dict[str, Any]:
    """A field of numbers, which may be suppressed."""
    return {"name": name, "type": kind, "missingValues": ["", {"value": "c", "label": "suppressed"}, "z"], **more}


def table(folder: Path, fields: Sequence[Mapping[str, Any]], rows: Sequence[str], name: str = "t", **schema: Any) -> Table:
    """A table on disk whose header is that of its fields."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join([",".join(field["name"] for field in fields), *rows, ""]), encoding="utf-8")
    return Table(name, path, path.name, {"fields": list(fields), "missingValues": [""], **schema}, package="p")


def nobody(name: str) -> Package:
    """No other package is at hand."""
    raise CatalogueError("packages", repr(name), "no other package")


def faults(*tables: Table, checks: Mapping[str, Any] | None = None, others: Any = nobody) -> list[Fault]:
    """All that is found in the tables, as one package."""
    report = examine(Package("p", tables[0].path.parent, tables, checks or {}), YEAR, others)
    return [fault for task in report.tasks for fault in task.faults]


def told(*tables: Table, checks: Mapping[str, Any] | None = None, others: Any = nobody) -> list[tuple[str, int | None, str]]:
    """Code, row and field of all that is found."""
    return [(fault.code, fault.row, fault.field) for fault in faults(*tables, checks=checks, others=others)]
