"""Frictionless in full: slow, and the word that counts in tests and releases."""

from __future__ import annotations

import copy
import gzip
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from frictionless import Package

from pipeline.model import Dataset


def judge(dataset: Dataset, only: Collection[str] = ()) -> list[str]:
    """What Frictionless finds wrong in the package's tables (or in ``only`` those), a line each; empty if all is valid.

    It is handed unpacked copies: Frictionless leaves a compressed file open behind it.
    """
    resources = [entry for entry in dataset.descriptor["resources"] if entry.get("type") == "table" and (not only or entry["name"] in only)]
    with tempfile.TemporaryDirectory() as folder:
        plain = [_unpacked(dataset.folder, resource, Path(folder)) for resource in resources]
        package = Package.from_descriptor({**dataset.descriptor, "resources": plain}, basepath=folder)
        return [message for (message,) in package.validate().flatten(["message"])]


def _unpacked(source: Path, resource: dict[str, Any], folder: Path) -> dict[str, Any]:
    """A plain copy of one table and its resource as Frictionless 5 takes it: it knows no labels of missing values."""
    content = (source / resource["path"]).read_bytes()
    path = f"{resource['name']}.csv"
    (folder / path).write_bytes(gzip.decompress(content) if resource["path"].endswith(".gz") else content)
    schema = copy.deepcopy(resource["schema"])
    for field in schema["fields"]:
        if "missingValues" in field:
            field["missingValues"] = [entry["value"] if isinstance(entry, dict) else entry for entry in field["missingValues"]]
    kept = {key: value for key, value in resource.items() if key not in ("compression", "bytes", "hash")}
    return {**kept, "path": path, "schema": schema}
