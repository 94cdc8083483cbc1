"""The import: raw files to the committed tables of one package, with a lock that says what they were made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

from pipeline import catalogue, packages
from pipeline.data.datasets import TIDY
from pipeline.data.sources import Raw
from pipeline.errors import SourceError
from pipeline.model import Dataset


def run(dataset: Dataset, folder: Path) -> None:
    """Tidy the raw files below ``folder``, write the tables, then the lock. Raises SourceError, TidyError or PackageError."""
    raw = Raw(folder, dataset, catalogue.locked(dataset))
    room = import_module(TIDY[dataset.name])
    frames = room.tidy(raw)
    documents = room.documents(raw) if hasattr(room, "documents") else {}
    unread = [source.raw for source in dataset.sources if source.raw not in raw.pins]
    if unread:
        raise SourceError(dataset.name, f"{unread[0]} listed but not read", "every listed source used")
    packages.write(dataset, frames)
    _write_documents(dataset, documents)
    catalogue.write_lock(dataset, raw.pins, date.today().isoformat())


def _write_documents(dataset: Dataset, documents: Mapping[str, bytes]) -> None:
    """The resources that are no tables, such as boundaries: bytes by resource name."""
    paths = {resource["name"]: resource["path"] for resource in dataset.descriptor["resources"]}
    for name, content in documents.items():
        (dataset.folder / paths[name]).write_bytes(content)
