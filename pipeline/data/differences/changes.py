"""What a difference is made of: changed tables, cells, contracts and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

NUMBER, REASON, NOTHING, TEXT = "number", "reason", "nothing", "text"
REPRINTED = "number to the same number"
STATES = (NUMBER, REASON, TEXT, NOTHING)
# The order in which they are shown: first the only one that has a size.
RESIZED = f"{NUMBER} to {NUMBER}"
KINDS = (RESIZED, REPRINTED, *(f"{one} to {other}" for one in STATES for other in STATES if one != other or one != NUMBER))


def _no_keys() -> pd.Series:
    return pd.Series([], dtype="str")


@dataclass(frozen=True, slots=True, eq=False)
class TableChange:
    """One table before and after; its rows are known by their key, the key's parts joined by blanks.

    ``rows_before`` or ``rows_after`` is None where there is no such table. ``cells`` holds for each column of both sides that differs
    the changed cells of rows that both have: ``key, before, after, kind`` (one of KINDS) and ``size`` (after less before, in the
    column's unit; NaN unless both are numbers). ``columns_added`` and ``columns_removed`` say how many cells of such a column are filled.
    ``note`` tells what else there is to say, such as that only the bytes differ.
    """

    name: str
    rows_before: int | None
    rows_after: int | None
    added: pd.Series = field(default_factory=_no_keys)
    removed: pd.Series = field(default_factory=_no_keys)
    rows_changed: int = 0
    cells: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    columns_added: Mapping[str, int] = field(default_factory=dict)
    columns_removed: Mapping[str, int] = field(default_factory=dict)
    note: str = ""

    @property
    def cells_changed(self) -> int:
        """How many cells of rows and columns that both sides have differ."""
        return sum(len(frame) for frame in self.cells.values())


@dataclass(frozen=True, slots=True)
class ContractChange:
    """One entry of the package's YAML files that differs; ``tables`` are those that it concerns, none if it is the package's own."""

    where: str
    before: str
    after: str
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """A package ``before`` and ``after`` (both in words): only what differs, and how many tables are the same.

    ``files`` are the others of the package's files that differ, a few words each.
    """

    package: str
    before: str
    after: str
    tables: tuple[TableChange, ...] = ()
    tables_same: int = 0
    contract: tuple[ContractChange, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.tables or self.contract or self.files)

    def by_column(self) -> dict[str, pd.DataFrame]:
        """Every changed cell by column, all tables together: ``table, key, before, after, kind, size``, in the order of the tables."""
        names = [change.name for change in self.tables]
        parts: dict[str, list[pd.DataFrame]] = {}
        for change in self.tables:
            for column, frame in change.cells.items():
                table = pd.Categorical([change.name], categories=names).repeat(len(frame))
                parts.setdefault(column, []).append(frame.assign(table=table))
        return {column: pd.concat(frames, ignore_index=True) for column, frames in parts.items()}
