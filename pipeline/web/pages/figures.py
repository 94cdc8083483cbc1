"""A place's figures as JSON, beside its page.

Shape: ``{"level", "code", "name", "page", "beside": [...], "urns": [...], "similar": [...], "periods": [[...], ...], "figures":
[{"measure", "phase", "periods": 0, "values": [...]}]}``; one figure a measure and phase group, whose ``periods`` says which of the lists of
periods it goes by. ``values`` runs along it; so do, where there is anything in them, ``reasons`` (the letter that says why a value is
null), ``low``, ``high``, ``pupils``, ``schools`` (with a figure), ``missing`` (without one) and ``status``. ``beside`` of a figure says how
many of the files named in ``beside``, from the first on, it may stand beside. ``earlier`` says how many of its first values the school had
under the numbers in ``urns``, each with the first period of the next. ``similar`` are the URNs of the similar schools, in their order.
What the place set itself stands apart in ``local``, if there is any: a list of the packages, each with its owner, the statement and its
own ``figures``, with their titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.model import Place
from pipeline.web.charts.embed import ENCODE
from pipeline.web.pages.atlas import Strand
from pipeline.web.registers import Line

_COUNTS = ("pupils", "schools", "missing")
_FIELDS = ("reasons", "low", "high", *_COUNTS, "status")


class Along(NamedTuple):
    """What goes along with the figures: earlier numbers, similar schools, and about each package of local measures with its strands."""

    lines: Iterable[Line] = ()
    similar: Sequence[str] = ()
    own: Iterable[tuple[Mapping[str, Any], Iterable[Strand]]] = ()


def write(place: Place, path: str, strands: Iterable[Strand], along: Along = Along()) -> bytes:  # noqa: B008 - it holds nothing
    """The JSON of the place whose page is at ``path``."""
    told = tuple(strands)
    beside = max((strand.beside for strand in told), key=len, default=())
    periods: dict[tuple[str, ...], int] = {}
    figures = [_figure(strand, periods) for strand in told]
    local = [{**about, "figures": [_local(strand, periods) for strand in found]} for about, found in along.own]
    head: dict[str, Any] = {"level": place.level, "code": place.code, "name": place.name, "page": path}
    head["beside"] = [_address(other.series.place) for other in beside]
    urns = [[line.predecessor, line.first_period] for line in along.lines]
    content = {"urns": urns, "similar": list(along.similar), "local": local}
    return ENCODE({**head, "periods": list(periods), "figures": figures, **{name: some for name, some in content.items() if some}}).encode()


def _local(strand: Strand, lists: dict[tuple[str, ...], int]) -> dict[str, Any]:
    """A local measure's title and unit are in no other file."""
    return {**_figure(strand, lists), "title": strand.measure.title, "unit": strand.measure.unit}


def _address(place: Place) -> str:
    """The file of a place's figures, below the site's root."""
    return "england.json" if place.level == "england" else f"{place.level}/{place.code}.json"


def _figure(strand: Strand, lists: dict[tuple[str, ...], int]) -> dict[str, Any]:
    points = strand.series.points
    periods, values, *others, urns = zip(*points, strict=True)
    nothing = ((None,) * len(points), ("",) * len(points))
    known = {name: column for name, column in zip(_FIELDS, others, strict=True) if column not in nothing}
    counts = {"beside": len(strand.beside), "earlier": len(points) - urns.count("")}
    return {
        "measure": strand.measure.id,
        "phase": strand.phase,
        "periods": lists.setdefault(periods, len(lists)),
        "values": values,
        **{name: _whole(column) if name in _COUNTS else column for name, column in known.items()},
        **{name: count for name, count in counts.items() if count},
    }


def _whole(column: tuple[float | None, ...]) -> list[float | None]:
    """Counts are whole: 61 and not 61.0."""
    return [int(count) if count is not None and count == int(count) else count for count in column]
