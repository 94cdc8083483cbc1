"""What was found so far: every fault is counted, the first ones of each kind are kept."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pipeline.checks.faults import Fault

KEPT = 1000


class Findings:
    """Faults by code: ``totals`` counts all of them, ``faults`` has the first KEPT of each code."""

    def __init__(self) -> None:
        """Nothing found."""
        self.totals: dict[str, int] = {}
        self._kept: dict[str, list[Fault]] = {}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that were kept, by row; those of no row first."""
        return tuple(sorted((fault for kept in self._kept.values() for fault in kept), key=lambda fault: fault.row or 0))

    @property
    def errors(self) -> int:
        """How many errors there are, kept or not."""
        return sum(self.totals.values()) - self.warnings

    @property
    def warnings(self) -> int:
        """How many advisories. One code is either the one or the other throughout a table."""
        return sum(self.totals[code] for code, kept in self._kept.items() if kept and kept[0].advisory)

    def add(self, fault: Fault) -> None:
        """One fault."""
        self.add_all(fault.code, 1, [fault])

    def add_all(self, code: str, count: int, faults: Iterable[Fault]) -> None:
        """``count`` faults of one code; no more of ``faults`` are drawn than are kept."""
        if count:
            self.totals[code] = self.totals.get(code, 0) + count
            kept = self._kept.setdefault(code, [])
            kept.extend(islice(faults, KEPT - len(kept)))
