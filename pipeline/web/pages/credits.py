"""Whom the figures of a package come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.model import Dataset, Source
from pipeline.web.charts.axis import printed_period

PERIOD = re.compile(r"\d{4}-\d{2}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Credit:
    """Who published the figures of a package, in all and for each printed period; ``as_at`` is the latest day of a source that tells of
    one day, "" if none does; ``licence`` is the name of that under which we pass them on.
    """

    publishers: str
    by_period: Mapping[str, str]
    as_at: str = ""
    licence: str = ""

    def of(self, period: str) -> str:
        """Who published the figures of one period, as it is printed."""
        return self.by_period.get(period, self.publishers)


def credit(dataset: Dataset) -> Credit:
    """A source is credited for the periods that it covers, be it one or a run; one of another kind serves behind the scenes."""
    periods = [name for name in (resource["name"] for resource in dataset.descriptor["resources"]) if PERIOD.fullmatch(name)]
    covering = {period: [source for source in dataset.sources if _covers(source, period)] for period in periods}
    used = [source for source in dataset.sources if any(source in found for found in covering.values())]
    by_period = {printed_period(period): _publishers(found) for period, found in covering.items() if found}
    as_at = max((source.period for source in dataset.sources if DAY.fullmatch(source.period)), default="")
    licence = ", ".join(each["title"] for each in dataset.descriptor.get("licenses", ()))
    return Credit(_publishers(used or dataset.sources), by_period, as_at, licence)


def _covers(source: Source, period: str) -> bool:
    first, _, last = source.period.partition(" to ")
    return first <= period <= (last or first)


def _publishers(sources: Iterable[Source]) -> str:
    return ", ".join(dict.fromkeys(source.publisher for source in sources))
