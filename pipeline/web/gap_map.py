"""Findings laid out by topic and group of outcomes: out of the built package, and the files from which the page opens a cell.

Grain: ``map.json`` one row a finding, by topic, programme, domain and number, in columns of numbers of a list; ``TOPIC.json`` one row a
finding of that topic in the same order, with what only a list of findings says. A study is known by the number of its review.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import packages
from pipeline.catalogue.reviews import FOLDER
from pipeline.evidence import GRADES, PARTED
from pipeline.web.charts.embed import ENCODE

PACKAGE = "what-works-clearinghouse"
DIGITS = "0123456789abcdefghijklmnopqrstuv"  # one a set of grades
DECIMALS = 3
DETAILS = ("comparison", "outcome", "period", "sample", "note")  # words that many findings share


class Cell(NamedTuple):
    """One row of ``cells``; see the package's fields."""

    topic: str
    outcome_group: str
    programmes: int
    studies: int
    findings: int


class Finding(NamedTuple):
    """One finding, with where it stands in the map."""

    topic: str
    intervention: str
    outcome_domain: str
    finding_id: str
    outcome_group: str
    grades: str
    review_id: str
    comparison: str
    outcome: str
    period: str
    sample: str
    note: str
    n_total: float | None
    effect: float | None
    improvement_index: float | None
    subgroup: str
    rating: str


@dataclass(frozen=True, slots=True)
class GapMap:
    """The counts of every cell, topic by topic, and all findings in the order of the files."""

    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups of outcomes in their order."""
        return tuple(dict.fromkeys(cell.outcome_group for cell in self.cells))

    @property
    def topics(self) -> Mapping[str, tuple[Cell, ...]]:
        """The cells of each topic."""
        return {topic: tuple(cells) for topic, cells in groupby(self.cells, lambda cell: cell.topic)}


def read(built: Path) -> GapMap:
    """Out of the folder of built packages. Raises PackageError for a table that is missing."""
    register = built / FOLDER
    cells = tuple(Cell(*row) for row in _rows(register, "cells", Cell._fields))
    laid = {row[0]: row[1:] for row in _rows(register, "map", ("finding_id", "topic", "outcome_group", "grades"))}
    plain = [name for name in Finding._fields if name not in ("topic", "outcome_group", "grades")]
    found = (dict(zip(plain, row, strict=True)) for row in _rows(register, "findings", plain))
    placed = (Finding(**row, **dict(zip(("topic", "outcome_group", "grades"), laid[row["finding_id"]], strict=True))) for row in found)
    return GapMap(cells, tuple(sorted(placed, key=lambda finding: finding[:4])))


def _rows(register: Path, name: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows as Python's own types; what is not a number is None."""
    table = packages.read_built(register, PACKAGE, name)
    cells = ([None if cell != cell else cell for cell in table[column].tolist()] for column in columns)
    return list(zip(*cells, strict=True))


def file_name(topic: str) -> str:
    """What a topic's file is called: small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")


def write(found: GapMap, out: Path) -> None:
    """Write ``map.json`` and a file a topic into the folder ``out``, which must be there."""
    (out / "map.json").write_text(ENCODE(_map(found)), encoding="utf-8")
    for topic, findings in groupby(found.findings, lambda finding: finding.topic):
        (out / f"{file_name(topic)}.json").write_text(ENCODE(_details(list(findings))), encoding="utf-8")


def _map(found: GapMap) -> dict[str, Any]:
    """Lists of names, and for each finding its number in each; what has few values is a digit a finding."""
    findings, groups = found.findings, found.groups
    groups_of = {finding.outcome_domain: groups.index(finding.outcome_group) for finding in findings}
    ratings = sorted({finding.rating for finding in findings}, key=lambda rating: (rating == "", rating))
    named = {"topic": "topic", "programme": "intervention", "domain": "outcome_domain", "review": "review_id"}
    columns = {ours: _coded(getattr(finding, theirs) for finding in findings) for ours, theirs in named.items()}
    return {
        "groups": groups,
        "bands": GRADES,
        "ratings": ratings,
        "files": {topic: file_name(topic) for topic in columns["topic"][0]},
        "group": [groups_of[domain] for domain in columns["domain"][0]],
        **{f"{name}s": names for name, (names, _) in columns.items()},
        **{name: numbers for name, (_, numbers) in columns.items()},
        "rating": "".join(str(ratings.index(finding.rating)) for finding in findings),
        "grades": "".join(DIGITS[sum(1 << GRADES.index(band) for band in _bands(finding))] for finding in findings),
        "part": "".join("1" if finding.subgroup == "yes" else "0" for finding in findings),
    }


def _bands(finding: Finding) -> list[str]:
    return finding.grades.split(PARTED) if finding.grades else []


def _coded(values: Iterable[str]) -> tuple[list[str], list[int]]:
    """The values as they first come, and for each its number among them."""
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    coded = [numbers[value] for value in values]
    return list(numbers), coded


def _details(findings: Sequence[Finding]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in DETAILS:
        columns[f"{name}s"], columns[name] = _coded(getattr(finding, name) for finding in findings)
    columns["id"] = [finding.finding_id for finding in findings]
    columns["n"] = [_short(finding.n_total) for finding in findings]
    columns["effect"] = [_short(finding.effect) for finding in findings]
    return columns | {"gain": [_short(finding.improvement_index) for finding in findings]}


def _short(number: float | None) -> float | None:
    """Rounded, and whole where it is whole."""
    if number is None:
        return None
    rounded = round(number, DECIMALS)
    return int(rounded) if rounded == int(rounded) else rounded
