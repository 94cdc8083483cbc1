"""YAML files read and written, strictly: an unknown key, a key twice or a missing one is an error, never ignored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import CatalogueError


def read_yaml(path: Path) -> Any:
    """The content of one YAML file. Raises CatalogueError if it is missing, undecodable or malformed."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Strict)
    except FileNotFoundError:
        raise CatalogueError(path, "no such file", "a contract in YAML") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(path, f"byte {error.start} that is not UTF-8", "UTF-8") from error
    except yaml.YAMLError as error:
        raise CatalogueError(path, " ".join(str(error).split()), "well-formed YAML") from error


class _Strict(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Refuses a key that stands twice, which YAML would settle in silence."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        if len(keys) != len(set(keys)):
            raise yaml.constructor.ConstructorError(None, None, f"a key twice in {keys}", node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def write_yaml(path: Path, content: Mapping[str, Any]) -> None:
    """Write ``content`` as YAML that says by its first line that no hand wrote it."""
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=150)
    path.write_text("# Written by the pipeline; do not edit.\n" + text, encoding="utf-8")


def hold_keys(where: object, mapping: Any, known: set[str], needed: set[str]) -> None:
    """Raise CatalogueError unless ``mapping`` has all the ``needed`` keys and none but ``known`` ones."""
    if not isinstance(mapping, dict):
        raise CatalogueError(where, type(mapping).__name__, "a mapping")
    unknown, missing = sorted(set(mapping) - known), sorted(needed - set(mapping))
    if unknown:
        raise CatalogueError(where, f"unknown key {unknown[0]!r}", f"one of {', '.join(sorted(known))}")
    if missing:
        raise CatalogueError(where, "nothing", f"the key {missing[0]!r}")


def hold_unique(where: object, what: str, names: Iterable[str]) -> None:
    """Raise CatalogueError if a name stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CatalogueError(where, f"{what} {name!r} twice", "each once")
        seen.add(name)
