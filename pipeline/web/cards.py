"""The scorecard's rows out of the built package: what each place's figures stand beside. Columns stay arrays; a place is a slice of them.

Grain: one Card a place, measure and phase group; one Spread an area or trust, measure and phase of its schools.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline import packages

PACKAGE = "scorecard"


class Card(NamedTuple):
    """The latest figure of a place and what it stands beside; a number is None where there is none. See the package's fields."""

    phase: str
    measure: str
    period: str
    newest: str
    value: float | None
    newest_missing: str
    low: float | None
    high: float | None
    pupils: float | None
    pooled: float | None
    pooled_low: float | None
    pooled_high: float | None
    pooled_from: str
    pooled_years: float | None
    similar_low: float | None
    similar_mid: float | None
    similar_high: float | None
    similar_schools: float | None
    standing: str


class Spread(NamedTuple):
    """How the schools of one phase lie in a place in the newest year."""

    phase: str
    measure: str
    period: str
    schools: float
    lowest: float
    low: float
    mid: float
    high: float
    highest: float


class Joined(NamedTuple):
    """A school's figure of up to three years before it joined its trust, and of up to three since; see the package's fields."""

    urn: str
    measure: str
    before: float
    before_low: float | None
    before_high: float | None
    before_from: str
    before_years: float
    after: float
    after_low: float | None
    after_high: float | None
    after_from: str
    after_years: float


class Explained(NamedTuple):
    """How many per cent of the spread between schools of one phase their similar schools tell, and how many their authority does."""

    measure: str
    phase: str
    span: str
    period: str
    schools: float
    similar_pct: float
    authority_pct: float


class Cards:
    """Every place's cards, spreads, similar schools and schools that joined; and what similar schools explain of each measure."""

    def __init__(self, built: Path) -> None:
        """Read them. Raises PackageError."""
        self._cards = _Rows(packages.read_built(built, PACKAGE, "scorecard"), Card._fields)
        self._spreads = _Rows(packages.read_built(built, PACKAGE, "spread"), Spread._fields)
        self._joined = _joined(_table(built, PACKAGE, "joining"))
        self.explained = _explained(_table(built, "similar_schools", "validation"))
        self.similar = _similar(packages.read_built(built, "similar_schools", "neighbours"))

    def of(self, level: str, code: str) -> dict[tuple[str, str], Card]:
        """The place's cards by measure and phase; of a school, which has one phase, by measure and ""."""
        cards = (Card(*row) for row in self._cards.of(level, code))
        return {(card.measure, "" if level == "school" else card.phase): card for card in cards}

    def spreads(self, level: str, code: str) -> dict[tuple[str, str], Spread]:
        """How the schools of the place lie, by measure and phase of the school."""
        return {(spread.measure, spread.phase): spread for spread in (Spread(*row) for row in self._spreads.of(level, code))}

    def joined(self, uid: str, measure: str) -> Mapping[str, Joined]:
        """The schools of the trust by URN."""
        return self._joined.get((uid, measure), {})


def _table(built: Path, package: str, name: str) -> pd.DataFrame:
    """A table that is not written where so few schools were built that it would be empty."""
    return packages.read_built(built, package, name) if (built / package / f"{name}.parquet").is_file() else pd.DataFrame()


def _joined(table: pd.DataFrame) -> dict[tuple[str, str], dict[str, Joined]]:
    found: dict[tuple[str, str], dict[str, Joined]] = defaultdict(dict)
    if len(table):
        columns = (_cells(*_column(table[name]), slice(None)) for name in Joined._fields)
        for uid, row in zip(table["uid"], map(Joined._make, zip(*columns, strict=True)), strict=True):
            found[uid, row.measure][row.urn] = row
    return found


def _explained(table: pd.DataFrame) -> dict[tuple[str, str], Explained]:
    """By measure and phase; of years together where there are any."""
    ordered = table.sort_values("span") if len(table) else table  # "year" comes before "years"
    rows = (Explained(*row) for row in zip(*(ordered[name] for name in Explained._fields), strict=True)) if len(table) else ()
    return {(row.measure, row.phase): row for row in rows}


class _Rows:
    """A table sorted by level and code, of which a place's rows are cut when they are asked for."""

    def __init__(self, frame: pd.DataFrame, fields: tuple[str, ...]) -> None:
        key = frame["level"].astype(object) + "\t" + frame["code"].astype(object)
        starts = np.flatnonzero((key != key.shift()).to_numpy())
        ends = np.append(starts, len(frame))[1:]
        self._slices = {name: slice(*ends) for name, *ends in zip(key.iloc[starts], starts.tolist(), ends.tolist(), strict=True)}
        self._columns = [_column(frame[name]) for name in fields]

    def of(self, level: str, code: str) -> list[tuple[Any, ...]]:
        rows = self._slices.get(f"{level}\t{code}")
        if rows is None:
            return []
        return list(zip(*(_cells(column, words, rows) for column, words in self._columns), strict=True))


def _column(column: pd.Series) -> tuple[Any, Any]:
    """Numbers as floats; text as codes and words."""
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(dtype=float), None
    codes, words = pd.factorize(column.astype(object).fillna(""))
    return codes.astype(np.int32), list(words)


def _cells(column: Any, words: list[str] | None, rows: slice) -> list[Any]:
    cells = column[rows].tolist()
    return [None if cell != cell else cell for cell in cells] if words is None else [words[cell] for cell in cells]


def _similar(neighbours: pd.DataFrame) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """URN to its similar schools, nearest first, with their distance."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for urn, other, distance in zip(neighbours["urn"], neighbours["similar_urn"], neighbours["distance"].tolist(), strict=True):
        found[urn].append((other, distance))
    return {urn: tuple(rows) for urn, rows in found.items()}
