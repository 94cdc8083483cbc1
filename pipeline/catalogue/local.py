"""Local measures: what a school, trust or authority sets itself, below ``datapackages/local/OWNER``, in the same two YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.accounts import Local
from pipeline.catalogue import DESCRIPTOR, load_one
from pipeline.catalogue.files import hold_keys, hold_unique
from pipeline.errors import CatalogueError
from pipeline.model import REASONS, Dataset

FOLDER = "local"
STATEMENT = "statement.md"
WORDS = 100
PREFIX = "local-"
OWNERS = ("school", "trust", "local-authority")
KEY = ["level", "code", "phase", "period"]
EXAMPLE = "example"  # the keyword of a package that only shows how it is done


def load_local(folder: Path) -> tuple[Local, ...]:
    """Every owner's measures below ``folder/local``, by name; none if there is no such folder. Raises CatalogueError."""
    if (folder / FOLDER / DESCRIPTOR).exists():
        raise CatalogueError(folder / FOLDER, "a package", f"a folder of packages, one an owner; none is called {FOLDER}")
    found = tuple(load_owner(path.parent) for path in sorted((folder / FOLDER).glob(f"*/{DESCRIPTOR}")))
    hold_unique(folder / FOLDER, "measure id", (measure.id for local in found for measure in local.dataset.measures))
    return found


def load_owner(folder: Path) -> Local:
    """The measures of the owner whose package lies in ``folder``. Raises CatalogueError."""
    dataset = load_one(folder, owned=True)
    owner: Any = dataset.descriptor.get("owner")
    hold_keys(f"{folder / DESCRIPTOR}, owner", owner, {"level", "code"}, {"level", "code"})
    if owner["level"] not in OWNERS:
        raise CatalogueError(f"{folder / DESCRIPTOR}, owner, level", repr(owner["level"]), f"one of {', '.join(OWNERS)}")
    _hold_apart(dataset)
    _hold_tables(dataset)
    example = EXAMPLE in dataset.descriptor.get("keywords", ())
    return Local(dataset, owner["level"], str(owner["code"]), _statement(folder / STATEMENT), example)


def _hold_apart(dataset: Dataset) -> None:
    """A local measure can be told from a national one by its name, and no total of it is ever made."""
    if not dataset.measures:
        raise CatalogueError(dataset.folder, "no measure", "one at least")
    for measure in dataset.measures:
        where = f"{dataset.folder}, {measure.id}"
        if not measure.id.startswith(PREFIX):
            raise CatalogueError(f"{where}, id", repr(measure.id), f"a name that begins with {PREFIX}")
        if measure.rollup.method != "none":
            raise CatalogueError(f"{where}, rollup", repr(measure.rollup.method), "none: a local measure is never added up")


def _hold_tables(dataset: Dataset) -> None:
    """The tables can be laid under one another, and no figure of theirs can be missing without a reason."""
    tables = [resource for resource in dataset.descriptor["resources"] if resource.get("type") == "table"]
    schemas = [table["schema"] for table in tables]
    if not schemas or any(schema != schemas[0] for schema in schemas):
        raise CatalogueError(dataset.folder / DESCRIPTOR, f"{len(schemas)} tables", "one or more, all of one schema")
    if schemas[0]["primaryKey"] != KEY:
        raise CatalogueError(f"{dataset.folder / DESCRIPTOR}, primaryKey", schemas[0]["primaryKey"], f"[{', '.join(KEY)}]")
    fields = {field["name"]: field for field in schemas[0]["fields"]}
    for name in KEY:
        if name not in fields:
            raise CatalogueError(dataset.folder / DESCRIPTOR, f"no field {name!r}", f"the fields {', '.join(KEY)}")
    for measure in dataset.measures:
        for name in filter(None, (measure.column, measure.pupils)):
            _hold_reasons(f"{dataset.folder / DESCRIPTOR}, field {name}", fields.get(name, {}))


def _hold_reasons(where: str, field: Mapping[str, Any]) -> None:
    listed = field.get("missingValues", ())
    known = {entry["value"] if isinstance(entry, dict) else entry for entry in listed}
    if field.get("type") not in ("integer", "number") or not known or known - set(REASONS):
        raise CatalogueError(where, f"{field.get('type')}, missingValues {sorted(known)}", f"a number, or one of {', '.join(REASONS)}")


def _statement(path: Path) -> str:
    if not path.is_file():
        raise CatalogueError(path, "no such file", "the owner's statement")
    text = " ".join(path.read_text(encoding="utf-8").split())
    if not 0 < len(text.split()) <= WORDS:
        raise CatalogueError(path, f"{len(text.split())} words", f"1 to {WORDS}")
    return text
