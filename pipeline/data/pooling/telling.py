"""A pool told: as JSON for a program, as text for a terminal, whose words stand in ``words.yaml``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.catalogue import read_yaml
from pipeline.data.pooling.model import Egger, Pool

WORDS = Path(__file__).with_name("words.yaml")


def as_json(pool: Pool, dropped: int) -> str:
    """The pool by the names of its fields, and how many rows were left out. What could not be tested keeps its names, without values."""
    untested = {} if pool.egger else {"egger": dict.fromkeys(field.name for field in fields(Egger))}
    return json.dumps({**asdict(pool), **untested, "dropped": dropped}, indent=2, allow_nan=False) + "\n"


def as_text(pool: Pool, dropped: int, file: str) -> str:
    """The pool in words; where effects were clustered, that pool comes first."""
    parts = {
        "effects": True,
        "dropped": dropped > 0,
        "clustered": pool.clustered is not None,
        "naive": pool.clustered is not None,
        "single": pool.clustered is None,
        "pool": True,
        "egger": pool.egger is not None,
        "no_egger": pool.egger is None,
    }
    values = {**_flat(asdict(pool)), "dropped": dropped, "file": file}
    return "\n".join(_words()[name].format_map(values) for name, said in parts.items() if said) + "\n"


@cache
def _words() -> Mapping[str, str]:
    words: Mapping[str, str] = read_yaml(WORDS)
    return words


def _flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A part's values by the names of part and value: ``hartung_knapp_ci_low``."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        flat |= _flat(value, f"{prefix}{name}_") if isinstance(value, dict) else {prefix + name: value}
    return flat
