"""What stands in a cell: a number or a publisher's code; and the few sums that percentages are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

Answer = Decimal | str | None
Recipe = Callable[[str, str], Answer]

HUNDRED = Decimal(100)


def told(cell: str, codes: Mapping[str, str]) -> Decimal | str:
    """The number in a cell, without its sign of per cent or pounds, or the reason that its code stands for; any other text is an error."""
    text = cell.strip()
    if text in codes:
        return codes[text]
    return Decimal(text.removesuffix("%").removeprefix("£").replace(",", ""))


def share(part: Decimal | str, whole: Decimal | str, per: Decimal = HUNDRED) -> Decimal | str:
    """The part of the whole; the reason of either where it is missing, and z where there is no whole."""
    if isinstance(part, str):
        return part
    if isinstance(whole, str):
        return whole
    return per * part / whole if whole else "z"


def rounded(value: Decimal | str, digits: int) -> Decimal | str:
    """Halves away from zero, as a person rounds."""
    return value if isinstance(value, str) else value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
