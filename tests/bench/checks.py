"""What the check costs, beside Frictionless and beside parsing alone, in one run: CPU of a process with all its threads."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench.check_tables import register, schools_by_year
from tests.bench.command import run
from tests.bench.table import Line
from tests.bench.whole import ROOT

TIMES = 3
LARGE_ROWS = 10_000_000
TABLES: dict[str, Callable[[Path], Path]] = {
    "the register, 50,000 × 140": register,
    "2,000,000 × 10 cells": partial(schools_by_year, rows=2_000_000),
}
PARSERS = {"text": "arrow, every cell as text", "types": "arrow, every cell as its type"}


class Once(NamedTuple):
    """Seconds of CPU and on the clock, the highest memory in bytes, and the rows that were read."""

    cpu: float
    seconds: float
    memory: int
    rows: int


def lines(folder: Path) -> Iterator[Line]:
    """Costs of checks of tables that are made in ``folder`` and removed again."""
    for what, make in TABLES.items():
        yield from _beside_others(what, _made(folder, make))
    yield from _large(_made(folder, partial(schools_by_year, rows=LARGE_ROWS)))
    shutil.rmtree(folder / "check")


def _made(folder: Path, make: Callable[[Path], Path]) -> Path:
    """The table alone: the one before it is removed."""
    shutil.rmtree(folder / "check", ignore_errors=True)
    (folder / "check").mkdir()
    return make(folder / "check")


def _beside_others(what: str, descriptor: Path) -> Iterator[Line]:
    ours = _once("check", descriptor)
    yield Line(f"Check of {what}", f"{ours.cpu:.2f} s of CPU, {ours.seconds:.2f} s on the clock")
    for way, parser in PARSERS.items():
        alone = _once(way, descriptor)
        found = f"{alone.cpu:.2f} s of CPU: the check takes {ours.cpu / alone.cpu:.1f} times that"
        yield Line(f"· parsing alone ({parser})", found, "at most 2 times")
    pandas = _once("pandas", descriptor)
    yield Line("· parsing alone (pandas, as text)", f"{pandas.cpu:.2f} s of CPU: {ours.cpu / pandas.cpu:.1f} times")
    whole = run(("-m", "pipeline", "check", str(descriptor)), ROOT)
    yield Line("· `python -m pipeline check`, with its start", f"{whole.cpu:.2f} s of CPU, {whole.seconds:.2f} s on the clock")
    judge = _once("frictionless", descriptor, 1)
    found = f"{judge.cpu:.0f} s of CPU: {judge.cpu / ours.cpu:.0f} times the check, {judge.cpu / whole.cpu:.0f} times the command"
    yield Line("· Frictionless", found, "at least 20 times")


def _large(descriptor: Path) -> Iterator[Line]:
    ours, alone = _once("check", descriptor, 1), _once("text", descriptor, 1)
    size = descriptor.with_name("table.csv").stat().st_size / 1e6
    found = f"{ours.cpu:.1f} s of CPU, {ours.cpu / alone.cpu:.1f} times parsing alone"
    yield Line(f"Check of {ours.rows:,} × 10 cells ({size:,.0f} MB)", found)
    yield Line("· its highest memory", f"{ours.memory / 1e9:.2f} GB", "under 2 GB")


def _once(way: str, descriptor: Path, times: int = TIMES) -> Once:
    """Raises CalledProcessError where the table is found wrong: it is right."""
    command = (sys.executable, "-m", "tests.bench.check_once", way, str(descriptor), str(times))
    said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Once(**json.loads(said))
