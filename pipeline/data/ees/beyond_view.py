"""A pair as the checks beyond the screener's see it: each column once as its distinct texts, each indicator once as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pipeline.checks.faults import Fault
from pipeline.data.ees.findings import FIRST_ROW
from pipeline.data.ees.pairs import Pair

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of figures, as the metadata describes it; ``said`` is its name and label in small letters."""

    name: str
    unit: str
    group: str
    said: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column's distinct texts, and which of them each row has."""

    texts: tuple[str, ...]
    codes: Rows

    def rows_that(self, hit: Callable[[str], bool]) -> Rows:
        """The rows (counted from nought) whose text is a hit; each text is asked once."""
        hits = np.array([hit(text) for text in self.texts], dtype=bool)
        return np.flatnonzero(hits[self.codes]) if hits.any() else np.zeros(0, np.int64)

    def is_in(self, texts: Iterable[str]) -> Mask:
        """Which rows have one of those texts."""
        known = set(texts)
        found: Mask = np.array([text in known for text in self.texts], dtype=bool)[self.codes]
        return found


@dataclass(eq=False)
class View:
    """The data of a pair by column. ``year`` is the one in which it is looked at: what begins later is in the future.

    A pair that fails the screener may lack any column; ``has`` says, and what asks for a missing column gets one of blanks.
    """

    pair: Pair
    year: int
    _columns: dict[str, Column] = field(default_factory=dict)
    _numbers: dict[str, Numbers] = field(default_factory=dict)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each name stands in the header, counted from nought; a name that stands twice counts where it stands first."""
        names = list(self.pair.data.columns)
        return {name: place for place, name in reversed(list(enumerate(names)))}

    @cached_property
    def names(self) -> list[str]:
        """The names of the columns, in order, each once."""
        return list(dict.fromkeys(self.pair.data.columns))

    def has(self, *names: str) -> bool:
        """Whether the data has all those columns."""
        return all(name in self.positions for name in names)

    def __len__(self) -> int:
        return len(self.pair.data)

    def column(self, name: str) -> Column:
        """A column by its name."""
        if name not in self._columns:
            self._columns[name] = self._coded(name)
        return self._columns[name]

    def _coded(self, name: str) -> Column:
        if name not in self.positions:
            return Column(("",), np.zeros(len(self), np.int64))
        array = pa.array(self.pair.data.iloc[:, self.positions[name]], pa.large_string())
        coded = (array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array).dictionary_encode()
        return Column(tuple(coded.dictionary.to_pylist()), coded.indices.to_numpy().astype(np.int64))

    def numbers(self, name: str) -> Numbers:
        """An indicator's figures; NaN where there is none."""
        if name not in self._numbers:
            column = self.column(name)
            texts = pd.Series(column.texts, dtype="str")
            figures = pd.to_numeric(texts.where(texts.str.fullmatch(NUMBER)), errors="coerce").to_numpy(np.float64, na_value=np.nan)
            self._numbers[name] = figures[column.codes]
        return self._numbers[name]

    def _meta(self, name: str, value: str) -> pd.DataFrame:
        meta = self.pair.meta.loc[:, ~self.pair.meta.columns.duplicated()]
        known = meta.reindex(columns=pd.Index([*meta.columns, name, "col_name"]).unique(), fill_value="")
        return known[(known[name] == value) & known["col_name"].isin(list(self.positions))].drop_duplicates("col_name")

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that the data has, in order of the metadata."""
        rows = self._meta("col_type", "Indicator").to_dict("records")
        return tuple(
            Indicator(
                row["col_name"],
                row.get("indicator_unit", ""),
                row.get("indicator_grouping", "").strip(),
                f"{row['col_name']} {row.get('label', '')}".lower(),
            )
            for row in rows
        )

    @cached_property
    def filters(self) -> Mapping[str, str]:
        """The filters that the data has, each with the column that groups its items ("" if none does)."""
        rows = self._meta("col_type", "Filter").to_dict("records")
        return {row["col_name"]: self._known(row.get("filter_grouping_column", "")) for row in rows}

    def _known(self, name: str) -> str:
        return name if name in self.positions else ""

    @cached_property
    def described(self) -> list[str]:
        """The columns that are no indicators: what, where and when a row is of."""
        figures = {indicator.name for indicator in self.indicators}
        return [name for name in self.names if name not in figures]

    @cached_property
    def breakdowns(self) -> list[str]:
        """Filters and the columns that group their items, each once."""
        return list(dict.fromkeys(name for pair in self.filters.items() for name in pair if name))

    def ids(self, names: Iterable[str]) -> Rows:
        """A number for each row, the same where all those columns are the same; counted from nought without gaps."""
        total = np.zeros(len(self), np.int64)
        for name in names:
            column = self.column(name)
            total = np.unique(total * len(column.texts) + column.codes, return_inverse=True)[1]
        return total

    def cell(self, row: int, name: str) -> str:
        """What stands in a row, counted from nought, of a column that is there."""
        return str(self.pair.data.iat[row, self.positions[name]])

    def fault(self, code: str, row: int, name: str, message: str, expected: str, *, advisory: bool = False, size: float = 0.0) -> Fault:
        """A fault of one cell; ``row`` is counted from nought."""
        place = self.positions[name]
        return Fault(code, message, expected, row + FIRST_ROW, name, place + 1, self.cell(row, name), advisory=advisory, size=size)
