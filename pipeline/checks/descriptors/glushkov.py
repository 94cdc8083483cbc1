"""A pattern as the graph of its characters: which of them may follow which, and in how many ways."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from pipeline.errors import CatalogueError

# The standard library's own reading of a pattern; it has no public name.
sre: Any = importlib.import_module("re._parser")

# ASCII, and one more bit for every other character.
OTHER = 1 << 128
EVERY = (1 << 129) - 1
CATEGORIES = {
    "DIGIT": sum(1 << ord(sign) for sign in "0123456789") | OTHER,
    "SPACE": sum(1 << ord(sign) for sign in " \t\n\r\f\v") | OTHER,
    "WORD": sum(1 << code for code in range(128) if chr(code).isalnum() or code == ord("_")) | OTHER,
}
POSITIONS = 2000
# A repeat of so many may be written out; more is as good as endless.
# Where the repeated part varies in length, only a few are.
COPIES, FEW = 32, 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pattern: whether it can be empty, with which positions it begins and ends."""

    empty: bool = True
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()


@dataclass(slots=True)
class Graph:
    """``signs`` are the characters that each position takes, as bits; ``follows`` counts the ways from one position to another."""

    where: str
    signs: list[int] = field(default_factory=list)
    follows: Counter[tuple[int, int]] = field(default_factory=Counter)
    fold: bool = False

    def join(self, before: Iterable[int], after: Iterable[int]) -> None:
        """One more way from each position before to each after."""
        self.follows.update(product(before, after))

    def place(self, signs: int) -> Part:
        """One more position. Raises CatalogueError when there are too many."""
        if len(self.signs) >= POSITIONS:
            raise CatalogueError(self.where, "a pattern of too many characters", f"at most {POSITIONS}, repeats written out")
        self.signs.append(_folded(signs) if self.fold else signs)
        here = frozenset([len(self.signs) - 1])
        return Part(False, here, here)


def graph(where: str, pattern: str) -> Graph:
    """The graph of a pattern. Raises CatalogueError for what it has no place for."""
    try:
        parsed = sre.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise CatalogueError(where, f"a pattern that Python does not take ({error})", "a regular expression") from error
    made = Graph(where, fold=bool(parsed.state.flags & re.IGNORECASE))
    _sequence(made, parsed)
    return made


def _sequence(made: Graph, items: Any) -> Part:
    whole = Part()
    for name, value in items:
        whole = _then(made, whole, _part(made, str(name), value))
    return whole


def _then(made: Graph, one: Part, other: Part) -> Part:
    made.join(one.last, other.first)
    first = one.first | other.first if one.empty else one.first
    last = one.last | other.last if other.empty else other.last
    return Part(one.empty and other.empty, first, last)


def _part(made: Graph, name: str, value: Any) -> Part:
    if name == "AT":
        return Part()
    if name == "SUBPATTERN":
        made.fold = made.fold or bool(value[1] & re.IGNORECASE)
        return _sequence(made, value[3])
    if name == "BRANCH":
        return _branch(made, value[1])
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        return _repeat(made, *value)
    return made.place(_signs(made.where, name, value))


def _branch(made: Graph, branches: Any) -> Part:
    parts = [_sequence(made, branch) for branch in branches]
    if sum(part.empty for part in parts) > 1:
        raise CatalogueError(made.where, "a pattern with two alternatives that take the same", "one of them")
    first: frozenset[int] = frozenset().union(*(part.first for part in parts))
    return Part(any(part.empty for part in parts), first, frozenset().union(*(part.last for part in parts)))


def _repeat(made: Graph, least: int, most: int, body: Any) -> Part:
    shortest, longest = body.getwidth()
    if most <= 1:
        part = _sequence(made, body) if most else Part()
        return Part(part.empty or least == 0, part.first, part.last)
    if most > (COPIES if shortest == longest else FEW):
        part = _sequence(made, body)
        made.join(part.last, part.first)
        if part.empty and most <= COPIES:
            # So many chances to take nothing: as many ways as there are choices among them.
            made.join(part.last, part.first)
        return Part(part.empty or least == 0, part.first, part.last)
    whole = Part()
    for number in range(most, 0, -1):
        whole = _then(made, _sequence(made, body), whole)
        whole = Part(whole.empty or number > least, whole.first, whole.last)
    return whole


def _signs(where: str, name: str, value: Any) -> int:
    if name == "LITERAL":
        return 1 << value if value < 128 else OTHER
    if name == "NOT_LITERAL":
        return EVERY & ~(1 << value) if value < 128 else EVERY
    if name == "ANY":
        return EVERY
    if name == "RANGE":
        low, high = value
        return sum(1 << code for code in range(low, min(high, 127) + 1)) | (OTHER if high > 127 else 0)
    if name == "CATEGORY":
        kind = str(value).removeprefix("CATEGORY_")
        return EVERY & ~CATEGORIES[kind[4:]] | OTHER if kind.startswith("NOT_") else CATEGORIES[kind]
    if name == "IN":
        negated = any(str(item[0]) == "NEGATE" for item in value)
        signs = 0
        for kind, item in value:
            signs |= 0 if str(kind) == "NEGATE" else _signs(where, str(kind), item)
        return EVERY & ~signs | OTHER if negated else signs
    raise CatalogueError(where, f"a pattern with {name.lower()}", "a pattern without look-around or back-reference")


def _folded(signs: int) -> int:
    for code in range(65, 91):
        if signs & (1 << code | 1 << code + 32):
            signs |= 1 << code | 1 << code + 32
    return signs
