"""The codes, names and items that the checks compare with, out of ``lookups/``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lookups"


@cache
def lines(name: str) -> frozenset[tuple[str, ...]]:
    """The lines of one look-up, each as its cells in the order of the file's header."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = iter(csv.reader(file))
        next(rows)
        return frozenset(tuple(row) for row in rows)


@cache
def names(name: str, column: int = 0) -> frozenset[str]:
    """What stands in one column of a look-up."""
    return frozenset(line[column] for line in lines(name))


@cache
def items(filter_name: str) -> frozenset[str]:
    """The items that the data dictionary has for a filter."""
    return frozenset(item for _, name, item in lines("data_dictionary") if name == filter_name and item)
