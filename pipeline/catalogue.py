"""Reads the contracts: descriptors, measures and locks, strictly. An unknown key is an error, never ignored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import CatalogueError
from pipeline.model import Break, Dataset, Measure, Rollup, Source

DESCRIPTOR = "datapackage.yaml"
MEASURES = "measures.yaml"
LOCK = "lock.yaml"

PACKAGE_KEYS = {"$schema", "name", "title", "description", "version", "created", "licenses", "contributors", "sources", "resources", "keywords"}
PACKAGE_NEEDS = {"name", "title", "description", "version", "created", "licenses", "sources", "resources"}
SOURCE_KEYS = {"title", "publisher", "path", "period", "raw", "compiledBy"}
RESOURCE_KEYS = {
    *("name", "title", "description", "path", "type", "format", "mediatype", "encoding"),
    *("compression", "dialect", "schema", "bytes", "hash", "sources", "licenses"),
}
SCHEMA_KEYS = {"$schema", "fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues"}
FIELD_KEYS = {"name", "type", "format", "title", "description", "unit", "example", "constraints", "missingValues", "categories", "trueValues", "falseValues"}
CONSTRAINT_KEYS = {"required", "unique", "minimum", "maximum", "exclusiveMinimum", "enum", "pattern", "minLength", "maxLength"}
FIELD_TYPES = {"string", "integer", "number", "date", "boolean", "any"}


def load(folder: Path) -> dict[str, Dataset]:
    """Every package below ``folder`` by name, in order of name. Raises CatalogueError."""
    if not folder.is_dir():
        raise CatalogueError(folder, "no such folder", "a folder of data packages")
    datasets = {path.parent.name: load_one(path.parent) for path in sorted(folder.glob(f"*/{DESCRIPTOR}"))}
    _unique(folder, "measure id", (measure.id for dataset in datasets.values() for measure in dataset.measures))
    return datasets


def chosen(datasets: Mapping[str, Dataset], name: str) -> Dataset:
    """The package of that name. Raises CatalogueError."""
    if name not in datasets:
        raise CatalogueError("packages", repr(name), f"one of {', '.join(datasets)}")
    return datasets[name]


def load_one(folder: Path) -> Dataset:
    """The package in ``folder``. Raises CatalogueError."""
    where = folder / DESCRIPTOR
    descriptor = read_yaml(where)
    _descriptor(where, descriptor, folder.name)
    sources = tuple(_source(source) for source in descriptor["sources"])
    measures = tuple(_measure(folder / MEASURES, folder.name, entry) for entry in read_yaml(folder / MEASURES) or [])
    dataset = Dataset(folder.name, descriptor["title"], folder, descriptor, measures, sources)
    _columns_exist(dataset)
    return dataset


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


def table_fields(dataset: Dataset, resource: str) -> list[dict[str, Any]]:
    """The fields that the resource's schema declares, in order."""
    for entry in dataset.descriptor["resources"]:
        if entry["name"] == resource:
            return list(entry["schema"]["fields"])
    raise CatalogueError(dataset.folder / DESCRIPTOR, f"no resource {resource!r}", "a declared resource")


def locked(dataset: Dataset) -> dict[str, str]:
    """Raw path to sha256 of every file that the package was made from; empty before the first import."""
    path = dataset.folder / LOCK
    return {entry["raw"]: entry["sha256"] for entry in read_yaml(path)["files"]} if path.exists() else {}


def write_lock(dataset: Dataset, pins: Mapping[str, tuple[str, int]], accessed: str) -> None:
    """Say in ``lock.yaml`` which raw files the tables were made from: sha256 and bytes before gzip, date of access."""
    known = {entry["raw"]: entry for entry in (read_yaml(dataset.folder / LOCK)["files"] if (dataset.folder / LOCK).exists() else [])}
    files = [
        {
            "raw": source.raw,
            "publisher": source.publisher,
            "period": source.period,
            "sha256": pins[source.raw][0],
            "bytes": pins[source.raw][1],
            "accessed": known.get(source.raw, {}).get("accessed", accessed),
        }
        for source in dataset.sources
        if source.raw in pins
    ]
    text = yaml.safe_dump({"files": files}, sort_keys=False, allow_unicode=True, width=200)
    (dataset.folder / LOCK).write_text("# Written by the import; do not edit.\n" + text, encoding="utf-8")


