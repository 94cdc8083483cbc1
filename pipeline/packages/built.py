"""The built packages that visitors download: CSV and Parquet of the same rows, and a descriptor that names them."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from pipeline.catalogue import read_yaml
from pipeline.errors import PackageError
from pipeline.model import Dataset
from pipeline.packages.tables import CHECKS, reason_column

COMPRESSION_LEVEL = 6
PARQUET_LEVEL = 9
FORECAST = "forecast"  # the rule of that name


def write_built(dataset: Dataset, frames: Mapping[str, pd.DataFrame], schemas: Mapping[str, Any], folder: Path) -> None:
    """Write typed tables by name as ``NAME.csv.gz`` and ``NAME.parquet`` with ``datapackage.json`` into ``folder``."""
    folder.mkdir(parents=True)
    with ThreadPoolExecutor() as threads:
        resources = list(threads.map(lambda name: _written(folder, name, frames[name], schemas[name]), frames))
    resources += [_copied(dataset, resource, folder) for resource in _others(dataset)]
    descriptor = {**dataset.descriptor, "resources": resources, **_forecasts(dataset)}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _written(folder: Path, name: str, frame: pd.DataFrame, schema: Any) -> dict[str, Any]:
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    pq.write_table(table, folder / f"{name}.parquet", compression="zstd", compression_level=PARQUET_LEVEL)
    (folder / f"{name}.csv.gz").write_bytes(_csv(table))
    return _described(folder, name, schema)


def _forecasts(dataset: Dataset) -> dict[str, Any]:
    """What a visitor's check must know too: that periods of the package may lie in the future."""
    path = dataset.folder / CHECKS
    rules = read_yaml(path) if path.exists() else None
    return {"checks": {FORECAST: rules[FORECAST]}} if rules and FORECAST in rules else {}


def read_built(folder: Path, package: str, name: str) -> pd.DataFrame:
    """One table of a built package. Raises PackageError if it is not there."""
    path = folder / package / f"{name}.parquet"
    if not path.is_file():
        raise PackageError(path, "no such file", "a table that the build wrote")
    frame: pd.DataFrame = pq.read_table(path).to_pandas()
    return frame


def count_rows(folder: Path, package: str, name: str) -> int:
    """How many rows one table of a built package has, without reading them. Raises PackageError if it is not there."""
    path = folder / package / f"{name}.parquet"
    if not path.is_file():
        raise PackageError(path, "no such file", "a table that the build wrote")
    return int(pq.read_metadata(path).num_rows)


def _csv(table: pa.Table) -> bytes:
    """CSV with each missing value's reason in its own cell."""
    reasons = {reason_column(name) for name in table.column_names}
    names = [name for name in table.column_names if name not in reasons]
    plain = pa.table({name: _cells(table, name) for name in names})
    out = io.BytesIO()
    pacsv.write_csv(plain, out, pacsv.WriteOptions(quoting_style="needed"))
    return gzip.compress(out.getvalue(), COMPRESSION_LEVEL, mtime=0)


def _cells(table: pa.Table, name: str) -> pa.ChunkedArray:
    column = table[name]
    if pa.types.is_floating(column.type):
        cells = pc.cast(column, pa.string())
        if reason_column(name) in table.column_names:
            reasons = pc.cast(table[reason_column(name)], pa.string())
            return pc.if_else(pc.equal(reasons, ""), cells, reasons)
        return cells
    words = pc.cast(column, pa.string())
    return pc.if_else(pc.equal(words, ""), pa.scalar(None, pa.string()), words)


def _described(folder: Path, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    path = folder / f"{name}.csv.gz"
    return {
        "name": name,
        "type": "table",
        "path": path.name,
        "format": "csv",
        "compression": "gz",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
        **_weight(path),
    }


def _weight(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"}


def _others(dataset: Dataset) -> list[dict[str, Any]]:
    return [resource for resource in dataset.descriptor["resources"] if resource.get("type") != "table"]


def _copied(dataset: Dataset, resource: dict[str, Any], folder: Path) -> dict[str, Any]:
    """A file that is no table (boundaries) goes to visitors as it is."""
    source = dataset.folder / resource["path"]
    target = folder / Path(resource["path"]).name
    shutil.copyfile(source, target)
    return {**resource, "path": target.name, **_weight(target)}
