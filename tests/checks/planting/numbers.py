"""Numbers as they should not be written."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.checks.planting.ground import Field, Ground, Kind, Planted, numeric, pick, put, written

ARABIC, FULL_WIDTH = "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"
SYMBOLS = ("q", "?", "SUPP", "*", "..", "NE", "n/a", "DNS2", "<5")
THIN, UNBROKEN = "\u202f", "\u00a0"


def _written_as(write: Callable[[Random, str], str], *codes: str, wanted: Callable[[Field], bool] = numeric) -> Kind:
    def plant(random: Random, ground: Ground) -> Planted | None:
        spot = pick(random, ground, wanted, lambda text: text.lstrip("-").replace(".", "").isdecimal())
        return put(ground, spot, write(random, spot.text), *codes) if spot else None

    return plant


def _grouped(random: Random, separator: str) -> str:
    return f"{random.randint(1, 99)}{separator}{random.randint(0, 999):03}"


def _digits(digits: str) -> Callable[[Random, str], str]:
    return lambda _, text: text.translate(str.maketrans("0123456789", digits))


def integer(field: Field) -> bool:
    """Whether a field holds whole numbers."""
    return bool(field["type"] == "integer")


def thousands_unquoted(random: Random, ground: Ground) -> Planted | None:
    """The comma of the thousands makes two cells of one."""
    spot = pick(random, ground, numeric)
    if not spot:
        return None
    row = (*ground.rows[spot.row][: spot.column], *_grouped(random, ",").split(","), *ground.rows[spot.row][spot.column + 1 :])
    rows = [*ground.rows[: spot.row], row, *ground.rows[spot.row + 1 :]]
    return Planted(written(rows), frozenset({"extra-cell"}), spot.row + 1)


KINDS: dict[str, Kind] = {
    "not a number": _written_as(lambda random, _: random.choice(["NaN", "nan", "-nan"]), "not-a-number"),
    "infinity": _written_as(lambda random, _: random.choice(["INF", "-Infinity", "inf"]), "not-a-number"),
    "underscores": _written_as(lambda random, _: _grouped(random, "_"), "digit-group"),
    "arabic digits": _written_as(_digits(ARABIC), "foreign-digit"),
    "full-width digits": _written_as(_digits(FULL_WIDTH), "foreign-digit"),
    "thousands, quoted": _written_as(lambda random, _: _grouped(random, ","), "type-error", "digit-group"),
    "thousands, unquoted": thousands_unquoted,
    "thin blanks": _written_as(lambda random, _: _grouped(random, THIN), "digit-group"),
    "blanks": _written_as(lambda random, _: _grouped(random, random.choice([" ", UNBROKEN])), "digit-group"),
    "a decimal comma": _written_as(lambda random, _: f"{random.randint(1, 9)},{random.randint(1, 9)}", "type-error"),
    "a sign of its unit": _written_as(lambda random, text: random.choice([f"{text}%", f"£{text}", f"{text}p"]), "type-error"),
    "words": _written_as(lambda random, text: random.choice([f"about {text}", f"{text} pupils", "none"]), "type-error"),
    "an unknown symbol": _written_as(lambda random, _: random.choice(SYMBOLS), "type-error"),
    "a letter for a nought": _written_as(lambda _, text: f"{text}O", "type-error"),
    "two points": _written_as(lambda _, text: f"{text}.1.2", "type-error"),
    "a part of a whole": _written_as(lambda random, text: f"{text}.{random.randint(1, 9)}", "type-error", wanted=integer),
    "a power of ten": _written_as(lambda random, _: f"{random.randint(1, 9)}.2E+05", "type-error", wanted=integer),
}
