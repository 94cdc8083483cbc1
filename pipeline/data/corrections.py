"""The publishers' slips, put right by hand: each line of ``corrections.yaml`` says what it expects to find and why it changes it.

Every line has ``raw``, ``field``, ``expects``, ``becomes``, ``why``, ``told`` and ``status``, all of them text, and may have ``row``:

- without ``table`` the dataset's own room makes it, where it reads ``field`` of the raw file; ``row`` is the row's key there;
- with ``table`` it is made in that tidy table, once the room is done: ``row`` is the row's key, its parts joined by blanks.

``status`` is ``open`` (nobody told), ``reported`` (told, no answer yet), ``accepted`` (the publisher will mend it) or ``refused``
(the publisher stands by it, and ``why`` says why we do not). Of all but ``open`` the line says in ``told`` who was told and when.
A line that finds nothing to correct, or that no room asks for, stops the import: the source was mended, and the line has to go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.catalogue import read_yaml
from pipeline.errors import TidyError

FILE = "corrections.yaml"
NEEDED = {"raw", "field", "expects", "becomes", "why", "told", "status"}
OPTIONAL = {"row", "table"}
MAY_BE_EMPTY = {"expects", "becomes"}
STATUSES = ("open", "reported", "accepted", "refused")
TOLD = re.compile(r"(?!nobody).*\b20[0-9]{2}\b.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Correction:
    """In the raw file ``raw``, where ``field`` holds ``expects`` (in the row ``row`` if one is named), read ``becomes``."""

    raw: str
    field: str
    expects: str
    becomes: str
    why: str
    told: str
    status: str
    row: str = ""
    table: str = ""
    file: str = FILE

    @property
    def where(self) -> str:
        """The line as a message names it: the file, then table, field and row."""
        return f"{self.file}, {' '.join(part for part in (self.table, self.field, self.row) if part)}"


@dataclass
class Corrections:
    """The lines of one package, and those of them that were ``asked`` for so far."""

    lines: tuple[Correction, ...] = ()
    asked: set[Correction] = field(default_factory=set)

    def of(self, raw: str, field: str) -> list[Correction]:
        """Those that the room makes in one column of one raw file."""
        return self._ask(line for line in self.lines if (line.raw, line.field, line.table) == (raw, field, ""))

    def of_table(self, table: str) -> list[Correction]:
        """Those that are made in one tidy table."""
        return self._ask(line for line in self.lines if line.table == table)

    def hold_asked(self, raws: Sequence[str]) -> None:
        """Raise TidyError for a line that nobody asked for, or whose raw file is none of the package's (``raws``)."""
        for line in self.lines:
            if line.raw not in raws:
                raise TidyError(line.where, f"raw {line.raw!r}", f"one of {', '.join(raws)}")
            if line not in self.asked:
                raise TidyError(line.where, f"a line that nothing asks for ({line.raw})", "a column that a room corrects, or a table")

    def _ask(self, lines: Iterable[Correction]) -> list[Correction]:
        found = list(lines)
        self.asked.update(found)
        return found


def load(folder: Path) -> Corrections:
    """The corrections of the package in ``folder``; none if it has no such file. Raises CatalogueError or TidyError."""
    path = folder / FILE
    entries = read_yaml(path) if path.exists() else []
    if not isinstance(entries, list):
        raise TidyError(path, type(entries).__name__, "a list of corrections, or []")
    lines = tuple(_line(path, number, entry) for number, entry in enumerate(entries, 1))
    for number, line in enumerate(lines):
        if any(_same_cell(line, other) for other in lines[:number]):
            raise TidyError(f"{path}, {line.field} {line.row}", f"{line.expects!r} corrected twice", "each cell once")
    return Corrections(lines)


def corrected(table: pd.DataFrame, key: str, field: str, corrections: Sequence[Correction]) -> pd.Series:
    """The column ``field`` with its corrections made; rows are known by ``key``.

    Raises TidyError for a correction that finds nothing to correct: the publisher has mended it, or changed it again.
    """
    return _made(table[field], table[key], corrections)


def corrected_table(table: pd.DataFrame, key: Sequence[str], corrections: Sequence[Correction]) -> pd.DataFrame:
    """The tidy table with its corrections made; rows are known by the columns ``key``. Raises TidyError as ``corrected`` does."""
    columns = [str(name) for name in table if name not in key]
    rows = table[list(key)].agg(" ".join, axis=1)
    mended = {}
    for line in corrections:
        if line.field not in columns:
            raise TidyError(line.where, f"field {line.field!r}", f"one of {', '.join(columns)}")
        mended[line.field] = _made(table[line.field], rows, [other for other in corrections if other.field == line.field])
    return table.assign(**mended)


def _made(cells: pd.Series, keys: pd.Series, corrections: Sequence[Correction]) -> pd.Series:
    column = cells.copy()
    for line in corrections:
        rows = (cells == line.expects) & ((line.row == "") | (keys == line.row))
        if not rows.any():
            raise TidyError(line.where, "nothing", f"{line.expects!r} in {line.raw}")
        column[rows] = line.becomes
    return column


def _line(path: Path, number: int, entry: Any) -> Correction:
    where = f"{path}, entry {number}"
    if not isinstance(entry, dict) or not NEEDED <= set(entry) <= NEEDED | OPTIONAL:
        found = sorted(map(str, entry)) if isinstance(entry, dict) else repr(entry)
        raise TidyError(where, f"a correction with {found}", f"the keys {sorted(NEEDED)}, and no others but {sorted(OPTIONAL)}")
    at = f"{where}, {entry['field']} {entry.get('row', '')}".rstrip()
    for key, value in entry.items():
        if not isinstance(value, str) or (not value and key not in MAY_BE_EMPTY):
            raise TidyError(f"{at}, {key}", repr(value), "text, in quotes where it looks like a number or a date")
    line = Correction(**entry, file=str(path))
    if line.expects == line.becomes:
        raise TidyError(f"{at}, becomes", repr(line.becomes), "something other than it expects")
    _hold_status(at, line)
    return line


def _hold_status(at: str, line: Correction) -> None:
    if line.status not in STATUSES:
        raise TidyError(f"{at}, status", repr(line.status), f"one of {', '.join(STATUSES)}")
    if line.status != "open" and not TOLD.fullmatch(line.told):
        raise TidyError(f"{at}, told", repr(line.told), f"who was told and when (a year at least), as it is {line.status}")


def _same_cell(one: Correction, other: Correction) -> bool:
    place = (one.raw, one.table, one.field, one.expects) == (other.raw, other.table, other.field, other.expects)
    return place and (one.row == other.row or not one.row or not other.row)
