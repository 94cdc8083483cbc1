"""The keys that Data Package v1 and v2 know, those of this house, and what is said to one that nobody knows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from typing import Any

from pipeline.catalogue.descriptors import PACKAGE_KEYS, SOURCE_KEYS
from pipeline.checks import dialects
from pipeline.errors import CatalogueError

TOLD = {"name", "title", "description", "$schema", "profile"}
SOURCE = SOURCE_KEYS | {"title", "path", "email", "version", "hosts", "download"}
LICENCE = {"name", "path", "title"}
CONTRIBUTOR = {"title", "givenName", "familyName", "path", "email", "roles", "role", "organization"}
PACKAGE = (PACKAGE_KEYS | TOLD | {"id", "homepage", "version", "created", "contributors", "keywords", "image", "licenses", "sources"}) | {
    "resources",
    "checks",
}
RESOURCE = TOLD | {
    *("path", "data", "type", "homepage", "sources", "licenses", "format", "mediatype", "encoding", "bytes", "hash"),
    *("dialect", "schema", "compression", "innerpath", "scheme"),
}
DIALECT = dialects.KEYS | {"csv"}
SCHEMA = TOLD | {"fields", "fieldsMatch", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys"}
FIELD = {
    *("name", "type", "format", "title", "description", "example", "constraints", "rdfType", "unit", "missingValues"),
    *("categories", "categoriesOrdered", "trueValues", "falseValues", "bareNumber", "decimalChar", "groupChar"),
    *("itemType", "delimiter"),
}
FOREIGN_KEY = {"fields", "reference"}
REFERENCE = {"resource", "fields", "package"}
LABELLED = {"value", "label"}

# A key of somebody's own says so: ns:key, _key, x-key.
OWN = re.compile(r"_.|x-.|[A-Za-z][\w.\-]*:.")


def hold(where: str, mapping: Any, known: Collection[str], needed: Collection[str] = ()) -> dict[str, Any]:
    """``mapping``, if it is one and has none but ``known`` keys, keys of somebody's own, and all ``needed`` ones. Raises CatalogueError."""
    if not isinstance(mapping, dict):
        raise CatalogueError(where, _kind(mapping), "a mapping")
    for key in mapping:
        if not isinstance(key, str):
            raise CatalogueError(where, f"the key {key!r}", "a name")
        if key not in known and not OWN.match(key):
            raise CatalogueError(where, f"the unknown key {key[:100]!r}", _near(key, known))
    for key in needed:
        if key not in mapping:
            raise CatalogueError(where, "nothing", f"the key {key!r}")
    return mapping


def hold_list(where: str, value: Any, what: str) -> list[Any]:
    """``value``, if it is a list. Raises CatalogueError."""
    if not isinstance(value, list):
        raise CatalogueError(where, _kind(value), f"a list of {what}")
    return value


def hold_text(where: str, value: Any) -> str:
    """``value``, if it is text that is not empty. Raises CatalogueError."""
    if not isinstance(value, str) or not value:
        raise CatalogueError(where, repr(value)[:200], "text")
    return value


def hold_texts(where: str, value: Any) -> list[str]:
    """``value``, if it is one text or a list of texts, as a list. Raises CatalogueError."""
    listed = [value] if isinstance(value, str) else hold_list(where, value, "names")
    return [hold_text(where, entry) for entry in listed]


def _near(key: str, known: Collection[str]) -> str:
    folded = {name.lower(): name for name in sorted(known)}
    near = difflib.get_close_matches(key[:100].lower(), folded, 1, 0.75)
    own = "one of your own as ns:key, _key or x-key"
    return f"{folded[near[0]]!r}, perhaps; {own}" if near else f"one of {', '.join(sorted(known))}; {own}"


def _kind(value: Any) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"
