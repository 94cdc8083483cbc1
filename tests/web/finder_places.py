"""A made-up England for the finder: names that begin alike, short forms, accents, closed schools."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.web import finder
from pipeline.web.finder import Entry

ROOM = 1500  # bytes a file
PAGES = [
    ["methods/", "What is checked", "How a slip is stopped.", [["quarries", "Stone of a quarry"], ["ways", "Ways to look"]]],
    ["measure/away.html", "Away often", "How many pupils miss a lot of school?", []],
    ["data/absence/", "Absence", "", []],
]
STEMS = ("Alder", "Birch", "Cedar", "Windmill", "Millbrook", "Oakfield", "St Mary's", "Saint Paul's", "Mount Street", "Priory")
ENDS = ("Primary School", "CofE Primary School", "Nursery School", "Academy", "High School")
TOWNS = ("Leeds", "Bath", "St Albans", "Stoke", "London", "Milton Keynes")


def many() -> list[Entry]:
    """300 made-up schools, then a trust, an area and closed schools."""
    names = [f"{stem} {end}" for stem in STEMS for end in ENDS for _ in TOWNS]
    schools = [
        Entry("school", f"{100000 + at}", name, TOWNS[at % 6], f"AB{at % 30 + 1} {at % 9}XY", "Anyshire", "Primary school")
        for at, name in enumerate(names)
    ]
    return [
        *schools,
        Entry("school", "200001", 'José & Zoë\'s "Little" School', "King’s Lynn", "PE30 1AA", "Norfolk", "Nursery school"),
        Entry("school", "200002", "The Quarry School", "Poole", "BH15 4AB", "Dorset", "Special school"),
        Entry("school", "300001", "Windmill Infant School", "Leeds", "LS10 3HQ", "", "Closed school", closed=True),
        Entry("trust", "5001", "QUARRY LEARNING TRUST", kind="Multi-academy trust"),
        Entry("local-authority", "E08000035", "Leeds", kind="Local authority"),
        Entry("england", "E92000001", "England", kind="The whole country"),
    ]


def cramped(entries: Iterable[Entry], folder: Path, frequent: int = 100) -> None:
    """Write with so little room in a file that 300 places need dozens; a word of more than ``frequent`` places lists the first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "ROWS", ROOM)
        patch.setattr(finder, "WORDS", ROOM)
        patch.setattr(finder, "FREQUENT", frequent)
        patch.setattr(finder, "HEAD", 20)
        finder.write(entries, folder)
    (folder / "pages.json").write_text(json.dumps(PAGES), encoding="utf-8")
