"""Which figures are looked at: at random, but so that each measure and as many schools as possible come up."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.other_road.page import Where


def choose(pool: list[Where], many: int, random: Random, first: Callable[[Where], bool]) -> list[Where]:
    """One of each measure, rather one that is ``first``; then one of each school that has not come up; then any others, up to ``many``."""
    shuffled = random.sample(pool, len(pool))
    by_measure = {where.measure: where for where in (*shuffled, *[where for where in shuffled if first(where)])}
    chosen = list(by_measure.values())
    known = {where.code for where in chosen}
    chosen += {where.code: where for where in shuffled if where.code not in known}.values()
    rest = [where for where in shuffled if where not in set(chosen)]
    return [*chosen, *rest][:many]
