"""Systematic phonics instruction (Ehri and others 2001, for the National Reading Panel).

Grain: one row an effect; several a study. Traps: the source has study numbers alone, no names, years, pupils or tests, so rows that are
alike in every column cannot be told from one effect given twice; one effect lies far beyond all others.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, laid_out, numbered
from pipeline.data.sources import Raw

FILE = "evidence/studies/ehri2001_phonics.csv"


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["study"],
        "cluster": table["study"],
        "citation": "Study " + table["study"],
        "subject": "reading",
        "outcome": "reading",
        "outcome_kind": "attainment",
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "SMD",
    }
    return {"effects": laid_out(cells, table.index)}
