"""What is to be judged, opened: a package's folder, a descriptor, or a CSV file with a schema beside it.

Descriptors are strangers' words: they are held to the standard, and neither lead out of their folder nor to the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.catalogue.files import hold_unique
from pipeline.checks.descriptors.keys import PACKAGE, RESOURCE, hold, hold_list, hold_text
from pipeline.checks.descriptors.places import inside
from pipeline.checks.descriptors.resources import TABULAR, compression, hold_told, is_table, read_contract, table
from pipeline.checks.descriptors.schemas import hold_schema
from pipeline.checks.faults import Package, Table
from pipeline.checks.structure import labels_of
from pipeline.checks.unpacking import regular
from pipeline.errors import CatalogueError

DESCRIPTORS = ("datapackage.yaml", "datapackage.yml", "datapackage.json")
CONTRACTS = (".json", ".yaml", ".yml")
CHECKS = "checks.yaml"
SCHEMAS = tuple(f".{kind}{suffix}" for kind in ("schema", "tableschema") for suffix in CONTRACTS)


def open_any(target: Path, schema: Path | None = None) -> Package:
    """The tables of a package's folder, of a descriptor (of a package, of one resource, or a schema beside its CSV), or of one CSV file.

    A CSV file takes ``schema``, or else the one beside it (``X.schema.json``, ``X.tableschema.yaml``, ...); without any it is a table
    of text. No table is read further than its header. Raises CatalogueError, at once and without leaving the folder, for what is
    missing, wrong or hostile.
    """
    if target.is_dir():
        return _package(_descriptor_in(target), schema)
    regular(target, target)
    name = target.name.lower()
    if name.endswith(TABULAR):
        return _single(target, schema or _schema_beside(target))
    if name.endswith(SCHEMAS):
        return _single(_table_beside(target), target)
    if name.endswith(CONTRACTS):
        return _package(target, schema)
    raise CatalogueError(
        target, "a file of another kind", f"a folder, a descriptor ({', '.join(CONTRACTS)}) or one of {', '.join(TABULAR)}"
    )


def _descriptor_in(folder: Path) -> Path:
    found = [folder / name for name in DESCRIPTORS if (folder / name).exists() or (folder / name).is_symlink()]
    if len(found) != 1:
        names = " and ".join(path.name for path in found)
        raise CatalogueError(folder, names or "no descriptor", f"one of {', '.join(DESCRIPTORS)}")
    return inside(folder, found[0].name, str(folder)) if found[0].is_symlink() else found[0]


def _package(path: Path, schema: Path | None) -> Package:
    if schema:
        raise CatalogueError(path, f"a schema beside it, {schema}", "a schema of its own in each resource")
    descriptor, where = read_contract(path, path), str(path)
    if isinstance(descriptor, dict) and "resources" not in descriptor and {"path", "data"} & descriptor.keys():
        descriptor = {"resources": [{key: value for key, value in descriptor.items() if key != "checks"}], **_checks_key(descriptor)}
    hold(where, descriptor, PACKAGE, ["resources"])
    hold_told(where, descriptor)
    name = hold_text(f"{where}, name", descriptor.get("name", path.absolute().parent.name or "package"))
    resources = hold_list(f"{where}, resources", descriptor["resources"], "resources")
    tables = _tables(path, name, resources)
    return Package(name, path.parent, tables, _checks(path, descriptor), descriptor)


def _tables(path: Path, package: str, resources: list[Any]) -> tuple[Table, ...]:
    for number, resource in enumerate(resources, 1):
        hold_told(f"{path}, resource {number}", hold(f"{path}, resource {number}", resource, RESOURCE, ["name"]))
        hold_text(f"{path}, resource {number}, name", resource["name"])
    names = [resource["name"] for resource in resources]
    hold_unique(path, "the resource", names)
    tables = []
    for number, resource in enumerate(resources, 1):
        if is_table(resource):
            tables.append(_with_schema(table(path.parent, package, f"{path}, resource {number}", resource, names)))
        elif "path" in resource:
            _hold_others(path.parent, f"{path}, resource {number}", resource["path"])
    if not tables:
        raise CatalogueError(path, "no table among the resources", "one at least")
    return tuple(tables)


def _hold_others(folder: Path, where: str, paths: Any) -> None:
    """What is no table is not judged, but it may not lead out either."""
    for entry in paths if isinstance(paths, list) else [paths]:
        inside(folder, entry, f"{where}, path")


def _checks_key(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    return {"checks": descriptor["checks"]} if "checks" in descriptor else {}


def _checks(path: Path, descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    """The declared checks, of the descriptor or of the file beside it."""
    beside = path.parent / CHECKS
    is_there = beside.exists() or beside.is_symlink()
    if is_there and "checks" in descriptor:
        raise CatalogueError(beside, f"checks in {path.name} too", "one of the two")
    checks = read_contract(inside(path.parent, CHECKS, str(beside)), beside) if is_there else descriptor.get("checks", {})
    if not isinstance(checks, dict):
        raise CatalogueError(beside if is_there else f"{path}, checks", type(checks).__name__, "a mapping")
    return checks


def _stem(path: Path, suffixes: tuple[str, ...]) -> str:
    longest = max((suffix for suffix in suffixes if path.name.lower().endswith(suffix)), key=len)
    return path.name[: -len(longest)]


def _schema_beside(path: Path) -> Path | None:
    found = [beside for suffix in SCHEMAS if (beside := path.with_name(_stem(path, TABULAR) + suffix)).is_file()]
    if len(found) > 1:
        raise CatalogueError(path, f"{found[0].name} and {found[1].name} beside it", "one schema")
    return found[0] if found else None


def _table_beside(path: Path) -> Path:
    found = [beside for suffix in TABULAR if (beside := path.with_name(_stem(path, SCHEMAS) + suffix)).is_file()]
    if len(found) != 1:
        raise CatalogueError(path, f"{len(found)} tables beside the schema", "one, of the same name")
    return found[0]


def _single(path: Path, schema: Path | None) -> Package:
    dialect = {"delimiter": "\t"} if ".tsv" in path.name.lower() else {}
    held = hold_schema(str(schema), read_contract(schema, schema)) if schema else {}
    name = _stem(path, TABULAR)
    packed = compression(str(path), None, path.name)
    return Package(name, path.parent, (_with_schema(Table(name, path, str(path), held, dialect, "utf-8", packed)),))


def _with_schema(table: Table) -> Table:
    """A table of which nothing is said is a table of text."""
    if table.schema:
        return table
    fields = [{"name": label, "type": "string"} for label in labels_of(table)]
    return replace(table, schema={"fields": fields, "missingValues": [""]})
