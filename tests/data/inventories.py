"""What is said of every column of every raw file: by each package's ``inventory.yaml``, and by ``left_out.yaml`` for files of no package.

An answer is TAKEN or the reason why a column is left out. ``In PACKAGE.`` passes the question on to that package. The columns that there
are stand in ``raw_columns.csv.gz``, which ``list_raw_columns`` writes. A ``raw`` that names a workbook speaks for all its sheets.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline import catalogue
from pipeline.catalogue.files import hold_keys

INVENTORY = "inventory.yaml"
LISTING = Path(__file__).parent / "raw_columns.csv.gz"
NOBODY = "left_out.yaml"
TAKEN = ""
PASSED_ON = re.compile(r"In (\w+)\.")
Column = tuple[str, str]


def listed(listing: Path = LISTING) -> list[Column]:
    """Every column of every raw file."""
    with gzip.open(listing, "rt", encoding="utf-8", newline="") as file:
        return [(row["file"], row["column"]) for row in csv.DictReader(file)]


@dataclass(frozen=True)
class Inventory:
    """The entries of one package; ``package`` is NOBODY for what no package answers for."""

    package: str
    entries: list[dict[str, Any]]

    def patterns(self) -> Iterator[tuple[str, str, str]]:
        """Glob of the file, glob of the column, and the answer; in the order in which they count."""
        for entry in self.entries:
            hold_keys(self.package, entry, {"raw", "taken", "left_out"}, {"raw"})
            yield from ((entry["raw"], str(column), TAKEN) for column in entry.get("taken", ()))
            for group in entry.get("left_out", ()):
                hold_keys(self.package, group, {"columns", "reason"}, {"columns", "reason"})
                yield from ((entry["raw"], str(column), str(group["reason"])) for column in group["columns"])


def read(folder: Path) -> list[Inventory]:
    """Every inventory below ``folder``. Raises CatalogueError."""
    files = [(path.parent.name, path) for path in sorted(folder.glob(f"*/{INVENTORY}"))]
    return [Inventory(package, catalogue.read_yaml(path)) for package, path in [*files, (NOBODY, folder / NOBODY)]]


def is_of(glob: str, file: str) -> bool:
    """Whether the glob of a raw file speaks for ``file``, a sheet being a part of its workbook."""
    return fnmatchcase(file, glob) or fnmatchcase(file.partition("#")[0], glob)


class Answers:
    """What each inventory answers for each column: the first of its patterns that matches."""

    def __init__(self, inventories: list[Inventory], columns: list[Column]) -> None:
        self.columns = columns
        self.answers: dict[Column, dict[str, str]] = {column: {} for column in columns}
        self.idle: list[str] = []
        files: dict[str, list[Column]] = {}
        for column in columns:
            files.setdefault(column[0], []).append(column)
        for inventory in inventories:
            for raw, pattern, answer in inventory.patterns():
                mine = [column for file in files if is_of(raw, file) for column in files[file] if fnmatchcase(column[1], pattern)]
                if not mine:
                    self.idle.append(f"{inventory.package}: {pattern!r} of {raw}")
                for column in mine:
                    self.answers[column].setdefault(inventory.package, answer)

    @cached_property
    def own(self) -> Mapping[Column, dict[str, str]]:
        """The answers that are not passed on."""
        return {column: {by: told for by, told in found.items() if not PASSED_ON.fullmatch(told)} for column, found in self.answers.items()}

    def unanswered(self) -> list[Column]:
        """Columns that no one says anything of."""
        return [column for column, found in self.answers.items() if not found]

    def contradicted(self) -> list[str]:
        """Columns left out by one inventory of which another has something to say too; several may take one."""
        return [f"{' '.join(column)}: {sorted(told)}" for column, told in self.own.items() if len(told) > 1 and any(told.values())]

    def lost(self) -> list[str]:
        """Questions passed on to a package that does not know the column, or in a circle: in the end one must have an answer of its own."""
        passed = ((column, by, PASSED_ON.fullmatch(told)) for column, found in self.answers.items() for by, told in found.items())
        asked = ((column, by, match[1]) for column, by, match in passed if match)
        return [f"{by}: {' '.join(column)}" for column, by, to in asked if to not in self.answers[column] or not self.own[column]]

    def taken(self, package: str) -> set[str]:
        """The files of which ``package`` takes a column."""
        return {column[0].partition("#")[0] for column, found in self.answers.items() if found.get(package) == TAKEN}
