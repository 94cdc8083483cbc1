"""Anxiety about maths and attainment in maths (Barroso and others 2021): an association.

Grain: one row a correlation (Fisher's z); several a study. Traps: three names were decoded wrongly at the source and are put right
in ``corrections.yaml``; -999 stands for a part of the world that is not known; several correlations of a
sample may be alike in every column but their number.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.corrections import corrected
from pipeline.data.reviews.effects import Cells, cited, laid_out, padded
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/barroso2021.csv"
GRADES = {"1": "Grades 1 and 2", "2": "Grades 3 to 5", "3": "Grades 6 to 8", "4": "Grades 9 to 12", "5": "after school", "6": "adults"}
PHASES = {"1": "primary", "2": "primary", "3": "secondary", "4": "secondary", "5": "higher", "6": "adult"}
CONTINENTS = {"1": "North America", "2": "South America", "3": "Europe", "4": "Asia", "5": "Africa", "6": "Oceania", "-999": ""}
TEACHERS = {"1": "teachers", "2": "not teachers"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    cells: dict[str, Cells] = {
        "effect_id": padded(table["es_id"]),
        "study": table["study_id"],
        "cluster": table["study_id"],
        "citation": cited(corrected(table, "es_id", "author", raw.corrections.of(FILE, "author")), table["pub_year"]),
        "year": table["pub_year"],
        "design": "correlational",
        "n_total": table["ni"],
        "phase": word(table["grade"], PHASES, f"{FILE}, grade"),
        "subject": "maths",
        "outcome": "attainment in maths",
        "outcome_kind": "attainment",
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "ZCOR",
        "grades": word(table["grade"], GRADES, f"{FILE}, grade"),
        "continent": word(table["continent"], CONTINENTS, f"{FILE}, continent"),
        "sample": word(table["teachers"], TEACHERS, f"{FILE}, teachers"),
    }
    return {"effects": laid_out(cells, table.index, ("grades", "continent", "sample"))}
