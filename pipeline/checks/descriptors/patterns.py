"""Patterns that no text can hang: read by RE2, which never does, and without the shape that makes Python's engine (the judge's) hang.

A backtracking engine needs endless time where one text can be taken apart in ever more ways: a repeat in which two ways lead from a
character back to itself ((a+)+, (a|a)*), or many stretches in a row that can take the same characters (.*.*.*.*).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.checks.descriptors.glushkov import Graph, graph
from pipeline.errors import CatalogueError

# With more stretches that take the same, a text of a thousand characters takes hours.
STRETCHES = 3
LENGTH = 1000
STEPS = 300_000
WANTED = "a pattern in which no repeat can be taken apart in two ways"

Ways = dict[int, set[int]]


def hold_pattern(where: str, pattern: object) -> None:
    """Raise CatalogueError for a pattern that RE2 or Python does not take, or that some text would hang a backtracking engine on."""
    if not isinstance(pattern, str) or len(pattern) > LENGTH:
        raise CatalogueError(where, repr(pattern)[:200], f"a regular expression of at most {LENGTH} characters")
    try:
        pc.match_substring_regex(pa.array([""]), f"^(?:{pattern})$")
    except (pa.ArrowInvalid, UnicodeEncodeError) as error:
        raise CatalogueError(
            where, f"{pattern!r} ({error})", "a regular expression that RE2 takes: no look-around, no back-reference"
        ) from error
    made = graph(where, pattern)
    ways: Ways = {place: set() for place in range(len(made.signs))}
    for one, other in made.follows:
        ways[one].add(other)
    if _twofold(where, made, ways) or _longest_chain(made, ways) > STRETCHES:
        raise CatalogueError(where, f"{pattern!r}, which some texts keep busy for ever", WANTED)


def _twofold(where: str, made: Graph, ways: Ways) -> bool:
    """Whether from some position two ways lead back to it over the same text."""
    within = {place: _reached(place, ways) for place in ways}
    inner = {one: {other for other in others if one in within.get(other, ())} for one, others in ways.items()}
    if any(made.follows[one, other] > 1 for one in inner for other in inner[one]):
        return True
    back = _pairs(where, made, inner)
    # Pairs that come from a position and lead back to one: two ways, if they are of two.
    seen = [(one, one) for one in inner]
    known = set(seen)
    while seen:
        new = back.get(seen.pop(), set()) - known
        known |= new
        seen.extend(new)
    return any(one != other for one, other in known)


def _pairs(where: str, made: Graph, inner: Ways) -> dict[tuple[int, int], set[tuple[int, int]]]:
    """All pairs of positions that one text can lead to from one position, and from which pairs."""
    back: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    seen = [(one, one) for one in inner]
    known, steps = set(seen), 0
    while seen:
        pair = seen.pop()
        steps += len(inner[pair[0]]) * len(inner[pair[1]])
        if steps > STEPS:
            raise CatalogueError(where, "a pattern with a repeat of very many parts", WANTED)
        for new in product(inner[pair[0]], inner[pair[1]]):
            if made.signs[new[0]] & made.signs[new[1]]:
                back[new].add(pair)
                if new not in known:
                    known.add(new)
                    seen.append(new)
    return back


def _reached(place: int, ways: Ways, signs: list[int] | None = None, shared: int = 0) -> set[int]:
    """The positions to which ``place`` leads; where ``signs`` are given, only by positions that take some of the ``shared`` ones."""
    found: set[int] = set()
    seen = [place]
    while seen:
        new = {other for other in ways.get(seen.pop(), ()) if other not in found and (signs is None or signs[other] & shared)}
        found |= new
        seen.extend(new)
    return found


def _longest_chain(made: Graph, ways: Ways) -> int:
    """How many endless stretches in a row can take the same characters."""
    stretches = [place for place in sorted(ways) if place in ways[place]]
    lengths: dict[int, int] = {}
    # A position follows those that were written before it, for no repeat holds two stretches that take the same.
    for place in reversed(stretches):
        after = [other for other in stretches if other > place and made.signs[other] & made.signs[place]]
        linked = [other for other in after if other in _reached(place, ways, made.signs, made.signs[other] & made.signs[place])]
        lengths[place] = 1 + max((lengths[other] for other in linked), default=0)
    return max(lengths.values(), default=0)
