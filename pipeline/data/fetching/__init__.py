"""The fetch: what a package's lock names, from its publisher's address or from a folder, and never a byte that is not locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline import catalogue
from pipeline.data.fetching.copying import copied
from pipeline.data.fetching.download import Wanted, download
from pipeline.data.fetching.landing import is_here
from pipeline.data.fetching.newer import difference
from pipeline.data.fetching.policy import STRICT, Policy
from pipeline.data.sources import FETCHED
from pipeline.errors import SourceError
from pipeline.model import Dataset, Pin, Source

Outcome = Literal["here", "fetched", "copied", "missing", "same", "newer"]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one raw file, in one line: ``str(told)``."""

    raw: str
    outcome: Outcome
    words: str

    def __str__(self) -> str:
        return f"{self.raw}: {self.words}"


def fetch(dataset: Dataset, to: Path = FETCHED, source: Path | None = None, policy: Policy = STRICT) -> Iterator[Told]:
    """Put each file that the lock names below ``to``, and tell of each as it is done.

    With ``source``, a folder, files are copied from there and nobody is asked. What can be got from nowhere is told of as ``missing``.
    Raises SourceError at the first file that is not what is locked, and CatalogueError; what was put there before stays.
    """
    for found, pin in _locked(dataset):
        target = to / found.raw
        if is_here(target, pin):
            yield Told(found.raw, "here", "here already, and as locked")
        elif source is not None:
            yield _copied(dataset, found, pin, source, target)
        elif found.download:
            download(_wanted(dataset, found, pin), target, policy)
            yield Told(found.raw, "fetched", f"fetched, {pin.bytes} bytes as locked")
        else:
            yield _missing(found, "its address is not known")


def newer(dataset: Dataset, policy: Policy = STRICT) -> Iterator[Told]:
    """Tell of each file that the lock names whether its publisher has another one by now. Nothing is changed. Raises SourceError."""
    for found, pin in _locked(dataset):
        if not found.download:
            yield _missing(found, "its address is not known")
        elif words := difference(_wanted(dataset, found, pin), policy):
            yield Told(found.raw, "newer", f"the publisher has a newer file: {words}")
        else:
            yield Told(found.raw, "same", "the publisher's file is the locked one")


def _locked(dataset: Dataset) -> Iterator[tuple[Source, Pin]]:
    """The files that the lock names, with their sources. Raises SourceError if the descriptor does not list one of them."""
    sources = {source.raw: source for source in dataset.sources}
    for raw, pin in catalogue.pins(dataset).items():
        if raw not in sources:
            raise SourceError(f"{dataset.name}, {catalogue.LOCK}", raw, "a file listed under sources in the descriptor")
        yield sources[raw], pin


def _wanted(dataset: Dataset, source: Source, pin: Pin) -> Wanted:
    return Wanted(f"{dataset.name}, {source.raw}", source.raw, source.download, frozenset(dataset.descriptor.get("hosts", ())), pin)


def _copied(dataset: Dataset, source: Source, pin: Pin, folder: Path, target: Path) -> Told:
    if copied(f"{dataset.name}, {source.raw}", source.raw, pin, folder, target):
        return Told(source.raw, "copied", f"copied, {pin.bytes} bytes as locked")
    return _missing(source, "it is not in that folder")


def _missing(source: Source, why: str) -> Told:
    page = f"get it by hand from {source.path}" if source.path else f"ask {source.publisher} for it"
    return Told(source.raw, "missing", f"{why}; {page} and hand it over with --from FOLDER")
