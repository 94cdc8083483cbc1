"""The finder's index: small static files that answer a search for a place by a part of its name, its town or its postcode.

Grain: each place stands once, as a row, in the order of names (open places before closed ones), cut into files ``r-0.json`` … of at most
``ROWS`` bytes. Each word stands once, with the numbers of its places, in files ``w-0.json`` … of at most ``WORDS`` bytes. A word of more
than ``FREQUENT`` places (school, primary) narrows nothing: it has its first ``HEAD`` places alone, and the script looks for it in the rows.
*Inner* files ``i-0.json`` … lead from the inside of a word (mill) to the words that hold it (windmill).
``find_places.js`` folds words as ``fold`` does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.model import Level
from pipeline.web.runs import Names, cut

ROWS, WORDS, INNER = 4_000, 8_000, 40_000  # bytes: a first answer, with the lists of files and the scripts, costs under 100 KB
FREQUENT = 5_000  # places: 12 KB of numbers, which then fill a file of their own
HEAD = 60  # places: five times what the finder shows
LEAST = 3  # letters: the shortest inside of a word that is looked for
SPELT = {"saint": "st", "ce": "church of england", "cofe": "church of england", "rc": "roman catholic", "mt": "mount"}


class Entry(NamedTuple):
    """One place as the finder and the A to Z know it; ``kind`` is what the reader is told that it is, ``more`` what its row adds."""

    level: Level
    code: str
    name: str
    town: str = ""
    postcode: str = ""
    area: str = ""
    kind: str = ""
    closed: bool = False
    more: tuple[object, ...] = ()


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
    return name_words(entry) | _spelt(word for text in (entry.town, entry.area) for word in fold(text)) | ({_post(entry)} - {""})


def name_words(entry: Entry) -> set[str]:
    """The words of the name, and the district of the postcode, which is as good as one."""
    return _spelt(fold(entry.name)) | set(fold(entry.postcode)[:1])


def write(entries: Iterable[Entry], out: Path) -> None:
    """Write the finder's files into ``out``: ``index.json``, and those of rows, of words and of insides of words.

    Raises ``OSError`` if the folder cannot be written. The bytes depend on the entries alone, not on their order.
    """
    ordered = sorted(entries, key=lambda entry: (entry.closed, sort_name(entry.name), entry.level, entry.code))
    kinds = sorted({(entry.level, entry.kind, int(entry.closed)) for entry in ordered})
    areas = sorted({entry.area for entry in ordered})
    rows = [_row(entry, kinds, areas) for entry in ordered]
    names = Names([sort_name(entry.name) for entry in ordered], [entry.closed for entry in ordered])
    runs = list(cut(names, list(map(_bytes, rows)), ROWS))
    words = list(_words(ordered))
    lists, inner = list(_cut([line for _, line in words], WORDS)), list(_inner([word for word, _ in words]))
    out.mkdir(parents=True, exist_ok=True)
    _files(out, {"r": [rows[first:end] for first, end in runs], "w": lists, "i": inner})
    marks = {
        "open": sum(not entry.closed for entry in ordered),
        "rows": [end - first for first, end in runs],
        "names": [names.mark(first) for first, _ in runs],
        "words": [run[0].partition("|")[0] for run in lists],
        "inner": [run[0].partition("|")[2] for run in inner],
    }
    _dump(out / "index.json", {"least": LEAST, "spelt": SPELT, "kinds": kinds, "areas": areas, **marks})


def _spelt(words: Iterable[str]) -> set[str]:
    found = set(words)
    return found | {part for word in found & SPELT.keys() for part in SPELT[word].split()}


def _post(entry: Entry) -> str:
    return "".join(fold(entry.postcode))


def _row(entry: Entry, kinds: Sequence[object], areas: Sequence[str]) -> str:
    kind = kinds.index((entry.level, entry.kind, int(entry.closed)))
    return _json([entry.code, entry.name, entry.town, entry.postcode, areas.index(entry.area), kind, *entry.more])


def _words(ordered: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """``WORD|NAMED|ELSEWHERE|WHOLE`` for each word in order, and the word: in both lists of numbers each is told as the step from the
    one before, ``WHOLE`` is 0 where only the first places are listed."""
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, entry in enumerate(ordered):
        named = name_words(entry)
        for word in words_of(entry):
            places[word][word not in named].append(number)
    for word, (named_in, elsewhere) in sorted(places.items()):
        whole = len(named_in) + len(elsewhere) <= FREQUENT
        lists = (named_in, elsewhere) if whole else (_best(ordered, word, named_in), [])
        yield word, "|".join((word, *map(_steps, lists), str(int(whole))))


def _best(ordered: Sequence[Entry], word: str, numbers: Sequence[int]) -> list[int]:
    """The first places of a frequent word: open ones, those whose name begins so before others, then by name."""
    best = sorted(numbers, key=lambda number: (ordered[number].closed, not sort_name(ordered[number].name).startswith(word), number))
    return sorted(best[:HEAD])


def _steps(numbers: Sequence[int]) -> str:
    return ",".join(str(number - before) for before, number in zip((0, *numbers), numbers, strict=False))


def _inner(words: Iterable[str]) -> Iterator[list[str]]:
    """``wind|mill`` for each ending of each word without digits, by ending, in runs that fit a file."""
    cuts = ((word[at:], word[:at]) for word in words if word.isalpha() for at in range(1, len(word) - LEAST + 1))
    yield from _cut([f"{start}|{ending}" for ending, start in sorted(cuts)], INNER)


def _cut(lines: Iterable[str], room: int) -> Iterator[list[str]]:
    """Lines in runs of at most ``room`` bytes."""
    run, size = list[str](), 0
    for line in lines:
        if run and size + _bytes(line) > room:
            yield run
            run, size = [], 0
        run.append(line)
        size += _bytes(line)
    yield from [run] if run else []


def _files(out: Path, kinds: dict[str, list[list[str]]]) -> None:
    """Rows are JSON already; the others are lines."""
    for kind, runs in kinds.items():
        for number, run in enumerate(runs):
            told = run if kind == "r" else map(_json, run)
            (out / f"{kind}-{number}.json").write_text(f"[{','.join(told)}]", encoding="utf-8")


def _bytes(text: str) -> int:
    return len(text.encode()) + 3


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _dump(path: Path, content: object) -> None:
    path.write_text(_json(content), encoding="utf-8")
