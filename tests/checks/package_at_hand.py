"""A small package to be opened, and changes to its descriptor."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Change = Callable[[dict[str, Any]], object]

GOOD: dict[str, Any] = {
    "name": "small",
    "resources": [
        {
            "name": "schools",
            "path": "data/schools.csv",
            "type": "table",
            "schema": {
                "fields": [
                    {"name": "urn", "type": "integer", "constraints": {"required": True, "minimum": 1}},
                    {"name": "name", "type": "string", "constraints": {"pattern": "[A-Z].*"}},
                ],
                "primaryKey": "urn",
                "missingValues": [""],
            },
        }
    ],
}


def package(folder: Path, change: Change = lambda _: None, name: str = "datapackage.json") -> Path:
    """A package of one table in ``folder``, its descriptor changed; JSON is YAML too."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "schools.csv").write_bytes(b"urn,name\n100000,Abbey\n")
    descriptor = copy.deepcopy(GOOD)
    change(descriptor)
    (folder / name).write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def table(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The one resource."""
    found: dict[str, Any] = descriptor["resources"][0]
    return found


def schema(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The one resource's schema."""
    found: dict[str, Any] = table(descriptor)["schema"]
    return found


def field(descriptor: dict[str, Any], number: int = 0) -> dict[str, Any]:
    """A field of the one resource."""
    found: dict[str, Any] = schema(descriptor)["fields"][number]
    return found
