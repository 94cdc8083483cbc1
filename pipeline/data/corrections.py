"""The publishers' slips, put right by hand: each line of ``corrections.yaml`` says what it expects to find and why it changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from pipeline.catalogue import read_yaml
from pipeline.errors import TidyError

FILE = "corrections.yaml"


@dataclass(frozen=True, slots=True)
class Correction:
    """In the raw file ``raw``, where ``field`` holds ``expects`` (in the row ``row`` if one is named), read ``becomes``."""

    raw: str
    field: str
    expects: str
    becomes: str
    why: str
    told: str
    row: str = ""


def load(folder: Path) -> tuple[Correction, ...]:
    """The corrections of the package in ``folder``. Raises CatalogueError or TidyError."""
    known = {field.name for field in fields(Correction)}
    entries = read_yaml(folder / FILE)
    for entry in entries:
        if not known - {"row"} <= set(entry) <= known:
            raise TidyError(folder / FILE, f"a correction with {sorted(entry)}", f"the keys {sorted(known)}; row may be left out")
    return tuple(Correction(**{key: str(value) for key, value in entry.items()}) for entry in entries)


def chosen(corrections: Sequence[Correction], raw: str, field: str) -> list[Correction]:
    """Those of one column of one raw file."""
    return [correction for correction in corrections if (correction.raw, correction.field) == (raw, field)]


def corrected(table: pd.DataFrame, key: str, field: str, corrections: Sequence[Correction]) -> pd.Series:
    """The column ``field`` with its corrections made; rows are known by ``key``.

    Raises TidyError for a correction that finds nothing to correct: the publisher has mended it, or changed it again.
    """
    column = table[field].copy()
    for correction in corrections:
        rows = (table[field] == correction.expects) & ((correction.row == "") | (table[key] == correction.row))
        if not rows.any():
            raise TidyError(f"{FILE}, {field} {correction.row}", "nothing", f"{correction.expects!r} in {correction.raw}")
        column[rows] = correction.becomes
    return column
