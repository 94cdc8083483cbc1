"""Fields of a Table Schema: types of the standard, constraints that go with the type, values that can be what they are said to be."""

from __future__ import annotations

from typing import Any

from pipeline.checks.descriptors.keys import FIELD, LABELLED, hold, hold_list, hold_text
from pipeline.checks.descriptors.patterns import hold_pattern
from pipeline.errors import CatalogueError

ORDERED = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
SIZED = {"minLength", "maxLength"}
ALWAYS = {"required", "unique", "enum"}
CONSTRAINTS: dict[str, set[str]] = {
    **dict.fromkeys(("integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration"), ALWAYS | ORDERED),
    **dict.fromkeys(("array", "object"), ALWAYS | SIZED | {"jsonSchema"}),
    **dict.fromkeys(("boolean", "geopoint", "any"), ALWAYS),
    "string": ALWAYS | SIZED | {"pattern"},
    **dict.fromkeys(("list", "geojson"), ALWAYS | SIZED),
}
KNOWN = set().union(*CONSTRAINTS.values())
SIGNS = ("decimalChar", "groupChar", "delimiter")
FLAGS = ("bareNumber", "categoriesOrdered")


def hold_field(where: str, field: Any) -> None:
    """Raise CatalogueError for a field that does not say what it must."""
    hold(where, field, FIELD, ["name"])
    where = f"{where} {hold_text(f'{where}, name', field['name'])[:100]}"
    kind = field.get("type", "any")
    if not isinstance(kind, str) or kind not in CONSTRAINTS:
        raise CatalogueError(f"{where}, type", repr(kind)[:100], f"one of {', '.join(sorted(CONSTRAINTS))}")
    hold_text(f"{where}, format", field.get("format", "default"))
    for key in ("trueValues", "falseValues"):
        for value in hold_list(f"{where}, {key}", field.get(key, []), "texts"):
            _hold_string(f"{where}, {key}", value)
    for key in (*SIGNS, *FLAGS):
        wanted = str if key in SIGNS else bool
        if key in field and not isinstance(field[key], wanted):
            raise CatalogueError(f"{where}, {key}", repr(field[key])[:100], "text" if wanted is str else "true or false")
    hold_values(f"{where}, missingValues", field.get("missingValues", []))
    hold_values(f"{where}, categories", field.get("categories", []), (str, int))
    _hold_constraints(f"{where}, constraints", kind, field.get("constraints", {}))


def hold_values(where: str, values: Any, kinds: tuple[type, ...] = (str,)) -> None:
    """Raise CatalogueError unless ``values`` is a list of plain values, labelled or not."""
    for entry in hold_list(where, values, "values"):
        value = hold(where, entry, LABELLED, ["value"])["value"] if isinstance(entry, dict) else entry
        if not isinstance(value, kinds) or isinstance(value, bool):
            raise CatalogueError(where, repr(value)[:100], "text in quotation marks")


def _hold_string(where: str, value: Any) -> None:
    if not isinstance(value, str):
        raise CatalogueError(where, repr(value)[:100], "text in quotation marks")


def _hold_constraints(where: str, kind: str, constraints: Any) -> None:
    for key, limit in hold(where, constraints, KNOWN).items():
        if key in KNOWN and key not in CONSTRAINTS[kind]:
            raise CatalogueError(where, f"{key} of a field of type {kind}", f"one of {', '.join(sorted(CONSTRAINTS[kind]))}")
        _hold_limit(f"{where}, {key}", key, kind, limit)
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength")):
        least, most = constraints.get(low), constraints.get(high)
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            raise CatalogueError(where, f"{low} {least} above {high} {most}", "bounds between which something lies")


def _hold_limit(where: str, key: str, kind: str, limit: Any) -> None:
    if key in ("required", "unique") and not isinstance(limit, bool):
        raise CatalogueError(where, repr(limit)[:100], "true or false")
    if key in SIZED and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 0):
        raise CatalogueError(where, repr(limit)[:100], "a whole number from 0")
    if key == "enum" and not hold_list(where, limit, "values"):
        raise CatalogueError(where, "an empty list", "a value at least")
    if key == "jsonSchema" and not isinstance(limit, dict):
        raise CatalogueError(where, repr(limit)[:100], "a mapping")
    if key == "pattern":
        hold_pattern(where, limit)
    if key in ORDERED:
        _hold_bound(where, kind, limit)


def _hold_bound(where: str, kind: str, limit: Any) -> None:
    """A bound is a number for numbers, or text that is one; for dates and their like YAML may have read the date already."""
    if limit is None or isinstance(limit, bool | list | dict):
        raise CatalogueError(where, repr(limit)[:100], f"one {kind}")
    if kind in ("integer", "number", "year"):
        try:
            whole = float(limit).is_integer()
        except (ValueError, TypeError, OverflowError):
            raise CatalogueError(where, repr(limit)[:100], f"one {kind}") from None
        if kind != "number" and not whole:
            raise CatalogueError(where, repr(limit)[:100], f"one {kind}")
