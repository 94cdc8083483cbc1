"""A percentage as so many in a hundred, which is how most people think of one. Nothing but rounding is done here.

A whole number of 100, or one of four keys of ``words.html``: ``none`` and ``all`` where it is exactly that, ``few`` and ``most``
where it is only nearly so.
"""

from __future__ import annotations

from pipeline.web.charts.axis import printed

WORDS = {0.0: ("none", "few"), 100.0: ("all", "most")}  # by what the percentage rounds to: exactly that, and nearly


def of_100(percent: float) -> str:
    """``64.4`` is "64", ``0.3`` is "few"; raises nothing, and is not asked about anything but shares from 0 to 100."""
    whole = printed(percent, 0)
    exactly, nearly = WORDS.get(float(round(percent)), (whole, whole))
    return exactly if percent == round(percent) else nearly


def half_of_100(percent: float, low: float, high: float, decimals: int) -> tuple[str, str, str]:
    """The percentage and the two ends of the middle half beside it, whole where that blurs nothing.

    Where rounding would put a figure into the half that lies outside it, make one number of two, or nothing of a little, all three keep
    their decimals.
    """
    ends = printed(low, 0), printed(high, 0)
    inside, within = round(low) <= round(percent) <= round(high), low <= percent <= high
    nearly = any(of_100(share) in ("few", "most") for share in (percent, low, high))
    blurred = nearly or inside != within or (ends[0] == ends[1] and low != high)
    if blurred and decimals:
        return printed(percent, decimals), printed(low, decimals), printed(high, decimals)
    return of_100(percent), *ends
