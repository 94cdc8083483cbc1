"""Writing to learn (Bangert-Drowns, Hurley and Wilkinson 2004).

Grain: one row a study, one effect each. Traps: two studies of one author and year are told apart by their number alone; variances rest on
the assumption of two halves of equal size; grades 1 to 4 are bands (elementary to college), not school years.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, answered, cited, laid_out, numbered
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/bangertdrowns2004.csv"
PHASES = {"1": "primary", "2": "secondary", "3": "secondary", "4": "higher"}
MODERATORS = ("length_weeks", "feedback", "reflection")


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["id"],
        "cluster": table["id"],
        "citation": cited(table["author"], table["year"]),
        "year": table["year"],
        "n_total": table["ni"],
        "phase": word(table["grade"], PHASES, f"{FILE}, grade"),
        "subject": table["subject"],
        "outcome": "achievement in the subject",
        "outcome_kind": "attainment",
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "SMD",
        "length_weeks": table["length"],
        **answered(table, {"feedback": "feedback", "reflection": "meta"}, FILE),
    }
    return {"effects": laid_out(cells, table.index, MODERATORS)}
