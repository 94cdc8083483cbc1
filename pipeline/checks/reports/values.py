"""A cell's text as it can be shown: nothing unseen, nothing endless."""

from __future__ import annotations

SHOWN = 60
SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def seen(text: str) -> str:
    """``text`` in one line: whatever does not show (control characters, odd blanks, marks of direction) is escaped as in Python."""
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    if character in SHORT:
        return SHORT[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shortened(text: str, limit: int = SHOWN) -> str:
    """``text`` with its middle left out if it is longer than ``limit``, so that both ends can be found again."""
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def quoted(text: str, limit: int = SHOWN) -> str:
    """A cell between quotes, so that a blank at its edge shows, with its length if it was shortened."""
    length = f" ({len(text):,} characters)" if len(text) > limit else ""
    return f'"{seen(shortened(text, limit))}"{length}'
