"""The contract's differences: entry by entry through the YAML files of a package, whatever they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.catalogue import DESCRIPTOR, read_yaml
from pipeline.data.differences.changes import ContractChange

# What tells the entries of a list apart: the first of these that all have and that no two share.
IDENTITIES = (("name",), ("id",), ("raw",), ("value",), ("raw", "field", "row", "expects"), ("raw", "table", "field", "row", "expects"))
ABSENT = "not there"
_RESOURCE = (DESCRIPTOR, "resources")


def contract_changes(before: Path, after: Path) -> tuple[ContractChange, ...]:
    """What differs between the YAML files that both folders have, one entry each, once for all tables that share it.

    Raises CatalogueError for a broken file.
    """
    was, now = ({path.name for path in folder.glob("*.yaml")} for folder in (before, after))
    names = sorted(was & now, key=_descriptor_first)
    found: dict[tuple[str, str, str], list[str]] = {}
    for name in names:
        for steps, old, new in _changes((name,), read_yaml(before / name), read_yaml(after / name)):
            table = steps[2] if len(steps) > len(_RESOURCE) + 1 and steps[:2] == _RESOURCE else ""
            where = ", ".join(steps[3:] if table else steps)
            found.setdefault((where, old, new), []).extend([table] if table else [])
    return tuple(ContractChange(*entry, tuple(tables)) for entry, tables in found.items())


def _descriptor_first(name: str) -> tuple[bool, str]:
    return name != DESCRIPTOR, name


def _changes(steps: tuple[str, ...], before: Any, after: Any) -> Iterator[tuple[tuple[str, ...], str, str]]:
    if before == after:
        return
    entries = _entries(before, after)
    if entries is None:
        yield steps, _shown(before), _shown(after)
        return
    was, now = entries
    common = [name for name in was if name in now]
    for name in [*was, *(name for name in now if name not in was)]:
        yield from _changes((*steps, name), was.get(name, ABSENT), now.get(name, ABSENT))
    if isinstance(after, list) and common != (order := [name for name in now if name in was]):
        yield (*steps, "order"), ", ".join(common), ", ".join(order)


def _entries(before: Any, after: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """Both as mappings, if they are such or lists of entries that have names; None if they can only be compared as they stand."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before, after
    if not isinstance(before, list) or not isinstance(after, list):
        return None
    for keys in IDENTITIES:
        was, now = _identified(before, keys), _identified(after, keys)
        if was is not None and now is not None:
            return was, now
    return None


def _identified(entries: Sequence[Any], keys: tuple[str, ...]) -> dict[str, Any] | None:
    if not all(isinstance(entry, dict) and keys[0] in entry for entry in entries):
        return None
    named = {" ".join(str(entry[key]) for key in keys if entry.get(key)): entry for entry in entries}
    return named if len(named) == len(entries) else None


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
