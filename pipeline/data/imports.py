"""The import: raw files to the committed tables of one package, with a lock that says what they were made from."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path, PurePosixPath

import pandas as pd

from pipeline import catalogue, packages
from pipeline.data.corrections import corrected_table
from pipeline.data.datasets import TIDY
from pipeline.data.differences import Difference, between
from pipeline.data.sources import FETCHED, Raw
from pipeline.errors import PackageError, SourceError
from pipeline.folders import beside, swap
from pipeline.model import Dataset

TABLES = "data"


def run(dataset: Dataset, folder: Path = FETCHED) -> Difference:
    """Tidy the raw files below ``folder``, then put new tables and a new lock in the place of the old: all of them or none.

    What differs from the package as it lay there is handed back. Raises SourceError, TidyError or PackageError.
    """
    raw = Raw(folder, dataset, catalogue.locked(dataset))
    room = import_module(TIDY[dataset.name])
    frames = _corrected(raw, room.tidy(raw))
    documents = room.documents(raw) if hasattr(room, "documents") else {}
    unread = [source.raw for source in dataset.sources if source.raw not in raw.pins]
    if unread:
        raise SourceError(dataset.name, f"{unread[0]} listed but not read", "every listed source used")
    _hold_paths(dataset)
    with beside(dataset.folder / TABLES) as building:
        _write(dataset, building, frames, documents, raw)
        difference = replace(between(dataset.folder, building, "what was here", "this import"), package=dataset.name)
        swap(building / TABLES, dataset.folder / TABLES)
        (building / catalogue.LOCK).replace(dataset.folder / catalogue.LOCK)
    return difference


def _corrected(raw: Raw, frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with the corrections that name them. Every correction must be made, there or by the room. Raises TidyError."""
    mended = dict(frames)
    for resource in packages.tables(raw.dataset):
        lines = raw.corrections.of_table(resource["name"])
        if lines and resource["name"] in mended:
            mended[resource["name"]] = corrected_table(mended[resource["name"]], resource["schema"]["primaryKey"], lines)
    raw.corrections.hold_asked([source.raw for source in raw.dataset.sources])
    return mended


def _hold_paths(dataset: Dataset) -> None:
    """What the import replaces is one folder."""
    for resource in dataset.descriptor["resources"]:
        if PurePosixPath(resource["path"]).parts[0] != TABLES:
            raise PackageError(f"{dataset.name}, {resource['name']}", f"the path {resource['path']}", f"one below {TABLES}/")


def _write(dataset: Dataset, building: Path, frames: Mapping[str, pd.DataFrame], documents: Mapping[str, bytes], raw: Raw) -> None:
    """The whole package as it will be, in the folder ``building``: what is written by hand, what the room made, and the lock."""
    shutil.copytree(dataset.folder, building, ignore=shutil.ignore_patterns(f".{TABLES}-*"), dirs_exist_ok=True)
    for resource in packages.tables(dataset):
        (building / resource["path"]).unlink(missing_ok=True)
    staged = replace(dataset, folder=building)
    packages.write(staged, frames)
    _write_documents(staged, documents)
    catalogue.write_lock(staged, raw.pins, date.today().isoformat())


def _write_documents(dataset: Dataset, documents: Mapping[str, bytes]) -> None:
    """The resources that are no tables, such as boundaries: bytes by resource name."""
    paths = {resource["name"]: resource["path"] for resource in dataset.descriptor["resources"]}
    for name, content in documents.items():
        (dataset.folder / paths[name]).write_bytes(content)
