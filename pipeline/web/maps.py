"""The files from which a page draws England's areas on a map.

Shape: ``assets/maps/areas.json`` has by an authority's code its name, its region's code and its rings, each a run of x and y in degrees, x
squeezed as England lies. ``assets/maps/MEASURE.json`` has by phase the printed ``period``, the ``edges`` between four classes, and
``values``: by an authority's code a number, or the letter of the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, radians
from pathlib import Path
from typing import Any

from pipeline.model import ALL_PHASES, ENGLAND, Level, Measure, Point
from pipeline.web.charts.axis import edges, printed_period
from pipeline.web.charts.embed import ENCODE
from pipeline.web.outlines import AUTHORITIES, Ring, rings
from pipeline.web.places import Register
from pipeline.web.series import Tables

SQUEEZE = cos(radians(52.8))  # a degree of longitude beside one of latitude in the middle of England
DECIMALS = 3  # some hundred metres
LEAST = 2  # authorities with a figure that are worth a map

Maps = dict[str, dict[str, Any]]


def read(register: Register, tables: Tables, measures: Iterable[Measure]) -> dict[str, Maps]:
    """By measure and phase what its map shows; a measure without one is left out. Sums say how large an area is, and have no map."""
    shown = [measure for measure in measures if measure.rollup.method != "sum"]
    found = {measure.id: _phases(register, tables, measure) for measure in shown}
    return {name: maps for name, maps in found.items() if maps}


def write(register: Register, maps: Mapping[str, Maps], built: Path, out: Path) -> None:
    """Write the files into the new folder ``out``."""
    out.mkdir(parents=True)
    known = rings(built / AUTHORITIES)
    areas = {
        area.code: [area.name, area.region, [_run(ring) for ring in known.get(area.code, [])]] for area in register.authorities.values()
    }
    for name, content in {"areas": areas, **maps}.items():
        (out / f"{name}.json").write_text(ENCODE(content), encoding="utf-8")


def _run(ring: Ring) -> list[float]:
    return [part for x, y in ring for part in (round(x * SQUEEZE, DECIMALS), round(y, DECIMALS))]


def _phases(register: Register, tables: Tables, measure: Measure) -> Maps:
    phases = measure.phases if measure.compare == "phase" else (ALL_PHASES,)
    found = {phase: _map(register, tables, measure, phase) for phase in phases}
    return {phase: told for phase, told in found.items() if told}


def _map(register: Register, tables: Tables, measure: Measure, phase: str) -> dict[str, Any] | None:
    """In the latest year of which England has a figure. The classes lie about the regions' figures: an area of a few schools parts none."""
    series = tables.series(register.place("england", ENGLAND), measure, phase)
    period = next((point.period for point in reversed(series.points if series else ()) if point.value is not None), "")
    values = _values(register, tables, measure, phase, period, "local-authority", register.authorities)
    known = [value for value in values.values() if not isinstance(value, str)]
    if not period or len(known) < LEAST:
        return None
    regions = _values(register, tables, measure, phase, period, "region", register.regions)
    about = [value for value in regions.values() if not isinstance(value, str)]
    return {"period": printed_period(period), "edges": edges(about if len(about) >= LEAST else known), "values": values}


def _values(
    register: Register, tables: Tables, measure: Measure, phase: str, period: str, level: Level, codes: Iterable[str]
) -> dict[str, float | str]:
    found: dict[str, float | str] = {}
    for code in codes:
        series = tables.series(register.place(level, code), measure, phase)
        point = next((point for point in (series.points if series else ()) if point.period == period), None)
        if point:
            found[code] = _value(point, measure.decimals)
    return found


def _value(point: Point, decimals: int) -> float | str:
    return point.reason if point.value is None else round(point.value, decimals)
