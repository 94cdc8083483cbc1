"""Texts that something has happened to on their way: encodings, spreadsheets, careless programs."""

from __future__ import annotations

import string
from collections.abc import Callable
from random import Random

from tests.checks.planting.ground import Field, Ground, Kind, Planted, fits, pick, prose, put, textual

ACCENTED = "éèüñ’–£ö"
EXCEL = ("Sep-19", "5-Jan", "Mar-04", "11-May", "1-Dec")
FORMULAS = (
    '=HYPERLINK("http://example.org";"here")',
    "=cmd|' /C calc'!A0",
    "+SUM(A1:A9)",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "=1+2+A3",
    '-IMPORTXML(CONCAT("http://example.org"),"//a")',
)
LARGE = 10_000_000


def _written_as(write: Callable[[Random, str], str], *codes: str, wanted: Callable[[Field], bool] = textual) -> Kind:
    def plant(random: Random, ground: Ground) -> Planted | None:
        spot = pick(random, ground, wanted, lambda text: any(letter in text for letter in string.ascii_letters) or wanted is textual)
        return put(ground, spot, write(random, spot.text), *codes) if spot else None

    return plant


def inserted(random: Random, text: str, what: str) -> str:
    """The text with something more inside it, or instead of one of its letters."""
    at = random.randrange(1, len(text) + 1)
    return text[:at] + what + text[at + random.randint(0, 1) :]


def garbled(random: Random, text: str) -> str:
    """A letter beyond ASCII, whose UTF-8 was read as Windows-1252, once or (of some) twice."""
    letter = random.choice(ACCENTED)
    for _ in range(random.choice([1, 1, 2])):
        letter = letter.encode("utf-8").decode("cp1252")
    return inserted(random, text, letter)


def garbled_as_latin_1(random: Random, text: str) -> str:
    """The same with Latin-1, which has control characters where Windows has letters."""
    return inserted(random, text, random.choice(ACCENTED).encode("utf-8").decode("latin-1"))


def controlled(random: Random, text: str) -> str:
    """A character that nobody can see."""
    return inserted(random, text, random.choice("\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x85\x96"))


def breaks_its_list(random: Random, ground: Ground) -> Planted | None:
    """A value that is not on the field's list: another case, a blank too many, a word of its own."""
    spot = pick(random, ground, lambda field: "enum" in field.get("constraints", {}))
    if not spot:
        return None
    others = (spot.text.swapcase(), f"{spot.text}s", spot.text[:-1], "Unknown", spot.text.replace(" ", "  "), "other")
    return put(ground, spot, random.choice([text for text in others if not fits(spot.field, text) and text]), "constraint-error")


def breaks_its_pattern(random: Random, ground: Ground) -> Planted | None:
    """A code with a digit too few, too many or a wrong one."""
    spot = pick(random, ground, lambda field: "pattern" in field.get("constraints", {}))
    if not spot:
        return None
    at = random.randrange(len(spot.text))
    others = (spot.text[:at] + spot.text[at + 1 :], f"{spot.text}0", spot.text[:at] + "O" + spot.text[at + 1 :], f"0{spot.text}")
    wrong = [text for text in others if not fits(spot.field, text) and text]
    return put(ground, spot, random.choice(wrong), "constraint-error") if wrong else None


def is_required(random: Random, ground: Ground) -> Planted | None:
    """Nothing where there must be something."""
    spot = pick(random, ground, lambda field: bool(field.get("constraints", {}).get("required")))
    return put(ground, spot, "", "constraint-error", "key-null", "primary-key") if spot else None


KINDS: dict[str, Kind] = {
    "a nought byte": _written_as(lambda random, text: inserted(random, text, "\0"), "control-character"),
    "a control character": _written_as(controlled, "control-character"),
    "mojibake": _written_as(garbled, "mojibake", wanted=prose),
    "mojibake of Latin-1": _written_as(garbled_as_latin_1, "mojibake", "control-character", wanted=prose),
    "a replacement character": _written_as(lambda random, text: inserted(random, text, "\ufffd"), "mojibake", wanted=prose),
    "a date of Excel's": _written_as(lambda random, _: random.choice(EXCEL), "excel-date", "constraint-error"),
    "a leading blank": _written_as(lambda random, text: random.choice([" ", "  ", "\t"]) + text, "outer-blank", "constraint-error"),
    "a trailing blank": _written_as(lambda random, text: text + random.choice([" ", "   ", "\t"]), "outer-blank", "constraint-error"),
    "a blank that does not break": _written_as(
        lambda random, text: random.choice([f"\u00a0{text}", f"{text}\u00a0", f"{text}\u200b", f"\ufeff{text}"]),
        "outer-blank",
        "constraint-error",
    ),
    "a large cell": _written_as(lambda _, text: (text * (LARGE // len(text) + 1))[:LARGE], "large-cell", wanted=prose),
    "a formula": _written_as(lambda random, _: random.choice(FORMULAS), "formula-cell", wanted=prose),
    "not on the list": breaks_its_list,
    "not of the pattern": breaks_its_pattern,
    "nothing where required": is_required,
}
