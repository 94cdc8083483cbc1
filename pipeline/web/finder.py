"""The finder's index: small static files that answer a search for a place by a part of its name, its town or its postcode.

Grain: one row a place, repeated in each shard that holds one of its words. Words are sorted and cut into *shards* of at most
``SHARD`` bytes, as the leaves of a B-tree; a word with more places than fit (primary, london) has several shards, best first.
A *head* answers a beginning that several shards share (pr, st) with its first places, so that a first answer costs two small files.
*Inner* files lead from the inside of a word (mill) to the words that hold it (windmill). ``finder.js`` folds words as ``fold`` does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from pipeline.model import Level

SHARD = 40_000  # bytes: with the list of shards and finder.js well under the 100 KB that a first answer may cost
HEAD = 60  # rows: five times what the finder shows, so that a second word mostly finds its answer there
LEAST = 3  # letters: the shortest inside of a word that is looked for
SPELT = {"saint": "st", "ce": "church of england", "cofe": "church of england", "rc": "roman catholic", "mt": "mount"}

Row = list[str | int]


class Entry(NamedTuple):
    """One place as the finder and the A to Z know it; ``kind`` is what the reader is told that it is."""

    level: Level
    code: str
    name: str
    town: str = ""
    postcode: str = ""
    area: str = ""
    kind: str = ""
    closed: bool = False


def fold(text: str) -> list[str]:
    """The words of a text without case, accents and apostrophes: ``St Mary's & José`` is ``st marys and jose``."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['‘’`´]", "", text.lower()))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("&", " and ")).split()


def sort_name(name: str) -> str:
    """What a name is ordered by: folded, without a leading ``the``, short forms spelt one way."""
    words = " ".join(SPELT.get(word, word) for word in fold(name))
    return words.removeprefix("the ")


def words_of(entry: Entry) -> set[str]:
    """Every word under which a place is found: as written and as ``SPELT``."""
    words = [word for text in (entry.name, entry.town, entry.area) for word in fold(text)]
    spelt = [part for word in words if word in SPELT for part in SPELT[word].split()]
    return {*words, *spelt, "".join(fold(entry.postcode))} - {""}


def write(entries: Iterable[Entry], out: Path) -> None:
    """Write the finder's files into ``out``: ``index.json``, shards ``0.json`` …, heads ``h-pr.json`` … and inner files ``i-0.json`` …

    Raises ``OSError`` if the folder cannot be written. The bytes depend on the entries alone, not on their order.
    """
    index = _Index(sorted(entries, key=lambda entry: (entry.closed, sort_name(entry.name), entry.level, entry.code)))
    shards, inner = list(_shards(index)), list(_inner(index.words))
    marks = {"words": _marks([word for word, _ in shards], index.words), "inner": [cuts[0].partition("|")[2] for cuts in inner]}
    rules = {"head": HEAD, "least": LEAST, "spelt": SPELT}
    out.mkdir(parents=True, exist_ok=True)
    _dump(out / "index.json", {**rules, "kinds": index.kinds, "areas": index.areas, **marks})
    for number, cuts in enumerate(inner):
        _dump(out / f"i-{number}.json", cuts)
    for number, (_, found) in enumerate(shards):
        _dump(out / f"{number}.json", [index.rows[place] for place in found])
    for beginning in _shared(marks["words"]):
        _dump(out / f"h-{beginning}.json", [index.rows[place] for place in _head(index, beginning)])


class _Index:
    """The places in their order (open before closed, then by name) and, by word, their numbers in that order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        kinds = sorted({(entry.level, entry.kind, int(entry.closed)) for entry in entries})
        self.kinds, self.areas = [list(kind) for kind in kinds], sorted({entry.area for entry in entries})
        kind_at, area_at = {kind: at for at, kind in enumerate(kinds)}, {area: at for at, area in enumerate(self.areas)}
        self.rows: list[Row] = [
            [e.code, e.name, e.town, e.postcode, area_at[e.area], kind_at[e.level, e.kind, int(e.closed)]] for e in entries
        ]
        self.order = [(entry.closed, sort_name(entry.name)) for entry in entries]
        self.bytes = [len(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()) + 1 for row in self.rows]
        places: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(entries):
            for word in words_of(entry):
                places[word].append(place)
        self.places: Mapping[str, list[int]] = places
        self.words = sorted(places)

    def size(self, places: Iterable[int]) -> int:
        return sum(self.bytes[place] for place in places)

    def under(self, beginning: str) -> set[int]:
        """The places with a word that begins so."""
        words = takewhile(lambda word: word.startswith(beginning), self.words[bisect_left(self.words, beginning) :])
        return {place for word in words for place in self.places[word]}

    def named(self, beginning: str, closed: bool) -> range:
        """The open or closed places whose name begins so: a run, as places are in the order of their names."""
        return range(bisect_left(self.order, (closed, beginning)), bisect_left(self.order, (closed, beginning + "~")))


def _shards(index: _Index) -> Iterator[tuple[str, list[int]]]:
    """The first word and the places of each shard, in the order of the words."""
    first, held, size = "", set[int](), 0
    for word in index.words:
        new = [place for place in index.places[word] if place not in held]
        if held and size + index.size(new) > SHARD:
            yield first, sorted(held)
            first, held, size, new = "", set(), 0, index.places[word]
        if index.size(new) > SHARD:
            yield from ((word, part) for part in _parts(index, word))
            continue
        first, size = first or word, size + index.size(new)
        held.update(new)
    if held:
        yield first, sorted(held)


def _parts(index: _Index, word: str) -> Iterator[list[int]]:
    """The places of a frequent word, best first, in parts that each fit a shard."""
    part, size = list[int](), 0
    for place in _best_first(index, word, index.places[word]):
        if part and size + index.bytes[place] > SHARD:
            yield part
            part, size = [], 0
        part.append(place)
        size += index.bytes[place]
    yield part


def _best_first(index: _Index, beginning: str, places: Iterable[int]) -> list[int]:
    """Open before closed, names that begin so (after a "St", which hundreds share) before others, then by name."""
    begins = (beginning, f"st {beginning}")
    return sorted(places, key=lambda place: (index.order[place][0], not index.order[place][1].startswith(begins), place))


def _marks(firsts: Sequence[str], words: Sequence[str]) -> list[str]:
    """What tells the script in which shards a word may stand: as much of each first word as sets it apart from the shard before.

    The first word of a shard that is one part of a frequent word stands whole, so that the same mark twice means one word.
    """
    several = {before for before, after in pairwise(firsts) if before == after}
    lasts = ["", *(words[bisect_left(words, first) - 1] for first in firsts[1:])]
    return [first if first in several else first[: _alike(last, first) + 1] for last, first in zip(lasts, firsts, strict=True)]


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _shared(marks: Sequence[str]) -> list[str]:
    """The beginnings for which the script finds more than one shard."""
    several = {before for before, after in pairwise(marks) if before == after}
    return sorted({mark[:length] for mark in marks[1:] for length in range(1, len(mark))} | several)


def _head(index: _Index, beginning: str) -> list[int]:
    """The first places for a beginning: all of them if they are few."""
    found = list(index.named(beginning, closed=False))[:HEAD]
    return found if len(found) == HEAD else _best_first(index, beginning, index.under(beginning))[:HEAD]


def _inner(words: Iterable[str]) -> Iterator[list[str]]:
    """``wind|mill`` for each ending of each word without digits, by ending, in runs that fit a shard."""
    cuts = ((word[at:], word[:at]) for word in words if word.isalpha() for at in range(1, len(word) - LEAST + 1))
    parts = [f"{start}|{ending}" for ending, start in sorted(cuts)]
    run = SHARD // 20  # a part is shorter than 20 bytes on average
    yield from (parts[at : at + run] for at in range(0, len(parts), run))


def _dump(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
