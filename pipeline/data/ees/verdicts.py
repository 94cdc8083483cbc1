"""The whole verdict on a data set of Explore Education Statistics: what the Department's screener says, and what it would let pass."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.checks.faults import Fault, Report, Task
from pipeline.checks.words import Words
from pipeline.data.ees import wording
from pipeline.data.ees.beyond import look_beyond
from pipeline.data.ees.pairs import ENDINGS, Pair, meta_path, read_pair
from pipeline.data.ees.screening import Screening, screen, screen_pair
from pipeline.errors import SourceError

# A table with these columns is meant for the Department's service, whether its metadata is there or not.
SIGNS = {b"time_period", b"time_identifier", b"geographic_level"}
HEADER_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Verdict:
    """The report, and the screener's verdict in the Department's own names."""

    report: Report
    screening: Screening

    @property
    def words(self) -> Mapping[str, Any]:
        """What the screener's own report says, for a program to read."""
        screening = self.screening
        return {
            "passed": self.report.valid,
            "overall_stage": screening.stage,
            "failing_checks": [*screening.failing, *self._codes(advisory=False)],
            "warning_checks": [*screening.warning, *self._codes(advisory=True)],
            "api_suitable": screening.api_suitable and self.report.valid,
        }

    def _codes(self, advisory: bool) -> list[str]:
        """The codes of what was found beyond the screener's checks."""
        found = (fault.code for task in self.report.tasks for fault in task.faults if fault.advisory == advisory)
        return [code for code in dict.fromkeys(found) if code not in {*self.screening.failing, *self.screening.warning}]


def is_pair(path: Path) -> bool:
    """Whether ``path`` is the data of such a pair: its metadata lies beside it, or its columns are those of the service."""
    if not path.name.endswith(ENDINGS) or path.name.removesuffix(".gz").endswith(".meta.csv") or not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES).split(b"\n", 1)[0].replace(b'"', b"").strip().split(b",")
    return meta_path(path).is_file() or set(header) >= SIGNS


def judge(path: Path) -> Verdict:
    """The verdict on the data set in ``path``. One that cannot be read fails, as with the Department."""
    try:
        pair = read_pair(path)
    except SourceError:
        screening = screen(path)
        return Verdict(Report((_task(path, screening.faults, None),)), screening)
    screening = screen_pair(pair)
    return Verdict(Report((_task(path, (*screening.faults, *look_beyond(pair)), pair),)), screening)


def words() -> dict[str, Words]:
    """The words of the screener's checks, as reports tell them."""
    return {name: Words(said["title"], f"{said['wrong']}.", said["mend"]) for name, said in wording.words().items()}


def _task(path: Path, faults: tuple[Fault, ...], pair: Pair | None) -> Task:
    # The screener's note is how to mend it, which reports tell once for each check.
    told = tuple(replace(fault, note="") if fault.code in wording.words() else fault for fault in faults)
    warnings = sum(fault.advisory for fault in told)
    labels = tuple(pair.data.columns) if pair else ()
    content = path.read_bytes()
    counts = (len(told) - warnings, warnings, labels, len(pair.data) if pair else 0, len(content), hashlib.sha256(content).hexdigest())
    return Task(path.name, path.name, told, *counts)
