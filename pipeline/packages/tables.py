"""The committed tables: CSV as the descriptor says, read strictly, written so that the same content gives the same bytes."""

from __future__ import annotations

import gzip
import io
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from pipeline.catalogue import read_yaml
from pipeline.checks.faults import Package, Table
from pipeline.checks.reading import missing_values
from pipeline.errors import PackageError
from pipeline.model import REASONS, Dataset
from pipeline.packages.checks import check_table

PLAIN_BYTES = 1_000_000
CHECKS = "checks.yaml"


def reason_column(column: str) -> str:
    """The name of the column that says why a value is missing."""
    return f"{column}__reason"


def tables(dataset: Dataset) -> list[dict[str, Any]]:
    """The resources of the package that are committed tables; a derived package, whose tables the build works out, has none."""
    return [] if dataset.descriptor.get("derived") else declared(dataset)


def declared(dataset: Dataset) -> list[dict[str, Any]]:
    """The resources of the package that are tables, committed or to be worked out."""
    return [resource for resource in dataset.descriptor["resources"] if resource.get("type") == "table"]


def write(dataset: Dataset, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write text tables by resource name, sorted by their key; plain CSV up to 1 MB, gzip with a zero time stamp above.

    Each is checked before anything is written. Raises PackageError.
    """
    resources = {resource["name"]: resource for resource in tables(dataset)}
    if set(frames) != set(resources):
        differing = sorted(set(frames) ^ set(resources))
        raise PackageError(dataset.folder, f"tables {differing} on one side only", "the resources of the descriptor")
    ordered = {name: frames[name].sort_values(resources[name]["schema"]["primaryKey"], kind="stable") for name in frames}
    for name, frame in ordered.items():
        check_table(f"{dataset.name}, {name}", resources[name]["schema"], frame.reset_index(drop=True))
    for name, frame in ordered.items():
        _write_csv(dataset.folder / resources[name]["path"], frame)


def is_packed(frame: pd.DataFrame) -> bool:
    """Whether the table is too large to be committed as plain CSV."""
    return len(_csv(frame)) > PLAIN_BYTES


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()


def _write_csv(path: Path, frame: pd.DataFrame) -> None:
    content = _csv(frame)
    packed = path.suffix == ".gz"
    if packed != (len(content) > PLAIN_BYTES):
        raise PackageError(path, f"{len(content)} bytes", "a .csv.gz above 1 MB and a .csv below, as the descriptor's path says")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, mtime=0) if packed else content)


def text(dataset: Dataset, resource: Mapping[str, Any]) -> pd.DataFrame:
    """The resource's cells as text, every one as it stands. Raises PackageError for a file that is not what it should be."""
    path = dataset.folder / resource["path"]
    content = _content(path)
    header = content.split(b"\n", 1)[0].decode()
    names = [field["name"] for field in resource["schema"]["fields"]]
    if header != ",".join(names):
        raise PackageError(f"{path}, header", header, ",".join(names))
    parse = pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False)
    convert = pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    try:
        table = pacsv.read_csv(io.BytesIO(content), parse_options=parse, convert_options=convert)
    except pa.ArrowInvalid as error:
        raise PackageError(path, str(error), f"{len(names)} cells in every row") from error
    frame: pd.DataFrame = table.to_pandas()
    return frame


def read_text(dataset: Dataset, name: str) -> pd.DataFrame:
    """The cells of the table ``name`` as text, unchecked."""
    return text(dataset, next(resource for resource in tables(dataset) if resource["name"] == name))


def _content(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
        content = gzip.decompress(raw) if path.suffix == ".gz" else raw
        content.decode("utf-8")
    except FileNotFoundError:
        raise PackageError(path, "no such file", "a table that the descriptor names") from None
    except (OSError, EOFError) as error:
        raise PackageError(path, f"a broken gzip file ({error})", "a whole one") from error
    except UnicodeDecodeError as error:
        raise PackageError(f"{path}, byte {error.start}", f"0x{error.object[error.start]:02x}", "UTF-8") from error
    return content


def as_package(dataset: Dataset) -> Package:
    """The package as the checks see it."""
    path = dataset.folder / CHECKS
    asked = read_yaml(path) if path.exists() else {}
    listed = tuple(_table(dataset, resource) for resource in tables(dataset))
    return Package(dataset.name, dataset.folder, listed, asked, dataset.descriptor)


def _table(dataset: Dataset, resource: Mapping[str, Any]) -> Table:
    path = resource["path"]
    where = (resource["name"], dataset.folder / path, f"{dataset.name}/{path}", resource["schema"])
    return Table(*where, resource["dialect"], resource["encoding"], "gz" if path.endswith(".gz") else "", dataset.name)


def read(dataset: Dataset, only: Collection[str] | None = None) -> dict[str, pd.DataFrame]:
    """Every table of the package, or ``only`` some, checked and typed, by resource name.

    A number column is float; where its field lists reasons, ``NAME__reason`` beside it says why a value is missing
    ("" where there is one). Text columns keep the empty cell. Raises PackageError.
    """
    frames = {}
    for resource in (each for each in tables(dataset) if only is None or each["name"] in only):
        frame = text(dataset, resource)
        check_table(str(dataset.folder / resource["path"]), resource["schema"], frame)
        frames[resource["name"]] = typed(frame, resource["schema"])
    return frames


def typed(frame: pd.DataFrame, schema: Mapping[str, Any]) -> pd.DataFrame:
    """A checked text table with its numbers as float and its reasons in columns of their own."""
    columns: dict[str, Any] = {}
    for field in schema["fields"]:
        name, cells = field["name"], frame[field["name"]]
        if field["type"] in ("integer", "number"):
            missing = cells.isin(missing_values(schema, field))
            columns[name] = pd.to_numeric(cells.mask(missing))
            if "missingValues" in field:
                columns[reason_column(name)] = pd.Categorical(cells.where(missing, ""), categories=["", *REASONS])
        else:
            columns[name] = cells
    return pd.DataFrame(columns)
