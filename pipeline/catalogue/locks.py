"""The lock: which raw files, to the byte, a package was made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.catalogue.files import read_yaml, write_yaml
from pipeline.model import Dataset

LOCK = "lock.yaml"


def locked(dataset: Dataset) -> dict[str, str]:
    """Raw path to sha256 of every file that the package was made from; empty before the first import."""
    return {entry["raw"]: entry["sha256"] for entry in _lock_files(dataset)}


def _lock_files(dataset: Dataset) -> list[dict[str, Any]]:
    path = dataset.folder / LOCK
    return list(read_yaml(path)["files"]) if path.exists() else []


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
