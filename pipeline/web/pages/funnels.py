"""What a page says of funnels: a measure's own, and which of them hold a school of a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.model import Measure
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.funnels import Funnel
from pipeline.web.pages import words
from pipeline.web.pages.atlas import Atlas

SECTION = "funnels"


def told(atlas: Atlas, measure: Measure) -> list[dict[str, str]]:
    """The measure's funnels as they are printed; none if it has none."""
    return [
        {
            "phase": funnel.phase,
            "period": printed_period(funnel.period),
            "sized_by": funnel.sized_by,
            "centre": printed(funnel.centre, measure.decimals),
            **{name: f"{getattr(funnel, name):,}" for name in ("schools", "outside_95", "outside_998")},
        }
        for funnel in atlas.funnels.of(measure)
    ]


def of_place(atlas: Atlas, code: str, urns: Iterable[str], *more: str) -> Mapping[str, Any]:
    """For the page of the place ``code`` with these schools: its measures with a funnel, by year, and the contents with ``more``."""
    schools = list(urns)
    found = [
        (measure, period, phases)
        for measure in atlas.measures
        for period, phases in _by_year(atlas.funnels.with_any(measure, schools)).items()
    ]
    return {"code": code, "funnels": found, "more": words.headings(*([SECTION] if found else []), *more)}


def _by_year(found: Iterable[Funnel]) -> dict[str, list[str]]:
    """The phases whose funnels stand in a year, by that year as it is printed."""
    years: dict[str, list[str]] = defaultdict(list)
    for funnel in found:
        years[printed_period(funnel.period)].append(funnel.phase)
    return years
