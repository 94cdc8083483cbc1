"""Rows that do not go together: keys twice or with a hole, names that differ, references that lead nowhere."""

from __future__ import annotations

import re
from random import Random

from pipeline.checks.declared import BeginsWith, OneName
from pipeline.checks.unities import SCHOOL
from tests.checks.planting.ground import Ground, Kind, Planted, altered, fits, pick, put, random_rows, written

TWICE = frozenset({"primary-key", "unique-keys", "unique-error", "row-twice"})
# A school's number and name, which are looked at without being asked for.
SCHOOLS = (("urn", "school_name"), ("URN", "EstablishmentName"))
AUTHORITIES = ("201", "306", "420", "840", "908")


def row_twice(random: Random, ground: Ground) -> Planted | None:
    """A row again, somewhere below."""
    if not ground.key() and not any(SCHOOL.fullmatch(name) for name in ground.rows[0]):
        return None
    row = next(row for row in random_rows(random, ground) if all(ground.rows[row][column] for column in ground.key()))
    at = random.randrange(row + 1, len(ground.rows) + 1)
    return Planted(written([*ground.rows[:at], ground.rows[row], *ground.rows[at:]]), TWICE, at + 1)


def key_twice(random: Random, ground: Ground) -> Planted | None:
    """The key of one row on another one."""
    if not ground.key():
        return None
    first, second = sorted(random.sample(range(1, len(ground.rows)), 2))
    return Planted(written(altered(ground, second, {column: ground.rows[first][column] for column in ground.key()})), TWICE, second + 1)


def key_with_a_hole(random: Random, ground: Ground) -> Planted | None:
    """A part of the key, or the whole of it, is missing."""
    key = ground.table.schema.get("primaryKey")
    if not key:
        return None
    spot = pick(random, ground, lambda field: field["name"] in key)
    return put(ground, spot, "", "key-null", "primary-key")._replace(field="") if spot else None


def two_names(random: Random, ground: Ground) -> Planted | None:
    """A row takes the number of another one and keeps its own name."""
    declared = [(entry.key, entry.name) for entry in ground.entries if isinstance(entry, OneName)]
    pairs = [pair for pair in (*declared, *SCHOOLS) if set(pair) <= set(ground.rows[0])]
    if not pairs:
        return None
    key, name = random.choice(pairs)
    number, title = ground.column(key), ground.column(name)
    first = random.randrange(1, len(ground.rows) // 2)
    first = next(place for place, row in enumerate(ground.rows) if row[number] == ground.rows[first][number])
    for second in random_rows(random, ground):
        if second > first and ground.rows[first][number] and ground.rows[second][title] not in ("", ground.rows[first][title]):
            rows = altered(ground, second, {number: ground.rows[first][number]})
            return Planted(written(rows), frozenset({"two-names"}), second + 1, name)
    return None


def leads_nowhere(random: Random, ground: Ground) -> Planted | None:
    """A reference to something that the other table does not have, though it looks like it."""
    spot = pick(random, ground, lambda field: field["name"] in ground.known)
    if not spot:
        return None
    kept = spot.text[: -len(re.findall(r"\d{1,5}$", spot.text)[0])]
    texts = (kept + f"{random.randrange(10**5):05}"[: len(spot.text) - len(kept)] for _ in range(1000))
    known = ground.known[str(spot.field["name"])]
    wrong = next((text for text in texts if fits(spot.field, text) and text not in known), None)
    return put(ground, spot, wrong, "foreign-key") if wrong else None


def another_authority(random: Random, ground: Ground) -> Planted | None:
    """A LAESTAB with the number of another authority."""
    if not any(isinstance(entry, BeginsWith) for entry in ground.entries) and "old_la_code" not in ground.rows[0]:
        return None
    spot = pick(random, ground, lambda field: field["name"] == "laestab")
    if not spot:
        return None
    number = random.choice([number for number in AUTHORITIES if not spot.text.startswith(number)])
    return put(ground, spot, number + spot.text[3:], "laestab-authority")


KINDS: dict[str, Kind] = {
    "a row twice": row_twice,
    "a key twice": key_twice,
    "a key with a hole": key_with_a_hole,
    "two names": two_names,
    "a reference to nothing": leads_nowhere,
    "a LAESTAB of another authority": another_authority,
}