def _descriptor(where: Path, descriptor: Any, name: str) -> None:
    _keys(where, descriptor, PACKAGE_KEYS, PACKAGE_NEEDS)
    if descriptor["name"] != name:
        raise CatalogueError(f"{where}, name", repr(descriptor["name"]), f"{name!r} as its folder")
    for source in descriptor["sources"]:
        _keys(f"{where}, sources", source, SOURCE_KEYS, {"title", "publisher", "raw"})
    for resource in descriptor["resources"]:
        _resource(f"{where}, resource {resource.get('name')}", resource)
    _unique(where, "resource", (resource["name"] for resource in descriptor["resources"]))


def _resource(where: str, resource: dict[str, Any]) -> None:
    _keys(where, resource, RESOURCE_KEYS, {"name", "path"})
    path = resource["path"]
    if not isinstance(path, str) or "://" in path or path.startswith("/") or ".." in Path(path).parts:
        raise CatalogueError(f"{where}, path", repr(path), "one path inside the package")
    if resource.get("type") == "table":
        _keys(where, resource, RESOURCE_KEYS, {"schema", "dialect", "encoding"})
        _keys(f"{where}, schema", resource["schema"], SCHEMA_KEYS, {"fields", "primaryKey", "missingValues"})
        for field in resource["schema"]["fields"]:
            _field(f"{where}, field {field.get('name')}", field)
        _unique(where, "field", (field["name"] for field in resource["schema"]["fields"]))


def _field(where: str, field: dict[str, Any]) -> None:
    _keys(where, field, FIELD_KEYS, {"name", "type", "description"})
    _keys(f"{where}, constraints", field.get("constraints", {}), CONSTRAINT_KEYS, set())
    if field["type"] not in FIELD_TYPES:
        raise CatalogueError(f"{where}, type", repr(field["type"]), f"one of {sorted(FIELD_TYPES)}")


def _keys(where: object, mapping: Any, known: set[str], needed: set[str]) -> None:
    if not isinstance(mapping, dict):
        raise CatalogueError(where, type(mapping).__name__, "a mapping")
    unknown, missing = sorted(set(mapping) - known), sorted(needed - set(mapping))
    if unknown:
        raise CatalogueError(where, f"unknown key {unknown[0]!r}", f"one of {', '.join(sorted(known))}")
    if missing:
        raise CatalogueError(where, "nothing", f"the key {missing[0]!r}")


def _unique(where: object, what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CatalogueError(where, f"{what} {name!r} twice", "each once")
        seen.add(name)


def _source(entry: dict[str, str]) -> Source:
    return Source(
        entry["title"], entry["publisher"], entry["raw"], entry.get("path", ""), entry.get("period", ""), entry.get("compiledBy", "")
    )


def _measure(where: Path, package: str, entry: dict[str, Any]) -> Measure:
    known = {field.name for field in fields(Measure)} - {"package"}
    needed = {field.name for field in fields(Measure) if field.default is MISSING} - {"package"}
    where_entry = f"{where}, {entry.get('id')}"
    _keys(where_entry, entry, known, needed)
    words = {
        **entry,
        "package": package,
        "phases": tuple(entry["phases"]),
        "rollup": _rollup(where_entry, entry["rollup"]),
        "breaks": tuple(Break(**_break(where_entry, item)) for item in entry.get("breaks", ())),
    }
    return Measure(**words)


def _break(where: str, entry: dict[str, str]) -> dict[str, str]:
    _keys(where, entry, {"period", "reason"}, {"period", "reason"})
    return entry


def _rollup(where: str, entry: dict[str, Any]) -> Rollup:
    _keys(where, entry, {field.name for field in fields(Rollup)}, {"method"})
    needs = {"ratio": {"numerator", "denominator"}, "mean": {"weight"}, "sum": set(), "none": set()}
    if entry["method"] not in needs:
        raise CatalogueError(f"{where}, rollup", repr(entry["method"]), f"one of {sorted(needs)}")
    _keys(f"{where}, rollup", entry, {field.name for field in fields(Rollup)}, needs[entry["method"]])
    otherwise = _rollup(where, entry["otherwise"]) if "otherwise" in entry else None
    return Rollup(**{**entry, "otherwise": otherwise})


def _columns_exist(dataset: Dataset) -> None:
    """A measure may only name columns that every table with its own column declares."""
    if not dataset.measures:
        return
    declared = {field["name"] for resource in dataset.descriptor["resources"] if "schema" in resource for field in resource["schema"]["fields"]}
    for measure in dataset.measures:
        roll = measure.rollup
        named = (measure.column, measure.low, measure.high, measure.pupils, measure.status, roll.numerator, roll.denominator, roll.weight)
        for column in filter(None, named):
            if column not in declared:
                raise CatalogueError(f"{dataset.folder / MEASURES}, {measure.id}", f"column {column!r}", "a column of its package")
