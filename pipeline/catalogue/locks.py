"""The lock: which raw files, to the byte, a package was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.catalogue.files import hold_keys, read_yaml, write_yaml
from pipeline.errors import CatalogueError
from pipeline.model import Dataset, Pin

LOCK = "lock.yaml"
ENTRY_KEYS = {"raw", "publisher", "period", "sha256", "bytes", "accessed"}


def locked(dataset: Dataset) -> dict[str, str]:
    """Raw path to sha256 of every file that the package was made from; empty before the first import."""
    return {entry["raw"]: entry["sha256"] for entry in _lock_files(dataset)}


def pins(dataset: Dataset) -> dict[str, Pin]:
    """Raw path to what the lock holds it to, in the lock's order; empty before the first import. Raises CatalogueError."""
    return {entry["raw"]: _pin(f"{dataset.folder / LOCK}, {entry['raw']}", entry) for entry in _lock_files(dataset)}


def _pin(where: str, entry: dict[str, Any]) -> Pin:
    if not re.fullmatch("[0-9a-f]{64}", str(entry["sha256"])):
        raise CatalogueError(f"{where}, sha256", repr(entry["sha256"]), "64 hexadecimal digits")
    if type(entry["bytes"]) is not int or entry["bytes"] < 0:
        raise CatalogueError(f"{where}, bytes", repr(entry["bytes"]), "a number of bytes")
    return Pin(entry["sha256"], entry["bytes"])


def _lock_files(dataset: Dataset) -> list[dict[str, Any]]:
    path = dataset.folder / LOCK
    entries = list(read_yaml(path)["files"]) if path.exists() else []
    for entry in entries:
        hold_keys(path, entry, ENTRY_KEYS, ENTRY_KEYS)
    return entries


def write_lock(dataset: Dataset, pins: Mapping[str, tuple[str, int]], accessed: str) -> None:
    """Say in ``lock.yaml`` which raw files the tables were made from: sha256 and bytes before gzip, date of access."""
    first = {entry["raw"]: entry["accessed"] for entry in _lock_files(dataset)}
    files = [
        {
            "raw": source.raw,
            "publisher": source.publisher,
            "period": source.period,
            "sha256": pins[source.raw][0],
            "bytes": pins[source.raw][1],
            "accessed": first.get(source.raw, accessed),
        }
        for source in dataset.sources
        if source.raw in pins
    ]
    write_yaml(dataset.folder / LOCK, {"files": files})
