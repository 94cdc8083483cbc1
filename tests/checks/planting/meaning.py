"""Figures, days and periods that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from pipeline.checks.meaning import CHANGE_NAME, COUNT_NAME, PERIOD_NAME
from tests.checks.planting.ground import Field, Ground, Kind, Planted, numeric, pick, put

COUNTED = ("pupils", "sessions", "schools")


def _share(field: Field) -> bool:
    return numeric(field) and field.get("unit") == "percent"


def _count(field: Field) -> bool:
    named = COUNT_NAME.fullmatch(field["name"]) and not CHANGE_NAME.fullmatch(field["name"])
    return numeric(field) and not _share(field) and (field.get("unit") in COUNTED or bool(named))


def _day(field: Field) -> bool:
    return bool(field["type"] == "date")


def _period(field: Field) -> bool:
    return bool(PERIOD_NAME.fullmatch(field["name"]))


def _bounded(field: Field) -> bool:
    return numeric(field) and "maximum" in field.get("constraints", {})


def _planted(write: Callable[[Random, str], str], wanted: Callable[[Field], bool], *codes: str) -> Kind:
    def plant(random: Random, ground: Ground) -> Planted | None:
        spot = pick(random, ground, wanted)
        return put(ground, spot, write(random, spot.text), *codes) if spot else None

    return plant


def british(random: Random, text: str) -> str:
    """A day as it is written in letters."""
    year, month, day = text.split("-")
    return random.choice([f"{day}/{month}/{year}", f"{day}-{month}-{year}", f"{day}.{month}.{year[2:]}", f"{year}{month}{day}"])


def never(random: Random, text: str) -> str:
    """A day that is not in the calendar."""
    return text[:5] + random.choice(["02-30", "06-31", "13-01", "00-10", "01-32"])


def later(random: Random, text: str) -> str:
    """A period that has not begun, written as this one is."""
    year = random.randint(2027, 2098)
    return {7: f"{year}-{(year + 1) % 100:02}", 6: f"{year}{(year + 1) % 100:02}"}[len(text)]


def out_of_bounds(random: Random, ground: Ground) -> Planted | None:
    """A figure beyond what its field allows."""
    spot = pick(random, ground, _bounded)
    if not spot:
        return None
    rules = spot.field["constraints"]
    beyond = [rules["maximum"] + random.randint(1, 9), *([rules["minimum"] - random.randint(1, 9)] if "minimum" in rules else [])]
    return put(ground, spot, str(random.choice(beyond)), "constraint-error")


KINDS: dict[str, Kind] = {
    "more than a hundred per cent": _planted(
        lambda random, _: f"{100 + random.choice([0.1, 3, 250])}", _share, "out-of-range-percent", "constraint-error"
    ),
    "less than nothing per cent": _planted(
        lambda random, _: f"-{random.choice(['0.1', '12.5', '3'])}", _share, "out-of-range-percent", "constraint-error"
    ),
    "a negative count": _planted(lambda random, _: f"-{random.randint(1, 99)}", _count, "negative-count", "constraint-error"),
    "out of bounds": out_of_bounds,
    "a day in British": _planted(british, _day, "type-error"),
    "a day that never was": _planted(never, _day, "type-error"),
    "a day as Excel counts": _planted(lambda random, _: str(random.randint(30_000, 46_000)), _day, "type-error"),
    "a day with its hour": _planted(lambda _, text: f"{text}T00:00:00", _day, "type-error"),
    "a day to come": _planted(lambda random, text: f"{random.randint(2040, 2999)}{text[4:]}", _day, "future-period"),
    "a period to come": _planted(later, _period, "future-period"),
}
