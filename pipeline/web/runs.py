"""Where a long list of names is cut into files, so that a short list of marks leads to each.

A mark is as much of a run's first name as sets it apart from the name before it. Names come in two orders behind one another, first
those of open places and then those of closed ones, and no run holds both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple


class Names(NamedTuple):
    """Along the list: what each place is ordered by, and whether it has closed."""

    names: Sequence[str]
    closed: Sequence[bool]

    def mark(self, first: int) -> str:
        """The mark of a run that begins with the place ``first``; of one letter where no name of its order stands before it."""
        name, before = self.names[first], self.names[first - 1] if first and self.closed[first - 1] == self.closed[first] else ""
        return name[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, name, strict=False))) + 1]


def cut(names: Names, sizes: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """First place and end of each run of at most ``room`` bytes, unless one place alone has more."""
    first = 0
    while first < len(sizes):
        end = _full(names.closed, sizes, first, room)
        if end < len(sizes) and names.closed[end] == names.closed[first]:
            end = _cheapest(names, first, end)
        yield first, end
        first = end


def _full(closed: Sequence[bool], sizes: Sequence[int], first: int, room: int) -> int:
    end, left = first + 1, room - sizes[first]
    while end < len(sizes) and closed[end] == closed[first] and sizes[end] <= left:
        left -= sizes[end]
        end += 1
    return end


def _cheapest(names: Names, first: int, full: int) -> int:
    """In the last third of a run, the place whose mark is the shortest: thousands of names begin alike, and each search loads all marks."""
    return min(range(max(first + 1, full - (full - first) // 3), full + 1), key=lambda at: (len(names.mark(at)), -at))
