"""A place's figures as JSON, beside its page.

Shape: ``{"level", "code", "name", "page", "phase", "beside": [...], "urns": [...], "similar": [...], "periods": [[...], ...], "figures":
[{"measure", "periods": 0, "values": [...]}]}``; one figure a measure and phase group, whose ``periods`` says which of the lists of
periods it goes by. ``values`` runs along it: a number, or the letter of the reason why there is none. So do, where there is anything in
them, ``low``, ``high``, ``pupils``, ``schools`` (with a figure) and ``missing`` (without one); ``half`` is the middle half of similar
schools in the year of the latest number; ``provisional`` lists the positions of provisional values. A figure has a ``phase`` of its own
where it is not the one at the top. It may stand beside the files named in ``beside``, or beside as many of them as its own ``beside``
says, from the first on. ``earlier`` says how many of its first values the school had under the numbers in ``urns``, each with the first
period of the next. ``similar`` are the URNs of the similar schools, in their order; ``at`` is the school's latitude and longitude.
What the place set itself stands apart in ``local``, if there is any: a list of the packages, each with its owner, the statement and its
own ``periods`` and ``figures``, with their titles.
``kind`` is a school's phase; England's file has ``spreads``, how its schools of each kind lie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.model import ALL_PHASES, Place
from pipeline.web.cards import Spread
from pipeline.web.charts.embed import ENCODE
from pipeline.web.pages.atlas import Strand
from pipeline.web.registers import Line

PROVISIONAL = "provisional"
AT = 4  # decimals of a degree: about ten metres
_FIELDS = ("low", "high", "pupils", "schools", "missing")
_Lists = dict[tuple[str, ...], int]


class Along(NamedTuple):
    """What goes along with the figures: earlier numbers, similar schools, local measures with their strands, England's spreads.

    ``at`` are a school's latitude and longitude.
    """

    lines: Iterable[Line] = ()
    similar: Sequence[str] = ()
    own: Iterable[tuple[Mapping[str, Any], Iterable[Strand]]] = ()
    spreads: Iterable[Spread] = ()
    at: tuple[float, float] | None = None


NOTHING = Along()


def write(place: Place, path: str, strands: Iterable[Strand], along: Along = NOTHING) -> bytes:
    """The JSON of the place whose page is at ``path``."""
    told = tuple(strands)
    beside = max((strand.beside for strand in told), key=len, default=())
    phase = Counter(strand.phase for strand in told).most_common(1)[0][0] if told else ALL_PHASES
    head: dict[str, Any] = {"level": place.level, "code": place.code, "name": place.name, "page": path, "phase": phase}
    head["beside"] = [_address(other.series.place) for other in beside]
    whole = (strand.spread.phase for strand in told if strand.spread and strand.phase != ALL_PHASES)  # of all its pupils, not of an age
    kind = next(whole, "") if place.level == "school" else ""
    urns = [[line.predecessor, line.first_period] for line in along.lines]
    local = [_local(about, found) for about, found in along.own]
    at = [round(degrees, AT) for degrees in along.at or ()]
    content = {"kind": kind, "at": at, "urns": urns, "similar": list(along.similar), "local": local, "spreads": _spreads(along.spreads)}
    return ENCODE({**head, **_told(told, phase, len(beside)), **{name: some for name, some in content.items() if some}}).encode()


def _spreads(spreads: Iterable[Spread]) -> dict[str, dict[str, Any]]:
    """By measure and kind of school the period, and the 2nd percentile, the quartiles and the 98th percentile of England's schools."""
    found: dict[str, dict[str, Any]] = {}
    for spread in spreads:
        ends = [spread.lowest, spread.low, spread.high, spread.highest]
        found.setdefault(spread.measure, {})[spread.phase] = {"period": spread.period, "ends": ends}
    return found


def _local(about: Mapping[str, Any], found: Iterable[Strand]) -> dict[str, Any]:
    """A local measure's title and unit are in no other file."""
    strands = tuple(found)
    told = _told(strands, "", 0)
    titles = [{"title": strand.measure.title, "unit": strand.measure.unit} for strand in strands]
    return {**about, **told, "figures": [{**figure, **title} for figure, title in zip(told["figures"], titles, strict=True)]}


def _told(strands: Iterable[Strand], phase: str, beside: int) -> dict[str, Any]:
    lists: _Lists = {}
    figures = [_figure(strand, lists, phase, beside) for strand in strands]
    return {"periods": list(lists), "figures": figures}


def _address(place: Place) -> str:
    """The file of a place's figures, below the site's root."""
    return "england.json" if place.level == "england" else f"{place.level}/{place.code}.json"


def _figure(strand: Strand, lists: _Lists, phase: str, beside: int) -> dict[str, Any]:
    periods, values, reasons, *others, status, urns = zip(*strand.series.points, strict=True)
    nothing = (None,) * len(periods)
    known = {name: column for name, column in zip(_FIELDS, others, strict=True) if column != nothing}
    told: dict[str, Any] = {"measure": strand.measure.id}
    if strand.phase != phase:
        told["phase"] = strand.phase
    told["periods"] = lists.setdefault(periods, len(lists))
    told["values"] = [reason if value is None else value for value, reason in zip(_plain(values), reasons, strict=True)]
    told |= {name: _plain(column) for name, column in known.items()}
    half = _half(strand)
    if half:
        told["half"] = _plain(half)
    if PROVISIONAL in status:
        told["provisional"] = [at for at, word in enumerate(status) if word == PROVISIONAL]
    if len(strand.beside) != beside:
        told["beside"] = len(strand.beside)
    if any(urns):
        told["earlier"] = len(urns) - urns.count("")
    return told


def _half(strand: Strand) -> list[float]:
    """The middle half of similar schools, if it is of the year of the school's latest figure."""
    card, decimals = strand.card, strand.measure.decimals
    if card is None or card.similar_low is None or card.similar_high is None or card.value is None:
        return []
    latest = next((point.period for point in reversed(strand.series.points) if point.value is not None), "")
    return [round(card.similar_low, decimals), round(card.similar_high, decimals)] if latest == card.period else []


def _plain(column: Iterable[float | None]) -> list[float | None]:
    """A whole number without a point: 61 and not 61.0."""
    return [int(number) if number is not None and number == int(number) else number for number in column]
