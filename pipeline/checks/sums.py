"""Declared sums and shares: what of one row can be worked out of the rest, and so must agree with it, or must not be worked out at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.checks.batch import Batch, Broken

SUPPRESSED = "c"


@dataclass(frozen=True, slots=True)
class AddsUp:
    """``parts`` add to ``whole`` but for ``within``, which allows for rounding. ``at_most``: they need not be all the parts.

    A single part (or the whole) that is suppressed beside all the others can be worked out: that is told too, unless ``reveals``
    says why the publisher may.
    """

    whole: str
    parts: list[str]
    within: float = 0.0
    at_most: bool = False
    reveals: str = ""
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return (self.whole, *self.parts)

    def __call__(self, batch: Batch) -> Iterator[Broken]:
        """Rows whose parts do not add up, and those with just one suppressed among them."""
        columns = np.array([batch.numbers(name) for name in self.names])
        over = columns[1:].sum(axis=0) - columns[0]
        wrong = over > self.within if self.at_most else np.abs(over) > self.within
        if wrong.any():
            told = f"{'at most ' if self.at_most else ''}{self.whole} = {' + '.join(self.parts)}, within {self.within:g}"
            yield Broken("parts-whole", np.flatnonzero(wrong), self.whole, told)
        if not self.at_most:
            yield from _only_one_hidden(batch, self.names, np.isnan(columns).sum(axis=0), bool(self.reveals))


@dataclass(frozen=True, slots=True)
class Share:
    """``share`` is ``part`` of ``whole``, times ``per``, within ``within``. One suppressed of the three can be worked out of the others."""

    share: str
    part: str
    whole: str
    per: float = 100.0
    within: float = 0.06
    reveals: str = ""
    tables: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it looks at."""
        return (self.share, self.part, self.whole)

    def __call__(self, batch: Batch) -> Iterator[Broken]:
        """Rows whose share is another, and those with just one suppressed among the three."""
        share, part, whole = (batch.numbers(name) for name in self.names)
        with np.errstate(divide="ignore", invalid="ignore"):
            wrong = (np.abs(part / whole * self.per - share) > self.within) & (whole > 0)
        if wrong.any():
            told = f"{self.share} = {self.part} / {self.whole} x {self.per:g}, within {self.within:g}"
            yield Broken("parts-whole", np.flatnonzero(wrong), self.share, told)
        unknown = np.isnan(np.array([share, part, whole])).sum(axis=0)
        yield from _only_one_hidden(batch, self.names, unknown, bool(self.reveals))


def _only_one_hidden(batch: Batch, names: tuple[str, ...], unknown: Any, advisory: bool) -> Iterator[Broken]:
    for name in names:
        rows = np.flatnonzero((unknown == 1) & batch.holds(name, SUPPRESSED))
        if len(rows):
            told = f"no figure of {', '.join(other for other in names if other != name)} beside it, or it too"
            yield Broken("disclosure", rows, name, told, advisory)
