"""One strip, drawn the same way everywhere: England's middle half, that of similar schools, the authority, and the place with its interval.

All positions are per cent of the strip's width. The strip's ends are round numbers beyond which few schools in England lie.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.web.charts.axis import printed

STEPS = (1.0, 2.0, 5.0, 10.0)
PARTS = 5  # at least so many steps from end to end


class Strip(NamedTuple):
    """Places along the strip, as they are printed; "" for what is not there. A bar is its start and its width."""

    begin: str
    end: str
    here: str
    interval: tuple[str, str]
    similar: tuple[str, str]
    england: tuple[str, str]
    authority: str
    own: tuple[str, str]
    dots: tuple[str, ...]


def draw(
    here: float,
    interval: tuple[float | None, float | None],
    similar: tuple[float | None, float | None],
    england: tuple[float | None, float | None, float | None, float | None],
    authority: float | None,
    own: tuple[float | None, float | None] = (None, None),
    dots: Sequence[float] = (),
) -> Strip:
    """The strip of one figure. ``england`` is the 2nd percentile, the quartiles and the 98th percentile of its schools; ``own`` the middle
    half of the place's own schools, and ``dots`` are these one by one.
    """
    lowest, low, high, highest = england
    begin, end, digits = _ends([here, *interval, *similar, lowest, low, high, highest, authority, *own, *dots])

    def at(value: float | None) -> str:
        return "" if value is None else f"{100 * (value - begin) / (end - begin):.1f}".removesuffix(".0")

    def bar(ends: tuple[float | None, float | None]) -> tuple[str, str]:
        first, last = ends
        if first is None or last is None:
            return "", ""
        return at(first), f"{100 * (last - first) / (end - begin):.1f}".removesuffix(".0")

    bars = (at(here), bar(interval), bar(similar), bar((low, high)), at(authority), bar(own))
    return Strip(printed(begin, digits), printed(end, digits), *bars, tuple(at(dot) for dot in dots))


def _ends(values: Iterable[float | None]) -> tuple[float, float, int]:
    """Round numbers that hold all the values, and how many decimals they are printed with."""
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    scale = 10.0 ** math.floor(math.log10(span / PARTS))
    step = next(step * scale for step in STEPS if step * scale * PARTS >= span)
    begin, end = math.floor(low / step) * step, math.ceil(high / step) * step
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return begin, (end if end > begin else begin + step), digits
