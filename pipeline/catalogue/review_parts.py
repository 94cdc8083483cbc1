"""The parts of a review's contract, each read strictly: what is not one of its keys or kinds is a CatalogueError."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from pipeline.catalogue.files import hold_keys, hold_unique
from pipeline.errors import CatalogueError
from pipeline.evidence import COMPUTED, UNKNOWN, UNRATED, Author, Certainty, Cost, Edition, Moderator, Note, Origin, PoolPlan

STEPS = ("identified", "screened", "full_text", "studies", "effects")
BANDS = ("very low", "low", "moderate", "high", "very high", UNRATED)


def text(where: str, content: Mapping[str, Any], key: str) -> str:
    """The words under ``key``, in one line. Raises CatalogueError where there are none."""
    found = content[key]
    if not isinstance(found, str) or not found.strip():
        raise CatalogueError(f"{where}, {key}", repr(found), f"words, or {UNKNOWN!r}")
    return " ".join(found.split())


def texts(where: str, content: Mapping[str, Any], key: str, least: int = 1) -> tuple[str, ...]:
    """The list of words under ``key``, each once. Raises CatalogueError if it is shorter than ``least``."""
    found = content[key]
    if not isinstance(found, list) or len(found) < least or not all(isinstance(each, str) and each.strip() for each in found):
        raise CatalogueError(f"{where}, {key}", repr(found), "a list of words" + (", one at least" if least else ""))
    hold_unique(f"{where}, {key}", "entry", found)
    return tuple(found)


def choice(where: str, content: Mapping[str, Any], key: str, known: tuple[str, ...]) -> Any:
    """The word under ``key``. Raises CatalogueError unless it is one of those ``known``."""
    if content[key] not in known:
        raise CatalogueError(f"{where}, {key}", repr(content[key]), f"one of {', '.join(known)}")
    return content[key]


def day(where: str, found: Any) -> date:
    """A day written as 2026-11-25. Raises CatalogueError."""
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise CatalogueError(where, repr(found), "a day such as 2026-11-25") from None


def _each(where: str, entries: Any, known: set[str], least: int = 1) -> list[dict[str, Any]]:
    """A list of mappings with exactly the keys ``known``."""
    if not isinstance(entries, list) or len(entries) < least:
        raise CatalogueError(where, repr(entries), "a list" + (", of one entry at least" if least else ""))
    for entry in entries:
        hold_keys(where, entry, known, known)
    return entries


def flow(where: str, content: Any) -> dict[str, int | str]:
    """How many records went through each step, or that it is not known here. Raises CatalogueError."""
    hold_keys(where, content, set(STEPS), set(STEPS))
    for step, count in content.items():
        if count != UNKNOWN and (type(count) is not int or count < 0):
            raise CatalogueError(f"{where}, {step}", repr(count), f"a number, or {UNKNOWN!r}")
    return {step: content[step] for step in STEPS}


def authors(where: str, entries: Any) -> tuple[Author, ...]:
    """Who wrote the source. Raises CatalogueError."""
    listed = _each(where, entries, {"name", "conflicts"})
    return tuple(Author(text(where, each, "name"), text(where, each, "conflicts")) for each in listed)


def history(where: str, entries: Any) -> tuple[Edition, ...]:
    """What was changed here, newest first. Raises CatalogueError."""
    listed = _each(where, entries, {"date", "version", "what"})
    found = tuple(Edition(day(where, each["date"]), text(where, each, "version"), text(where, each, "what")) for each in listed)
    if any(later.date < earlier.date for later, earlier in pairwise(found)):
        raise CatalogueError(where, "an older entry above a newer one", "the newest first")
    return found


def origin(where: str, content: Any) -> Origin:
    """The published source. Raises CatalogueError."""
    keys = {"citation", "doi", "licence", "caution"}
    hold_keys(where, content, keys, keys)
    return Origin(**{key: text(where, content, key) for key in keys})


def pools(where: str, entries: Any, columns: frozenset[str]) -> tuple[PoolPlan, ...]:
    """The named pools, of which one at least is a headline. Raises CatalogueError."""
    found = tuple(_pool(where, each, columns) for each in _each(where, entries, {"id", "title", "where", "headline"}))
    hold_unique(where, "pool", (each.id for each in found))
    if not any(each.headline for each in found):
        raise CatalogueError(where, "no headline", "one pool at least with headline: true")
    return found


def _pool(where: str, entry: dict[str, Any], columns: frozenset[str]) -> PoolPlan:
    here = f"{where}, {entry['id']}"
    conditions = entry["where"]
    if not isinstance(conditions, dict) or type(entry["headline"]) is not bool:
        raise CatalogueError(here, repr(entry), "where: {column: [values]} and headline: true or false")
    _hold_columns(here, tuple(conditions), columns)
    chosen = {column: texts(f"{here}, where", conditions, column) for column in conditions}
    return PoolPlan(text(where, entry, "id"), text(here, entry, "title"), chosen, entry["headline"])


def moderators(where: str, entries: Any, columns: frozenset[str]) -> tuple[Moderator, ...]:
    """The columns by which pools are folded. Raises CatalogueError."""
    listed = _each(where, entries, {"column", "title"}, least=0)
    found = tuple(Moderator(text(where, each, "column"), text(where, each, "title")) for each in listed)
    _hold_columns(where, tuple(each.column for each in found), columns)
    hold_unique(where, "column", (each.column for each in found))
    return found


def _hold_columns(where: str, named: tuple[str, ...], columns: frozenset[str]) -> None:
    for column in named:
        if column not in columns:
            raise CatalogueError(where, f"the column {column!r}", "a column of the table of effects")


def certainty(where: str, content: Any) -> Certainty:
    """How the certainty is rated, in those words. Raises CatalogueError."""
    keys = {"rating", "why", "applicability"}
    hold_keys(where, content, keys, keys)
    rating = choice(where, content, "rating", (COMPUTED, UNRATED))
    return Certainty(rating, text(where, content, "why"), text(where, content, "applicability"))


def cost(where: str, content: Any) -> Cost:
    """The band of cost. Raises CatalogueError."""
    hold_keys(where, content, {"band", "basis"}, {"band", "basis"})
    return Cost(choice(where, content, "band", BANDS), text(where, content, "basis"))


def notes(where: str, entries: Any) -> tuple[Note, ...]:
    """What is to be said of single effects. Raises CatalogueError."""
    listed = _each(where, entries, {"effects", "note"}, least=0)
    found = tuple(Note(texts(where, each, "effects"), text(where, each, "note")) for each in listed)
    hold_unique(where, "effect", (effect for each in found for effect in each.effects))
    return found
