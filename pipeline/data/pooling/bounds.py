"""Which numbers can be pooled."""

from __future__ import annotations

from pipeline.errors import PoolingError

FEWEST = 3  # effects, or studies where those are known
LARGEST = 1e30  # beyond which squares of squares no longer fit into a number; a variance may be as small as one over it


def hold_number(where: str, effect: float, variance: float) -> None:
    """Raise PoolingError, which says ``where``, for an effect that is not finite or a variance that is not finite and above zero."""
    if not abs(effect) <= LARGEST:
        raise PoolingError(where, f"an effect of {effect:g}", f"a finite number, no further from zero than {LARGEST:g}")
    if not 1 / LARGEST <= variance <= LARGEST:
        raise PoolingError(where, f"a variance of {variance:g}", f"a finite number above zero, from {1 / LARGEST:g} to {LARGEST:g}")


def hold_count(where: str, count: int, what: str) -> None:
    """Raise PoolingError for fewer of ``what`` (effects, studies) than can be pooled."""
    if count < FEWEST:
        raise PoolingError(where, f"too few {what} ({count})", f"at least {FEWEST}: fewer are told one by one, not pooled")
