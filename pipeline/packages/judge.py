"""Frictionless in full: slow, and the word that counts in tests and releases."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from frictionless import Package, system

from pipeline.model import Dataset


def judge(dataset: Dataset, resources: list[str] | None = None) -> list[str]:
    """What Frictionless finds wrong in the package's tables (or in those named), a line each; empty if all is valid."""
    package = Package.from_descriptor(plain(dataset, resources), basepath=str(Path(dataset.folder)))
    with system.use_context(trusted=False):
        report = package.validate()
    rows = report.flatten(["title", "rowNumber", "fieldName", "note"])
    return [f"{title}, row {row}, {field}: {note}" for title, row, field, note in rows]


def plain(dataset: Dataset, resources: list[str] | None = None) -> dict[str, Any]:
    """The descriptor as Frictionless 5 takes it: it knows no labels of missing values and no ``compiledBy``."""
    descriptor = copy.deepcopy(dict(dataset.descriptor))
    wanted = [resource for resource in descriptor["resources"] if resources is None or resource["name"] in resources]
    descriptor["resources"] = [_resource(resource) for resource in wanted]
    return descriptor


def _resource(resource: dict[str, Any]) -> dict[str, Any]:
    schema = copy.deepcopy(resource.get("schema"))
    for field in schema["fields"] if schema else ():
        if "missingValues" in field:
            field["missingValues"] = [entry["value"] if isinstance(entry, dict) else entry for entry in field["missingValues"]]
    return {**resource, "schema": schema} if schema else resource
