"""Published intervals at each station of their way: committed table, JSON beside a school's page, the table in the page itself.

Each is keyed by school and year, so that one that is lost, moved or rounded shows as a difference of two.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path

from pipeline.model import REASONS, Dataset, Measure
from tests import suppressed
from tests.other_road import page

Intervals = dict[tuple[str, str], tuple[Decimal, Decimal]]


def committed(dataset: Dataset, measure: Measure, phases: Mapping[str, str]) -> Intervals:
    """As the tables have them, of the open schools of ``phases`` that are of a kind for the measure."""
    return {
        (row["code"], row["period"]): (Decimal(row[measure.low]), Decimal(row[measure.high]))
        for row in suppressed.committed(dataset)
        if phases.get(row["code"]) in measure.phases and not {row[measure.low], row[measure.high]} & set(REASONS)
    }


def in_json(site: Path, measure: Measure, urns: Collection[str]) -> Intervals:
    """The same out of the JSON beside each school's page, without the years that it had another number."""
    found: Intervals = {}
    for urn in urns:
        content = json.loads((site / f"school/{urn}.json").read_bytes())
        for figure in (one for one in content["figures"] if one["measure"] == measure.id and "low" in one):
            ends = zip(content["periods"][figure["periods"]], figure["low"], figure["high"], strict=True)
            own = list(ends)[figure.get("earlier", 0) :]
            found |= {(urn, period): (Decimal(str(low)), Decimal(str(high))) for period, low, high in own if low is not None}
    return found


def in_tables(site: Path, measure: Measure, urns: Collection[str]) -> Intervals:
    """The same out of the table in each school's page, which prints them to the measure's decimals."""
    tables = {urn: page.intervals(site, urn, measure.id) for urn in urns}
    return {(urn, period): (Decimal(low), Decimal(high)) for urn, found in tables.items() for period, (low, high) in found.items()}
