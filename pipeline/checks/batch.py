"""One batch of a table's rows as the rules of meaning see it: cells by the name of their field, numbers where they are needed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.checks.cells import Cells, Mask, Numbers, Rows


class Broken(NamedTuple):
    """Rows of a batch that break a rule; ``sizes`` orders advisories, the largest first."""

    code: str
    rows: Rows
    field: str
    expected: str
    advisory: bool = False
    sizes: Numbers | None = None


@dataclass(slots=True, eq=False)
class Batch:
    """``first`` is the place of its first row, counted from 0; ``fields`` are the table's fields in the order of ``cells``."""

    fields: Sequence[Mapping[str, Any]]
    cells: Sequence[Cells]
    first: int = 0
    _numbers: dict[str, Numbers] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def column(self, name: str) -> Cells:
        """The cells of a field; empty ones if the table has no column for it, which is told of its header."""
        place = next((place for place, each in enumerate(self.fields) if each["name"] == name), None)
        return Cells.of(pa.array([""] * len(self), pa.string())) if place is None else self.cells[place]

    def numbers(self, name: str) -> Numbers:
        """The field's numbers; NaN where there is none."""
        if name not in self._numbers:
            self._numbers[name] = _numbers(self.column(name))
        return self._numbers[name]

    def holds(self, name: str, text: str) -> Mask:
        """Where a field holds just that text."""
        return np.asarray(pc.equal(self.column(name).array, text))


def _numbers(cells: Cells) -> Numbers:
    numbers = cells.numbers
    odd = np.flatnonzero(np.isnan(numbers))
    if len(odd):
        numbers = numbers.copy()
        coded = cells.array.take(pa.array(odd)).dictionary_encode()
        numbers[odd] = np.array([_number(text) for text in coded.dictionary.to_pylist()])[np.asarray(coded.indices)]
    return numbers


def _number(text: str) -> float:
    """Infinity is no number to add up: it is told by itself."""
    try:
        number = float(text)
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan
