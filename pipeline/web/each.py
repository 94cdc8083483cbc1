"""The files from which a page shows each school of a trust or authority: one a measure of the framework and kind of school.

Shape: ``assets/each/MEASURE-PHASE.json`` has the printed ``period``, ``england``: the quartiles of its schools, ``halves``: those of the
schools of each authority and trust by its code, and ``value`` along ``assets/funnels/schools/PHASE.json``: a number, the letter of the
reason why there is none, or "" where there is no row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.accounts import Framework
from pipeline.model import Level, Measure
from pipeline.web.cards import Card, Cards, Spread
from pipeline.web.charts.axis import printed_period
from pipeline.web.charts.embed import ENCODE
from pipeline.web.places import Register
from pipeline.web.series import ANY_PHASE, Tables

LEAST = 4  # schools that have a middle half, as in the sentences

Key = tuple[str, str]  # measure and phase


class Sources(NamedTuple):
    """Where the figures of schools are."""

    register: Register
    cards: Cards
    tables: Tables


def shown(framework: Framework, england: Mapping[Key, Spread], measures: Sequence[Measure]) -> dict[str, list[str]]:
    """By measure the kinds of school that have a file, that with most schools first."""
    found = {measure.id: [phase for phase, first in framework.phases.items() if measure.id in first] for measure in measures}
    held = {name: [phase for phase in phases if (name, phase) in england] for name, phases in found.items()}
    return {name: sorted(phases, key=lambda phase: -england[name, phase].schools) for name, phases in held.items() if phases}


def write(sources: Sources, england: Mapping[Key, Spread], measures: Sequence[Measure], kinds: Mapping[str, list[str]], out: Path) -> None:
    """Write the files of every measure and kind in ``kinds`` below ``out``."""
    register, cards = sources.register, sources.cards
    schools = {phase: [each for each in register.schools.values() if each.phase == phase] for phases in kinds.values() for phase in phases}
    told, halves = _cells(cards, [each.urn for found in schools.values() for each in found]), _halves(register, cards)
    (out / "each").mkdir()
    for measure in measures:
        for phase in kinds.get(measure.id, ()):
            spread, of_schools = england[measure.id, phase], told[measure.id]
            content = {
                "period": printed_period(spread.period),
                "england": _rounded(spread, measure.decimals),
                "halves": {code: _rounded(own, measure.decimals) for code, own in halves[measure.id, phase].items() if _told(own, spread)},
                "value": [_value(sources, measure, each.urn, spread.period, of_schools.get(each.urn)) for each in schools[phase]],
            }
            (out / "each" / f"{measure.id}-{phase}.json").write_text(ENCODE(content), encoding="utf-8")


def _cells(cards: Cards, urns: Sequence[str]) -> dict[str, dict[str, Card]]:
    """The schools' cards by measure and URN."""
    found: dict[str, dict[str, Card]] = defaultdict(dict)
    for urn in urns:
        for (measure, _), card in cards.of("school", urn).items():
            found[measure][urn] = card
    return found


def _halves(register: Register, cards: Cards) -> dict[Key, dict[str, Spread]]:
    found: dict[Key, dict[str, Spread]] = defaultdict(dict)
    levels: dict[Level, Mapping[str, Any]] = {"local-authority": register.authorities, "trust": register.members_of}
    for level, codes in levels.items():
        for code in codes:
            for key, spread in cards.spreads(level, code).items():
                found[key][code] = spread
    return found


def _told(own: Spread, england: Spread) -> bool:
    return own.period == england.period and own.schools >= LEAST


def _rounded(spread: Spread, decimals: int) -> list[float]:
    return [round(spread.low, decimals), round(spread.high, decimals)]


def _value(sources: Sources, measure: Measure, urn: str, period: str, card: Card | None) -> float | str:
    """The school's figure of this year, out of its card if it is the latest; else what the table says."""
    if card and card.period == period and card.value is not None:
        return round(card.value, measure.decimals)
    series = sources.tables.series(sources.register.place("school", urn), measure, ANY_PHASE)
    point = next((point for point in (series.points if series else ()) if point.period == period), None)
    if point is None:
        return ""
    return point.reason if point.value is None else round(point.value, measure.decimals)
