"""Texts that Frictionless takes for right, or cannot see to be wrong: slips of spreadsheets, encodings and careless programs."""

from __future__ import annotations

import re

NOT_A_NUMBER = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
DIGIT_GROUP = re.compile(r"[+-]?\d+(?:[_ \u00a0\u202f']\d+)+(?:\.\d+)?")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
EXCEL_DATE = re.compile(rf"\d{{1,2}}-(?:{MONTHS})|(?:{MONTHS})-\d{{2}}")
# What Python's strip would take off, a blank that does not break and a byte order mark: none of them shows at a cell's edge.
BLANKS = " \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\ufeff"
REPLACEMENT = "\ufffd"


def lapse(text: str, kind: str) -> str:
    """The code of what is wrong with ``text`` in a field of the type ``kind``, or "" if nothing is to be seen.

    It knows only slips that Frictionless lets through; whether the text is of its type is Frictionless's own affair.
    """
    if text != text.strip(BLANKS):
        return "outer-blank"
    if kind in ("integer", "number"):
        return _of_a_number(text)
    if mojibake(text):
        return "mojibake"
    return "excel-date" if kind == "string" and EXCEL_DATE.fullmatch(text) else ""


def _of_a_number(text: str) -> str:
    if NOT_A_NUMBER.fullmatch(text):
        return "not-a-number"
    if any(character.isdigit() and not character.isascii() for character in text):
        return "foreign-digit"
    return "digit-group" if DIGIT_GROUP.fullmatch(text) else ""


def mojibake(text: str) -> bool:
    """Whether ``text`` is UTF-8 that somebody read as Windows-1252 (or Latin-1), or has lost a letter to the replacement character."""
    if REPLACEMENT in text:
        return True
    return any(_read_wrongly(text, encoding) for encoding in ("cp1252", "latin-1"))


def _read_wrongly(text: str, encoding: str) -> bool:
    """Read back, such a text is UTF-8 again, which a text of real letters hardly ever is. A run of it within other letters counts too."""
    for run in re.findall(r"[^\x00-\x7f]{2,}", text):
        try:
            run.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        return True
    return False
