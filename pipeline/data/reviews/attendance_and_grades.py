"""Going to class and grades in higher education (Credé, Roch and Kieszczynka 2010): an association.

Grain: one row a correlation (Fisher's z) of a sample and kind of grade. Traps: the grade of one class and the average of all grades are
outcomes of different kinds; the data differ slightly from the published paper.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, laid_out, numbered
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/crede2010.csv"
OUTCOMES = {"grade": "grade in the class", "gpa": "average of all grades"}
CLASSES = {"science": "science", "nonscience": "other than science", "": ""}
PUBLICATIONS = {"journal": "journal", "dissertation": "dissertation", "other": "other"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    outcome = word(table["criterion"], OUTCOMES, f"{FILE}, criterion")
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["studyid"],
        "cluster": table["studyid"],
        "citation": "Study " + table["studyid"] + ", sample " + table["sampleid"] + " (" + table["year"] + ")",
        "year": table["year"],
        "design": "correlational",
        "n_total": table["ni"],
        "phase": "higher",
        "subject": word(table["class"], CLASSES, f"{FILE}, class"),
        "outcome": outcome,
        "outcome_kind": outcome,
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "ZCOR",
        "publication": word(table["source"], PUBLICATIONS, f"{FILE}, source"),
    }
    return {"effects": laid_out(cells, table.index, ("publication",))}
