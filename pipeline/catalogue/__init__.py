"""Reads the contracts: descriptors, measures and locks, strictly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.catalogue.descriptors import DESCRIPTOR, load_descriptor, source
from pipeline.catalogue.files import hold_unique, read_yaml, write_yaml
from pipeline.catalogue.locks import LOCK, locked, pins, write_lock
from pipeline.catalogue.measures import MEASURES, load_measures
from pipeline.errors import CatalogueError
from pipeline.model import Dataset

__all__ = ["DESCRIPTOR", "LOCK", "MEASURES", "chosen", "load", "load_one", "locked", "pins", "read_yaml", "write_lock", "write_yaml"]


def load(folder: Path) -> dict[str, Dataset]:
    """Every package below ``folder`` by name, in order of name. Raises CatalogueError."""
    if not folder.is_dir():
        raise CatalogueError(folder, "no such folder", "a folder of data packages")
    datasets = {path.parent.name: load_one(path.parent) for path in sorted(folder.glob(f"*/{DESCRIPTOR}"))}
    hold_unique(folder, "measure id", (measure.id for dataset in datasets.values() for measure in dataset.measures))
    return datasets


def chosen(datasets: Mapping[str, Dataset], name: str) -> Dataset:
    """The package of that name. Raises CatalogueError."""
    if name not in datasets:
        raise CatalogueError("packages", repr(name), f"one of {', '.join(datasets)}")
    return datasets[name]


def load_one(folder: Path, owned: bool = False) -> Dataset:
    """The package in ``folder``, a national one unless it is ``owned`` by a place. Raises CatalogueError."""
    descriptor = load_descriptor(folder)
    if "owner" in descriptor and not owned:
        raise CatalogueError(f"{folder / DESCRIPTOR}, owner", repr(descriptor["owner"]), "none: only a package below local/ has one")
    measures = load_measures(folder, folder.name, descriptor)
    return Dataset(folder.name, descriptor["title"], folder, descriptor, measures, tuple(map(source, descriptor["sources"])))
