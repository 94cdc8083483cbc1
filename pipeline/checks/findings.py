"""What was found so far: every fault is counted, the first ones of each kind are kept."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice

from pipeline.checks.faults import Fault

KEPT = 1000


class Findings:
    """Faults by code: ``totals`` counts all of them, ``faults`` has the first KEPT of each code (its errors and its advisories apart)."""

    def __init__(self) -> None:
        """Nothing found."""
        self.totals: dict[str, int] = {}
        self.warnings = 0
        self._kept: dict[tuple[str, bool], list[Fault]] = {}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that were kept, by row; those of no row first."""
        return tuple(sorted((fault for kept in self._kept.values() for fault in kept), key=lambda fault: fault.row or 0))

    @property
    def errors(self) -> int:
        """How many errors there are, kept or not; ``warnings`` counts the advisories."""
        return sum(self.totals.values()) - self.warnings

    def add(self, fault: Fault) -> None:
        """One fault."""
        self.add_all(fault.code, 1, [fault])

    def add_all(self, code: str, count: int, faults: Iterable[Fault]) -> None:
        """``count`` faults of one code, all errors or all advisories as the first is; no more of ``faults`` are drawn than are kept."""
        if not count:
            return
        drawn = iter(faults)
        first = list(islice(drawn, 1))
        advisory = any(fault.advisory for fault in first)
        self.totals[code] = self.totals.get(code, 0) + count
        self.warnings += count if advisory else 0
        kept = self._kept.setdefault((code, advisory), [])
        kept.extend(islice(chain(first, drawn), KEPT - len(kept)))
