"""Table Schemas: fields, keys and what stands for no value."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pipeline.catalogue.files import hold_unique
from pipeline.checks.descriptors.fields import hold_field, hold_values
from pipeline.checks.descriptors.keys import FOREIGN_KEY, REFERENCE, SCHEMA, hold, hold_list, hold_text, hold_texts
from pipeline.checks.descriptors.places import SCHEME
from pipeline.errors import CatalogueError

MATCHES = ("exact", "equal", "subset", "superset", "partial")


def hold_schema(where: str, schema: Any, resources: Collection[str] = ()) -> dict[str, Any]:
    """``schema``, if it is one; ``resources`` are the names that a foreign key may refer to. Raises CatalogueError."""
    hold(where, schema, SCHEMA, ["fields"])
    for number, field in enumerate(hold_list(f"{where}, fields", schema["fields"], "fields"), 1):
        hold_field(f"{where}, field {number}", field)
    names = [field["name"] for field in schema["fields"]]
    hold_unique(where, "the field", names)
    hold_values(f"{where}, missingValues", schema.get("missingValues", []))
    _hold_match(f"{where}, fieldsMatch", schema.get("fieldsMatch", "exact"))
    for key in [schema["primaryKey"]] if "primaryKey" in schema else []:
        _hold_named(f"{where}, primaryKey", key, names)
    for key in hold_list(f"{where}, uniqueKeys", schema.get("uniqueKeys", []), "keys"):
        _hold_named(f"{where}, uniqueKeys", key, names)
    for key in hold_list(f"{where}, foreignKeys", schema.get("foreignKeys", []), "keys"):
        _hold_foreign_key(f"{where}, foreignKeys", key, names, resources)
    return dict(schema)


def _hold_match(where: str, match: Any) -> None:
    """The standard's text says one word; its first profile had a list of one."""
    if match not in MATCHES and not (isinstance(match, list) and len(match) == 1 and match[0] in MATCHES):
        raise CatalogueError(where, repr(match)[:100], f"one of {', '.join(MATCHES)}")


def _hold_named(where: str, key: Any, names: list[str]) -> list[str]:
    fields = hold_texts(where, key)
    if not fields:
        raise CatalogueError(where, "an empty list", "a field at least")
    hold_unique(where, "the field", fields)
    for name in fields:
        if name not in names:
            raise CatalogueError(where, repr(name)[:100], f"one of {', '.join(names)}"[:400])
    return fields


def _hold_foreign_key(where: str, key: Any, names: list[str], resources: Collection[str]) -> None:
    fields = _hold_named(where, hold(where, key, FOREIGN_KEY, ["fields", "reference"])["fields"], names)
    reference = hold(f"{where}, reference", key["reference"], REFERENCE, ["fields"])
    others = hold_texts(f"{where}, reference, fields", reference["fields"])
    if len(others) != len(fields):
        raise CatalogueError(where, f"{len(fields)} fields that refer to {len(others)}", "as many on both sides")
    resource, package = reference.get("resource", ""), reference.get("package", "")
    for name in (resource, package):
        if not isinstance(name, str):
            raise CatalogueError(f"{where}, reference", repr(name)[:100], "a name")
    if package and (SCHEME.match(package) or set(package) & set("/\\%~") or ".." in package):
        raise CatalogueError(f"{where}, reference, package", repr(package)[:200], "the name of a package beside this one")
    if resource and not package and resource not in resources:
        raise CatalogueError(f"{where}, reference, resource", repr(resource)[:100], "a resource of this package")
    if not resource and not package:
        for name in others:
            _hold_named(f"{where}, reference", name, names)
    hold_text(f"{where}, reference", others[0] if others else "")
