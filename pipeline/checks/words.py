"""What people are told of each fault, out of ``words.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.catalogue import read_yaml
from pipeline.catalogue.files import hold_keys
from pipeline.errors import CatalogueError

WORDS = Path(__file__).with_name("words.yaml")
KEYS = {"title", "description", "mend", "tags"}


@dataclass(frozen=True, slots=True)
class Words:
    """Of one code: its title, what is wrong in one sentence, how to mend it in one, and what it is about (as Frictionless tags it)."""

    title: str
    description: str
    mend: str
    tags: tuple[str, ...] = ()


@cache
def words() -> Mapping[str, Words]:
    """The words of every code of Frictionless's and ours. Raises CatalogueError for a key too many or too few."""
    read = read_yaml(WORDS)
    for code, entry in read.items():
        hold_keys(f"{WORDS.name}, {code}", entry, KEYS, KEYS)
    return {code: Words(entry["title"], entry["description"], entry["mend"], tuple(entry["tags"])) for code, entry in read.items()}


def words_of(code: str, said: Mapping[str, Words]) -> Words:
    """The words of one code. Raises CatalogueError for a code that has none."""
    if code not in said:
        raise CatalogueError(WORDS.name, "nothing", f"words for {code!r}")
    return said[code]
