"""What teachers were led to expect, and pupils' measured intelligence (Raudenbush 1984, as in Raudenbush and Bryk 1985).

Grain: one row a study, one effect each. Trap: a study may have several samples, each with a number of its own.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, cited, laid_out, numbered
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/raudenbush1985.csv"
SETTINGS = {"group": "group", "indiv": "individual"}
TESTERS = {"aware": "aware", "blind": "blind"}
SHORT = 1  # weeks: up to which the source's analysis found expectations easier to plant


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    weeks = table["weeks"].astype("int64")
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["study"],
        "cluster": table["study"],
        "citation": cited(table["author"], table["year"]),
        "year": table["year"],
        "n_treated": table["n1i"],
        "n_control": table["n2i"],
        "n_total": (table["n1i"].astype("int64") + table["n2i"].astype("int64")).astype("str"),
        "outcome": "measured intelligence",
        "outcome_kind": "measured intelligence",
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "SMD",
        "contact_weeks": table["weeks"],
        "contact": (weeks <= SHORT).map({True: "one week at most", False: "more than one week"}),
        "test_setting": word(table["setting"], SETTINGS, f"{FILE}, setting"),
        "tester": word(table["tester"], TESTERS, f"{FILE}, tester"),
    }
    return {"effects": laid_out(cells, table.index, ("contact_weeks", "contact", "test_setting", "tester"))}
