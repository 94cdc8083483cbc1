"""YAML and JSON files read and written, strictly: an unknown key, a key twice or a missing one is an error, never ignored."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import CatalogueError

# A contract is written by a person. What is larger was made to keep its reader busy.
CONTRACT_BYTES = 2_000_000
NODES = 500_000
DEPTH = 100


def read_yaml(path: Path) -> Any:
    """The content of one YAML file. Raises CatalogueError if it is missing, undecodable, malformed or a bomb."""
    text = _text(path, "YAML")
    try:
        _hold_depth(text)
        return yaml.load(text, Loader=_Strict)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CatalogueError(path, " ".join(str(error).split()), "well-formed YAML") from error


def read_json(path: Path) -> Any:
    """The content of one JSON file. Raises CatalogueError if it is missing, undecodable, malformed, too deep or holds a key twice."""
    try:
        content = json.loads(_text(path, "JSON"), object_pairs_hook=_pairs, parse_constant=_no_number, parse_float=_number)
        # Half a character, which only an escape can write, cannot be told to anybody.
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise CatalogueError(path, str(error)[:300], "well-formed JSON") from error
    return content


def _hold_depth(text: str) -> None:
    """Raise YAMLError for a document so deep that to compose it would overflow the stack of the library, which is written in C."""
    depth = 0
    for event in yaml.parse(text, Loader=_Strict):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            raise yaml.constructor.ConstructorError(None, None, f"more than {DEPTH} levels", None)


def _text(path: Path, form: str) -> str:
    """A contract's text, read no further than a contract can go."""
    try:
        with path.open("rb") as file:
            content = file.read(CONTRACT_BYTES + 1)
    except FileNotFoundError:
        raise CatalogueError(path, "no such file", f"a contract in {form}") from None
    if len(content) > CONTRACT_BYTES:
        raise CatalogueError(path, f"more than {CONTRACT_BYTES} bytes", f"a contract in {form}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CatalogueError(path, f"byte {error.start} that is not UTF-8", "UTF-8") from error


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"a key twice in {keys}")
    return mapping


def _no_number(text: str) -> float:
    raise ValueError(f"{text}, which is no number")


def _number(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


class _Strict(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Refuses a key that stands twice, which YAML would settle in silence, and aliases of aliases that would unfold without end."""

    def get_single_node(self) -> Any:
        node = super().get_single_node()
        if node is not None:
            _Unfolded().measure(node)
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge" and isinstance(key.value, str)]
        if len(keys) != len(set(keys)):
            raise yaml.constructor.ConstructorError(None, None, f"a key twice in {keys}", node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


class _Unfolded:
    """How many nodes a document has once every alias stands for what it names."""

    def __init__(self) -> None:
        self.sizes: dict[int, int] = {}

    def measure(self, node: Any) -> int:
        if isinstance(node, yaml.ScalarNode):
            return 1
        if id(node) not in self.sizes:
            # Until it is measured it counts as endless: an alias may stand inside what it names.
            self.sizes[id(node)] = NODES
            inner = [part for entry in node.value for part in (entry if isinstance(entry, tuple) else (entry,))]
            size = 1 + sum(self.measure(part) for part in inner)
            if size >= NODES:
                raise yaml.constructor.ConstructorError(None, None, "aliases that unfold without end", node.start_mark)
            self.sizes[id(node)] = size
        return self.sizes[id(node)]


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
