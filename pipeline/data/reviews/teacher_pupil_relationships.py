"""How pupils and teachers get on, engagement and attainment (Roorda and others 2011): an association.

Grain: one row a correlation (Fisher's z) of a pair of variables in a study. Traps: six pairs, each a kind of its own; a negative
relationship is counted upwards, so that its correlation with attainment is below 0; no names, years or phases.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, laid_out, numbered
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/roorda2011_teacherstudent.csv"
VARIABLES = {"pos": "positive relationship", "neg": "negative relationship", "enga": "engagement", "achiev": "attainment"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    pair = word(table["var1"], VARIABLES, f"{FILE}, var1") + " and " + word(table["var2"], VARIABLES, f"{FILE}, var2")
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["study"],
        "cluster": table["study"],
        "citation": "Study " + table["study"],
        "design": "correlational",
        "n_total": table["n"],
        "outcome": pair,
        "outcome_kind": pair,
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "ZCOR",
    }
    return {"effects": laid_out(cells, table.index)}
