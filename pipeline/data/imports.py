"""The import: raw files to the committed tables of one package, with a lock that says what they were made from."""

from __future__ import annotations

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
    frames = import_module(TIDY[dataset.name]).tidy(raw)
    unread = [source.raw for source in dataset.sources if source.raw not in raw.pins]
    if unread:
        raise SourceError(dataset.name, f"{unread[0]} listed but not read", "every listed source used")
    packages.write(dataset, frames)
    catalogue.write_lock(dataset, raw.pins, date.today().isoformat())
