"""Screens a data set as the Department for Education does before it publishes one: in stages, and no further than the first that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pandas as pd

from pipeline.checks.faults import Fault
from pipeline.data.ees import column_checks, filter_checks, general_checks, geography_checks, meta_checks, standard_checks, time_checks
from pipeline.data.ees.file_names import FILE_NAMES
from pipeline.data.ees.findings import Check, Finding
from pipeline.data.ees.pairs import Pair, read_pair
from pipeline.data.ees.wording import fault, unreadable
from pipeline.errors import SourceError

FILE_READ, PASSED = "File read", "Passed"

STAGES: tuple[tuple[str, tuple[Check, ...]], ...] = (
    ("filename checks", FILE_NAMES),
    ("Precheck columns checks", column_checks.REQUIRED),
    ("Precheck cross-file checks", column_checks.CROSS_FILE),
    ("Check columns checks", column_checks.NAMES),
    ("Precheck meta checks", meta_checks.ROWS),
    ("Check meta checks", meta_checks.FIELDS),
    ("Precheck time checks", time_checks.KINDS),
    ("Precheck filters checks", filter_checks.NUMBER),
    ("Precheck geography checks", geography_checks.LEVELS_FIRST),
    ("Check time checks", time_checks.PERIODS),
    ("Check filters checks", filter_checks.ITEMS),
    ("Check geography checks", geography_checks.PLACES),
    ("Check general checks", general_checks.ALL_ROWS),
    ("Check indicators checks", general_checks.VALUES),
    ("Check harmonised checks", standard_checks.HARMONISED),
    ("Check API checks", standard_checks.API),
)


@dataclass(frozen=True, slots=True)
class Screening:
    """What the screener says of a data set, in the Department's names.

    ``stage`` is the first that failed, or Passed; ``failing`` and ``warning`` are names of checks in the order of the stages.
    """

    stage: str
    failing: tuple[str, ...]
    warning: tuple[str, ...]
    api_suitable: bool
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        """Whether no check failed; warnings do not count."""
        return not self.failing


def screen(data: Path) -> Screening:
    """What the screener says of the data set in ``data`` with its metadata beside it. A file that cannot be read fails."""
    try:
        pair = read_pair(data)
    # The Department's verdict on a file that cannot be read is a failed stage like any other; it is told, not raised.
    except SourceError as error:
        return Screening(FILE_READ, ("file_read",), (), False, (unreadable(error),))
    return screen_pair(pair)


def screen_pair(pair: Pair) -> Screening:
    """What the screener says of a data set that was read."""
    named = replace(pair, data=_apart(pair.data), meta=_apart(pair.meta))
    faults: list[Fault] = []
    failing: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()
    for stage, checks in STAGES:
        found = [(check.name, list(_found(check, named))) for check in checks]
        faults += [fault(name, finding) for name, findings in found for finding in findings]
        failing = tuple(name for name, findings in found if not all(finding.warns for finding in findings))
        warned = tuple(name for name, findings in found if findings and all(finding.warns for finding in findings))
        warning += warned
        if failing:
            return Screening(stage, failing, warning, False, tuple(faults))
    # The last stage asks only whether the API can hold the data set.
    return Screening(PASSED, (), warning, not warned, tuple(faults))


def _found(check: Check, pair: Pair) -> Iterator[Finding]:
    return (replace(finding, warns=finding.warns or check.warns) for finding in check.find(pair))


def _apart(table: pd.DataFrame) -> pd.DataFrame:
    """The table with names of columns that stand twice told apart by a number, as the Department's reader does."""
    names: list[str] = []
    for name in table.columns:
        others = (f"{name}_{number}" for number in count(1))
        names.append(name if name not in names else next(other for other in others if other not in names))
    return table.set_axis(names, axis="columns")
