"""The list of all reviews on the page of evidence: what each asks, found, how sure that is and what it costs; and cost against effect.

Always in the order of titles: nothing here is a league.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.catalogue.review_parts import BANDS
from pipeline.evidence import UNRATED
from pipeline.web.pages import words
from pipeline.web.pages.review import NOTHING, told
from pipeline.web.results import Result
from pipeline.web.reviews import Found, Pooled

WIDTH = 100.0  # of a chart: positions are per cent of it
ROOM = 0.04  # on either side, as a share of what lies between
FILTERS = ("audience", "phases", "subjects", "causal")


def compose(found: Iterable[Found]) -> dict[str, str]:
    """HTML by marker: ``reviews``, the list with its filters, and ``costs``, a chart for each scale of effects."""
    ordered = sorted(found, key=lambda each: each.review.dataset.title)
    made = words.macros("register")
    view = {
        "reviews": [_told(each) for each in ordered],
        "choices": {name: list(dict.fromkeys(value for each in ordered for value in _values(each, name))) for name in FILTERS},
        "charts": list(_charts(ordered)),
    }
    return {marker: str(getattr(made, marker)(view)) for marker in ("reviews", "costs")}


def _values(found: Found, name: str) -> tuple[str, ...]:
    value = getattr(found.review, name)
    return (value,) if isinstance(value, str) else tuple(value)


def _told(found: Found) -> dict[str, Any]:
    """A review in print, with a line for each result that it leads with."""
    return {
        "review": found.review,
        "kinds": {name: _values(found, name) for name in FILTERS},
        "several": len(found.headlines) > 1,
        "lines": [{"title": pool.whole.title, **_printed(pool.whole)} for pool in found.headlines],
        "ratings": [{"title": titles, "level": level} for level, titles in _ratings(found.headlines)],
    }


def _printed(result: Result) -> dict[str, Any]:
    return {"scale": result.shown_as, "at": told(result.shown, result.shown_as)}


def _ratings(headlines: Sequence[Pooled]) -> Iterator[tuple[str, list[str]]]:
    """Each level with the results that have it, in the order of the results."""
    levels = [(pool.rating.level if pool.rating else UNRATED, pool.whole.title) for pool in headlines]
    for level in dict.fromkeys(level for level, _ in levels):
        yield level, [title for own, title in levels if own == level]


def _charts(found: Sequence[Found]) -> Iterator[dict[str, Any]]:
    """A chart a scale: effects on different scales cannot stand on one line."""
    for scale in dict.fromkeys(pool.whole.shown_as for each in found for pool in each.headlines):
        rows = [(each, pool.whole) for each in found for pool in each.headlines if pool.whole.shown_as == scale]
        nothing = NOTHING.get(scale, 0.0)
        ends = [nothing, *(end for _, result in rows for end in result.shown)]
        spare = (max(ends) - min(ends)) * ROOM
        begin, end = min(ends) - spare, max(ends) + spare
        yield {"scale": scale, "nothing": _place(nothing, begin, end), "lanes": list(_lanes(rows, begin, end))}


def _lanes(rows: Sequence[tuple[Found, Result]], begin: float, end: float) -> Iterator[dict[str, Any]]:
    """The bands of cost with their rows, the cheapest first and the unrated last; bands without one stand together."""
    banded = [(band, [_row(each, result, begin, end) for each, result in rows if each.review.cost.band == band]) for band in BANDS]
    for empty, lanes in groupby(banded, lambda lane: not lane[1]):
        if empty:
            yield {"bands": [band for band, _ in lanes], "rows": []}
        else:
            yield from ({"bands": [band], "rows": own} for band, own in lanes)


def _row(found: Found, result: Result, begin: float, end: float) -> dict[str, Any]:
    at, low, high = (_place(value, begin, end) for value in result.shown)
    several = len(found.headlines) > 1
    title = result.title if several else ""
    return {"review": found.review, "title": title, "at": at, "low": low, "high": high, "printed": _printed(result)}


def _place(value: float, begin: float, end: float) -> str:
    return f"{WIDTH * (value - begin) / (end - begin):.1f}"
