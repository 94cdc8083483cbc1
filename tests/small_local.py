"""A tiny package of what a trust set itself, for tests: two years, the trust and two of its schools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.small_package import REASONS, descriptor, resource

NAME = "beck"
HEADER = "level,code,phase,period,pupils,heard_pct"
ROWS = {
    "2023-24": ("trust,2001,all,2023-24,90,80", "school,100002,secondary,2023-24,60,75"),
    "2024-25": ("trust,2001,all,2024-25,100,70", "school,100002,secondary,2024-25,c,c"),
}
MEASURE: dict[str, Any] = {
    "id": "local-heard",
    "column": "heard_pct",
    "domain": "inclusion",
    "direction": "higher",
    "title": "Heard & answered",
    "question": "Are children heard?",
    "questions": ["What do you do about it?", "How do you know?"],
    "definition": "Pupils who said so <in June>.",
    "says": "of pupils were heard",
    "unit": "percent",
    "decimals": 0,
    "phases": ["primary", "secondary"],
    "compare": "all",
    "rollup": {"method": "none"},
    "pupils": "pupils",
    "interval": {"method": "wilson"},
    "caution": "Some were away.",
    "breaks": [{"period": "2024-25", "reason": "The question was put in other words."}],
}


def _field(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": name.capitalize(), **more}


SCHEMA: dict[str, Any] = {
    "fields": [
        *(_field(name, "string", constraints={"required": True}) for name in ("level", "code", "phase", "period")),
        _field("pupils", "integer", constraints={"minimum": 0}, missingValues=REASONS),
        _field("heard_pct", "number", unit="percent", constraints={"minimum": 0, "maximum": 100}, missingValues=REASONS),
    ],
    "primaryKey": ["level", "code", "phase", "period"],
    "missingValues": [""],
}


def contract() -> dict[str, Any]:
    """The whole contract of the package ``beck``."""
    resources = [{**resource(period), "schema": SCHEMA} for period in ROWS]
    return {
        **descriptor(),
        "name": NAME,
        "title": "Beck",
        "sources": [],
        "owner": {"level": "trust", "code": "2001"},
        "resources": resources,
    }


def write_local(
    root: Path,
    content: dict[str, Any] | None = None,
    measures: list[dict[str, Any]] | None = None,
    rows: dict[str, tuple[str, ...]] | None = None,
) -> Path:
    """Write the package below ``root/local`` and give its folder."""
    made = content or contract()
    folder: Path = root / "local" / made["name"]
    (folder / "data").mkdir(parents=True)
    (folder / "datapackage.yaml").write_text(yaml.safe_dump(made), encoding="utf-8")
    (folder / "measures.yaml").write_text(yaml.safe_dump([MEASURE] if measures is None else measures), encoding="utf-8")
    (folder / "README.md").write_text("# Beck\n\nOne row a place.\n", encoding="utf-8")
    (folder / "statement.md").write_text("We want every child\nto be heard.\n", encoding="utf-8")
    for period, lines in (rows or ROWS).items():
        (folder / f"data/{period}.csv").write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return folder
