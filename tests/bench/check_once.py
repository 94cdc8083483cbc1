"""One way to read a table, in a process of its own: ``python -m tests.bench.check_once WAY DESCRIPTOR TIMES`` prints what it took."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
from frictionless import Package as FrictionlessPackage

from pipeline.checks.examining import examine
from pipeline.checks.opening import open_any

TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.timestamp("s")}
DAYS = [pacsv.ISO8601, "%d-%m-%Y"]
YEAR = 2026


def main() -> None:
    """The median of a few times, and the highest memory, as JSON."""
    way, descriptor, times = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    taken = [_timed(WAYS[way], descriptor) for _ in range(times)]
    cpu, seconds = (statistics.median(each[place] for each in taken) for place in range(2))
    print(json.dumps({"cpu": cpu, "seconds": seconds, "memory": _peak(), "rows": taken[0][2]}))


def _timed(work: Callable[[Path], int], descriptor: Path) -> tuple[float, float, int]:
    cpu, seconds = time.process_time(), time.perf_counter()
    rows = work(descriptor)
    return time.process_time() - cpu, time.perf_counter() - seconds, rows


def _peak() -> int:
    """The most bytes of memory this process ever held: unlike the kernel's ru_maxrss, without those of the process that started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def _checked(descriptor: Path) -> int:
    (task,) = examine(open_any(descriptor), YEAR, lambda name: open_any(descriptor.parent.parent / name), digests=False).tasks
    if task.errors:
        raise AssertionError(task.faults[0])
    return task.rows


def _validated(descriptor: Path) -> int:
    (resource,) = FrictionlessPackage(str(descriptor)).resources
    report = resource.validate()
    if not report.valid or report.warnings:
        raise AssertionError(report.flatten(["message"])[:1], report.warnings)
    return int(report.tasks[0].stats["rows"])


def _as_text(descriptor: Path) -> int:
    return _parsed(descriptor, dict.fromkeys(TYPES, pa.string()), [], [])


def _as_types(descriptor: Path) -> int:
    return _parsed(descriptor, TYPES, ["", "c", "z"], DAYS)


def _parsed(descriptor: Path, kinds: Mapping[str, pa.DataType], nulls: list[str], days: list[Any]) -> int:
    """As a stream, batch by batch."""
    fields = json.loads(descriptor.read_text(encoding="utf-8"))["resources"][0]["schema"]["fields"]
    types = {field["name"]: kinds[field["type"]] for field in fields}
    options = pacsv.ConvertOptions(column_types=types, null_values=nulls, timestamp_parsers=days or None)
    return sum(batch.num_rows for batch in pacsv.open_csv(descriptor.with_name("table.csv"), convert_options=options))


def _in_pandas(descriptor: Path) -> int:
    return len(pd.read_csv(descriptor.with_name("table.csv"), dtype=str, keep_default_na=False))


WAYS = {"check": _checked, "frictionless": _validated, "text": _as_text, "types": _as_types, "pandas": _in_pandas}

main()
