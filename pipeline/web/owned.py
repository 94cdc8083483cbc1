"""What places set themselves, by place, out of built packages: a table for each owner, apart from the national ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.accounts import Local
from pipeline.catalogue.local import FOLDER
from pipeline.model import ALL_PHASES, PHASES, Place, Series
from pipeline.web.series import ANY_PHASE, Tables


@dataclass(frozen=True, slots=True)
class Owned:
    """Every owner's measures, and the tables of them all."""

    found: tuple[Local, ...]
    tables: Tables

    @classmethod
    def open(cls, built: Path, found: Iterable[Local]) -> Owned:
        """Out of the folder of built packages. Raises PackageError."""
        known = tuple(found)
        return cls(known, Tables(built / FOLDER, {local.dataset.name: local.dataset for local in known}))

    @classmethod
    def none(cls) -> Owned:
        """Of nobody."""
        return cls((), Tables(Path(), {}))

    def of(self, place: Place) -> Iterator[tuple[Local, tuple[Series, ...]]]:
        """What the place set itself, with its figures; and of a school what its trust or authority set, if it has figures of it."""
        for local in self.found:
            own = (local.level, local.code) == (place.level, place.code)
            if own or place.level == "school":
                series = tuple(self._series(local, place))
                if own or series:
                    yield local, series

    def _series(self, local: Local, place: Place) -> Iterator[Series]:
        for measure in local.dataset.measures:
            for phase in (ANY_PHASE,) if place.level == "school" else (ALL_PHASES, *PHASES):
                series = self.tables.series(place, measure, phase)
                if series:
                    yield series
