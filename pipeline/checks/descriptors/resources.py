"""Resources of a descriptor, each made the table that is to be judged."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from pipeline.catalogue.files import read_json, read_yaml
from pipeline.checks.descriptors.keys import CONTRIBUTOR, DIALECT, LICENCE, RESOURCE, SOURCE, hold, hold_list, hold_text
from pipeline.checks.descriptors.places import inside
from pipeline.checks.descriptors.schemas import hold_schema
from pipeline.checks.dialects import hold_dialect
from pipeline.checks.faults import Table
from pipeline.checks.unpacking import regular
from pipeline.errors import CatalogueError

TABULAR = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zip", ".tsv.zip")
FORMATS = ("csv", "tsv")
PACKED = {"gz": "gz", "gzip": "gz", "zip": "zip", "": "", "no": ""}
ENCODINGS = {"utf-8", "ascii", "cp1252", "iso8859-1", "iso8859-15", "utf-16", "utf-16-le", "utf-16-be"}


def read_contract(path: Path, place: object) -> Any:
    """The content of a descriptor, a schema or the like in JSON or YAML. Raises CatalogueError; nothing but a regular file is opened."""
    regular(path, place)
    return read_json(path) if path.suffix.lower() == ".json" else read_yaml(path)


def is_table(resource: Mapping[str, Any]) -> bool:
    """Whether the resource says that it is a table, or looks like one."""
    paths = resource.get("path", "")
    names = [name for name in (paths if isinstance(paths, list) else [paths]) if isinstance(name, str)]
    tabular = "type" not in resource and any(name.lower().endswith(TABULAR) for name in names)
    return resource.get("type") == "table" or "schema" in resource or resource.get("profile") == "tabular-data-resource" or tabular


def table(folder: Path, package: str, where: str, resource: Mapping[str, Any], names: Collection[str]) -> Table:
    """The table of one resource. Raises CatalogueError."""
    name = hold_text(f"{where}, name", hold(where, resource, RESOURCE, ["name"])["name"])
    where = f"{where} {name[:100]}"
    place, path = local_file(folder, where, resource)
    schema = _told(folder, f"{where}, schema", resource.get("schema"))
    return Table(
        name,
        path,
        place,
        hold_schema(f"{where}, schema", schema, names) if schema is not None else {},
        _dialect(folder, where, resource, place),
        _encoding(f"{where}, encoding", resource.get("encoding", "utf-8")),
        compression(f"{where}, compression", resource.get("compression"), place),
        package,
        *_weight(where, resource),
    )


def _weight(where: str, resource: Mapping[str, Any]) -> tuple[int | None, str]:
    """Bytes and hash of the file, so far as they are told. Raises CatalogueError for a hash that nobody can work out."""
    told, digest = resource.get("bytes"), resource.get("hash", "")
    if told is not None and (not isinstance(told, int) or isinstance(told, bool)):
        raise CatalogueError(f"{where}, bytes", repr(told)[:100], "a whole number")
    if not isinstance(digest, str) or not re.fullmatch(r"((md5|sha1|sha256|sha512):)?[0-9a-f]*", digest):
        raise CatalogueError(f"{where}, hash", repr(digest)[:100], "md5, sha1, sha256 or sha512, a colon, and the digest in small letters")
    return told, digest


def local_file(folder: Path, where: str, resource: Mapping[str, Any]) -> tuple[str, Path]:
    """The one file of a resource: as the descriptor names it, and where it is. Raises CatalogueError."""
    if "data" in resource:
        raise CatalogueError(where, "data inside the descriptor", "the path of one CSV file: what is judged is a file")
    paths = resource.get("path")
    listed = paths if isinstance(paths, list) else [paths]
    files = [inside(folder, path, f"{where}, path") for path in listed]
    if len(files) != 1:
        raise CatalogueError(f"{where}, path", f"{len(files)} files of one table", "one file; a resource for each other one")
    if resource.get("scheme", "file") not in ("file", ""):
        raise CatalogueError(f"{where}, scheme", repr(resource["scheme"])[:100], "file")
    return str(listed[0]), files[0]


def hold_told(where: str, descriptor: Mapping[str, Any]) -> None:
    """Raise CatalogueError for an unknown key among the sources, licences and contributors of a package or a resource."""
    for key, known in (("sources", SOURCE), ("licenses", LICENCE), ("contributors", CONTRIBUTOR)):
        for entry in hold_list(f"{where}, {key}", descriptor.get(key, []), "mappings"):
            hold(f"{where}, {key}", entry, known)


def compression(where: str, told: Any, place: str) -> str:
    """How the file is packed: as the descriptor says, else as its name does. Raises CatalogueError."""
    if told is None:
        return PACKED.get(place.lower().rpartition(".")[2], "")
    if not isinstance(told, str) or told not in PACKED:
        raise CatalogueError(where, repr(told)[:100], "gz or zip")
    return PACKED[told]


def _told(folder: Path, where: str, told: Any) -> Any:
    """A schema or a dialect: as it stands, or out of the file that is named. A file names no other."""
    return read_contract(inside(folder, told, where), where) if isinstance(told, str) else told


def _dialect(folder: Path, where: str, resource: Mapping[str, Any], place: str) -> dict[str, Any]:
    told = _told(folder, f"{where}, dialect", resource.get("dialect"))
    dialect = dict(hold(f"{where}, dialect", {} if told is None else told, DIALECT))
    # Frictionless keeps what is peculiar to CSV one level lower.
    dialect |= hold(f"{where}, dialect, csv", dialect.pop("csv", {}), DIALECT - {"csv"})
    form = resource.get("format", "tsv" if ".tsv" in place.lower() else "csv")
    if form not in FORMATS:
        raise CatalogueError(f"{where}, format", repr(form)[:100], " or ".join(FORMATS))
    if form == "tsv":
        dialect.setdefault("delimiter", "\t")
    hold_dialect(f"{where}, dialect", dialect)
    return dialect


def _encoding(where: str, told: Any) -> str:
    if isinstance(told, str) and re.fullmatch(r"[A-Za-z0-9_-]{1,20}", told):
        try:
            name = codecs.lookup(told).name
        except LookupError:
            name = ""
        if name in ENCODINGS or name == "utf-8-sig":
            return name
    raise CatalogueError(where, repr(told)[:100], f"one of {', '.join(sorted(ENCODINGS))}")
