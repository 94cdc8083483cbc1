"""Says what was found in plain words, out of ``checks.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.catalogue import read_yaml
from pipeline.checks.faults import Fault
from pipeline.data.ees.findings import Finding
from pipeline.errors import SourceError

WORDS = Path(__file__).with_name("checks.yaml")
# A list that a person can take in.
SHOWN = 5


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Of each check, by name: its title, what is wrong when it finds something, what is expected, and how to mend it."""
    read: Mapping[str, Mapping[str, str]] = read_yaml(WORDS)
    return read


def fault(name: str, finding: Finding) -> Fault:
    """What a check found, as a fault of the check's name."""
    said = words()[name]
    message = f"{said['wrong']}: {_listed(finding.values)}" if finding.values else said["wrong"]
    return Fault(name, message, said["expected"], finding.row, finding.field, cell=finding.cell, note=said["mend"], advisory=finding.warns)


def unreadable(error: SourceError) -> Fault:
    """The fault of a data set of which a file cannot be read."""
    said = words()["file_read"]
    return Fault("file_read", f"{said['wrong']}: {error.where}: {error.found}", error.expected, note=said["mend"])


def _listed(values: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{value}”" for value in values[:SHOWN])
    return f"{shown} and {len(values) - SHOWN} more" if len(values) > SHOWN else shown
