"""Hostile values in the words of contracts: titles, questions, definitions, reasons, statements; of the sample and of a place's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.web.hostile import VALUES

KEYS = {
    "title", "description", "publisher", "compiledBy", "question", "questions", "definition", "says", "leads", "caution",
    "area_caution", "why", "reason",
}  # fmt: skip
CONTRACTS = ("measures.yaml", "datapackage.yaml", "framework.yaml")
STATEMENT = " ".join(value for value in VALUES if len(value) < 300)


def plant_words(folder: Path) -> int:
    """Put a hostile value into every free text of the contracts in ``folder``; how many there are."""
    planted = 0
    for path in sorted(path for name in CONTRACTS for path in folder.rglob(name)):
        contract = yaml.safe_load(path.read_text(encoding="utf-8"))
        planted = _plant(contract, planted, set())
        path.write_text(yaml.safe_dump(contract, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for path in folder.rglob("statement.md"):
        path.write_text(STATEMENT, encoding="utf-8")
    return planted


def _plant(told: Any, number: int, done: set[int], within: bool = False) -> int:
    """Plant into ``told`` itself, what several share once; each value once, for two titles may not be the same."""
    if id(told) in done or not isinstance(told, dict | list):
        return number
    done.add(id(told))
    for at, value in list(told.items() if isinstance(told, dict) else enumerate(told)):
        free = within if isinstance(told, list) else at in KEYS
        if free and isinstance(value, str):
            told[at] = f"{VALUES[number % len(VALUES)]} {number}"
            number += 1
        number = _plant(value, number, done, free)
    return number
