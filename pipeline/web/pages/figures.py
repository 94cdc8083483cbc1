"""A place's figures as JSON, beside its page.

Shape: ``{"level", "code", "name", "page", "figures": [{"measure", "package", "title", "unit", "phase", "periods": [...],
"values": [...]}]}``; one figure a measure and phase group. ``values`` runs along ``periods``; so do, where there is anything
in them, ``reasons`` (the letter that says why a value is null), ``low``, ``high``, ``pupils``, ``schools`` (with a figure),
``missing`` (without one) and ``status``. What the place set itself stands apart in ``local``, if there is any: a list of the packages,
each with its owner, the statement and its own ``figures``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.model import Place
from pipeline.web.charts.embed import ENCODE
from pipeline.web.pages.atlas import Strand

_COUNTS = ("pupils", "schools", "missing")
_FIELDS = ("reasons", "low", "high", *_COUNTS, "status")


def write(place: Place, path: str, strands: Iterable[Strand], own: Iterable[tuple[Mapping[str, Any], Iterable[Strand]]] = ()) -> bytes:
    """The JSON of the place whose page is at ``path``; ``own``: about each package of local measures, and its strands."""
    head = {"level": place.level, "code": place.code, "name": place.name, "page": path}
    local = [{**about, "figures": [_figure(strand) for strand in found]} for about, found in own]
    content = {**head, "figures": [_figure(strand) for strand in strands], **({"local": local} if local else {})}
    return ENCODE(content).encode()


def _figure(strand: Strand) -> dict[str, Any]:
    measure, points = strand.measure, strand.series.points
    periods, values, *others = zip(*points, strict=True)
    nothing = ((None,) * len(points), ("",) * len(points))
    known = {name: column for name, column in zip(_FIELDS, others, strict=True) if column not in nothing}
    return {
        "measure": measure.id,
        "package": measure.package,
        "title": measure.title,
        "unit": measure.unit,
        "phase": strand.phase,
        "periods": periods,
        "values": values,
        **{name: _whole(column) if name in _COUNTS else column for name, column in known.items()},
    }


def _whole(column: tuple[float | None, ...]) -> list[float | None]:
    """Counts are whole: 61 and not 61.0."""
    return [int(count) if count is not None and count == int(count) else count for count in column]
