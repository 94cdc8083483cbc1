"""Changed school calendars and achievement (Konstantopoulos 2011, of the studies in Cooper and others 2003).

Grain: one row a school. Traps: schools of one district are not independent, so the district is the cluster; the source names no author, and
says neither grade nor country.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, laid_out, numbered
from pipeline.data.sources import Raw

FILE = "evidence/studies/konstantopoulos2011.csv"


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["study"],
        "cluster": table["district"],
        "citation": "District " + table["district"] + ", school " + table["school"],
        "year": table["year"],
        "outcome": "achievement",
        "outcome_kind": "attainment",
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "SMD",
    }
    return {"effects": laid_out(cells, table.index)}
