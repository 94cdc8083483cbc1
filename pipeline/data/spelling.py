"""Names that a register prints in capitals only, for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SMALL = {"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with", "upon", "le", "de", "la"}
ABBREVIATIONS = {
    *("ACE", "ACES", "ACT", "BEC", "BOA", "BPI", "CCT", "CE", "CUL", "DYRMS", "EBS", "EKC", "EPA", "FCJ", "GDST", "GSSC"),
    *("GTS", "HCAT", "II", "III", "JCB", "LIPA", "MAT", "NSB", "PACT", "PPAT", "QED", "QEGS", "QEGSMAT", "RC", "RET"),
    *("RMET", "SDBE", "SENDAT", "SFAET", "STEM", "UK", "UTC", "UTS", "VA", "VC", "VI", "XP"),
}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Names in mixed case by the same name without regard to case; the first spelling found counts."""
    found: dict[str, str] = {}
    for name in names:
        if name not in (name.upper(), name.lower()):
            found.setdefault(" ".join(name.casefold().split()), " ".join(name.split()))
    return found


def readable(name: str, known: Mapping[str, str]) -> str:
    """A name in capitals as another source spells it (``known``, from ``spellings``), else by the rules of titles.

    A name in mixed case stays as it is, and so do abbreviations and words with a digit or dots inside.
    """
    plain = " ".join(name.split())
    if plain != plain.upper():
        return plain
    return known.get(plain.casefold()) or _title(plain)


def _title(name: str) -> str:
    text = WORD.sub(lambda match: _word(match.group(), name, match.start(), match.end()), name)
    return text[:1].upper() + text[1:]


def _word(word: str, name: str, start: int, end: int) -> str:
    dotted = len(word) == 1 and "." in name[max(0, start - 1) : start] + name[end : end + 1]
    if dotted or word in ABBREVIATIONS or any(letter.isdigit() for letter in word):
        return word
    opens = start == 0 or name[start - 1] in "(/:" or name[max(0, start - 2) : start] in ("- ", ", ")
    if word.casefold() in SMALL and not opens:
        return word.casefold()
    return word[:1] + word[1:].casefold()
