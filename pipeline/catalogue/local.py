"""Local measures: what a school, trust or authority sets itself, below ``datapackages/local/OWNER``, in the same two YAML files."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pipeline.accounts import Local
from pipeline.catalogue import DESCRIPTOR, load_one
from pipeline.catalogue.files import hold_keys, hold_unique
from pipeline.errors import CatalogueError
from pipeline.model import Dataset, Level

FOLDER = "local"
STATEMENT = "statement.md"
WORDS = 100
PREFIX = "local-"
OWNERS = {"school", "trust", "local-authority"}


def load_local(folder: Path) -> tuple[Local, ...]:
    """Every owner's measures below ``folder/local``, by name; none if there is no such folder. Raises CatalogueError."""
    found = tuple(_local(path.parent) for path in sorted((folder / FOLDER).glob(f"*/{DESCRIPTOR}")))
    hold_unique(folder / FOLDER, "measure id", (measure.id for local in found for measure in local.dataset.measures))
    return found


def _local(folder: Path) -> Local:
    dataset = load_one(folder)
    owner = dict(dataset.descriptor.get("owner") or {})
    hold_keys(f"{folder / DESCRIPTOR}, owner", owner, {"level", "code"}, {"level", "code"})
    if owner["level"] not in OWNERS & set(get_args(Level)):
        raise CatalogueError(f"{folder / DESCRIPTOR}, owner, level", repr(owner["level"]), f"one of {sorted(OWNERS)}")
    _hold_apart(dataset)
    return Local(dataset, owner["level"], str(owner["code"]), _statement(folder / STATEMENT))


def _hold_apart(dataset: Dataset) -> None:
    """A local measure can be told from a national one by its name, and no total of it is ever made."""
    for measure in dataset.measures:
        where = f"{dataset.folder}, {measure.id}"
        if not measure.id.startswith(PREFIX):
            raise CatalogueError(f"{where}, id", repr(measure.id), f"a name that begins with {PREFIX}")
        if measure.rollup.method != "none":
            raise CatalogueError(f"{where}, rollup", repr(measure.rollup.method), "none: a local measure is never added up")


def _statement(path: Path) -> str:
    if not path.is_file():
        raise CatalogueError(path, "no such file", "the owner's statement")
    text = " ".join(path.read_text(encoding="utf-8").split())
    if not 0 < len(text.split()) <= WORDS:
        raise CatalogueError(path, f"{len(text.split())} words", f"1 to {WORDS}")
    return text
