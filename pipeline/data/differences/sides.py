"""One side of a difference: a package's folder as it lies there, of today's form or of an older one, or not there at all."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv

from pipeline.catalogue import DESCRIPTOR, read_yaml
from pipeline.errors import PackageError


@dataclass(frozen=True, slots=True)
class Side:
    """The package in ``folder``; ``words`` say of which state it is, ``resources`` are its descriptor's, by name."""

    folder: Path
    words: str
    resources: Mapping[str, Mapping[str, Any]]

    def content(self, resource: str) -> bytes | None:
        """The bytes of a resource's file as it lies there; None if the side has no such resource or file."""
        path = self.folder / self.resources[resource]["path"] if resource in self.resources else None
        return path.read_bytes() if path and path.is_file() else None

    def is_table(self, resource: str) -> bool:
        """Whether the resource is a table on this side."""
        return self.resources.get(resource, {}).get("type") == "table"

    def schema(self, table: str) -> Mapping[str, Any]:
        """The table's schema; empty if the side has no such table."""
        schema: Mapping[str, Any] = self.resources.get(table, {}).get("schema", {})
        return schema

    def table(self, name: str) -> pa.Table | None:
        """The table's cells as text under its own header; None if there is no such file. Raises PackageError if it cannot be read."""
        content = self.content(name)
        return None if content is None else _parsed(f"{self.words}, {self.resources[name]['path']}", content)


def side(folder: Path, words: str) -> Side:
    """The package in ``folder``, which may not be there. Raises CatalogueError or PackageError for a broken descriptor."""
    where = folder / DESCRIPTOR
    descriptor = read_yaml(where) if where.is_file() else {}
    resources = descriptor.get("resources", []) if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(_named(resource) for resource in resources):
        raise PackageError(f"{words}, {DESCRIPTOR}", "resources that are not readable", "each with a name and a path inside the package")
    return Side(folder, words, {resource["name"]: resource for resource in resources})


def _named(resource: Any) -> bool:
    if not isinstance(resource, dict) or not all(isinstance(resource.get(key), str) for key in ("name", "path")):
        return False
    path = PurePosixPath(resource["path"])
    return not path.is_absolute() and ".." not in path.parts


def _parsed(where: str, content: bytes) -> pa.Table:
    try:
        text = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        names = pacsv.read_csv(io.BytesIO(text.split(b"\n", 1)[0] + b"\n")).column_names
        parse = pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False)
        convert = pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
        table = pacsv.read_csv(io.BytesIO(text), parse_options=parse, convert_options=convert)
    except (OSError, EOFError, pa.ArrowInvalid) as error:
        raise PackageError(where, " ".join(str(error).split()), "a table that can be read") from error
    if len(set(names)) != len(names):
        raise PackageError(f"{where}, header", "a column twice", "each once")
    return table
