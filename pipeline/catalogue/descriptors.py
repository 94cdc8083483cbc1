"""Descriptors in the manner of Data Package v2, with only the keys that we know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.catalogue.addresses import hold_hosts, hold_source
from pipeline.catalogue.files import hold_keys, hold_unique, read_yaml
from pipeline.checks import dialects
from pipeline.errors import CatalogueError
from pipeline.model import Source

DESCRIPTOR = "datapackage.yaml"

PACKAGE_NEEDS = {"name", "title", "description", "version", "created", "licenses", "sources", "resources"}
PACKAGE_KEYS = PACKAGE_NEEDS | {"$schema", "contributors", "keywords", "hosts", "derived", "owner"}
DERIVED_KEYS = PACKAGE_KEYS | {"checks"}  # the others, which have tables, say it in checks.yaml
SOURCE_KEYS = {"title", "publisher", "path", "period", "raw", "compiledBy", "download"}
RESOURCE_KEYS = {
    *("name", "title", "description", "path", "type", "format", "mediatype", "encoding"),
    *("compression", "dialect", "schema", "bytes", "hash", "sources", "licenses"),
}
SCHEMA_KEYS = {"$schema", "fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues"}
FIELD_KEYS = {
    *("name", "type", "format", "title", "description", "unit", "example", "constraints"),
    *("missingValues", "categories", "trueValues", "falseValues"),
}
CONSTRAINT_KEYS = {"required", "unique", "minimum", "maximum", "enum", "pattern", "minLength", "maxLength"}
FIELD_TYPES = {"string", "integer", "number", "date", "boolean"}
ENCODING = "utf-8"


def load_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor in ``folder``, held to our keys. Raises CatalogueError."""
    where = folder / DESCRIPTOR
    descriptor: dict[str, Any] = read_yaml(where)
    _descriptor(where, descriptor, folder.name)
    return descriptor


def source(entry: dict[str, str]) -> Source:
    """One entry of ``sources``."""
    words = (entry.get(key, "") for key in ("path", "period", "compiledBy", "download"))
    return Source(entry["title"], entry["publisher"], entry["raw"], *words)


def _descriptor(where: Path, descriptor: Any, name: str) -> None:
    hold_keys(
        where, descriptor, DERIVED_KEYS if isinstance(descriptor, dict) and descriptor.get("derived") else PACKAGE_KEYS, PACKAGE_NEEDS
    )
    if descriptor["name"] != name:
        raise CatalogueError(f"{where}, name", repr(descriptor["name"]), f"{name!r} as its folder")
    hosts = hold_hosts(f"{where}, hosts", descriptor.get("hosts", []))
    for source in descriptor["sources"]:
        hold_keys(f"{where}, sources", source, SOURCE_KEYS, {"title", "publisher", "raw"})
        hold_source(f"{where}, source {source['raw']}", source, hosts)
    for resource in descriptor["resources"]:
        _resource(f"{where}, resource {resource.get('name')}", resource)
    hold_unique(where, "resource", (resource["name"] for resource in descriptor["resources"]))


def _resource(where: str, resource: dict[str, Any]) -> None:
    hold_keys(where, resource, RESOURCE_KEYS, {"name", "path"})
    path = resource["path"]
    if not isinstance(path, str) or "://" in path or path.startswith("/") or ".." in Path(path).parts:
        raise CatalogueError(f"{where}, path", repr(path), "one path inside the package")
    if resource.get("type") == "table":
        hold_keys(where, resource, RESOURCE_KEYS, {"schema", "dialect", "encoding"})
        _writing(where, resource)
        hold_keys(f"{where}, schema", resource["schema"], SCHEMA_KEYS, {"fields", "primaryKey", "missingValues"})
        for field in resource["schema"]["fields"]:
            _field(f"{where}, field {field.get('name')}", field)
        hold_unique(where, "field", (field["name"] for field in resource["schema"]["fields"]))


def _writing(where: str, table: dict[str, Any]) -> None:
    """How the file is written is what every judge can read."""
    hold_keys(f"{where}, dialect", table["dialect"], dialects.KEYS, set())
    dialects.hold_dialect(f"{where}, dialect", table["dialect"])
    if table["encoding"] != ENCODING:
        raise CatalogueError(f"{where}, encoding", repr(table["encoding"]), ENCODING)


def _field(where: str, field: dict[str, Any]) -> None:
    hold_keys(where, field, FIELD_KEYS, {"name", "type", "description"})
    hold_keys(f"{where}, constraints", field.get("constraints", {}), CONSTRAINT_KEYS, set())
    if field["type"] not in FIELD_TYPES:
        raise CatalogueError(f"{where}, type", repr(field["type"]), f"one of {sorted(FIELD_TYPES)}")
