"""Interleaved learning (Brunmair and Richter 2019).

Grain: one row an effect; several a sample, several samples a study. Traps: most samples are adults or students in a laboratory; the mean
age is often one figure for many samples; the same people may have learnt both ways (within participants).
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, laid_out, padded, phase_of_age
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/brunmair2019_interleaving.csv"
DESIGNS = {"0": "between participants", "1": "within participants"}
MATERIALS = {
    "0": "paintings",
    "1": "artificial pictures",
    "2": "mathematical tasks",
    "3": "photographs of nature",
    "4": "words",
    "5": "expository texts",
    "6": "tastes",
}
DELAYS = {"0": "under 20 minutes", "1": "20 minutes or more"}
TESTS = {"0": "what was learnt", "1": "transfer to new examples"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    materials = word(table["item_num"], MATERIALS, f"{FILE}, item_num")
    cells: dict[str, Cells] = {
        "effect_id": padded(table["esid"]),
        "study": table["study"],
        "cluster": table["study"],
        "citation": table["study"],
        "year": table["study"].str.extract(r"\((\d{4})[a-z]?\)$")[0].fillna(""),
        "design": word(table["design"], DESIGNS, f"{FILE}, design"),
        "phase": phase_of_age(table["age"], f"{FILE}, age"),
        "subject": materials.map(lambda name: "maths" if name == MATERIALS["2"] else ""),
        "outcome": word(table["transfer_retention"], TESTS, f"{FILE}, transfer_retention"),
        "outcome_kind": "test of what was studied",
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "SMD",
        "sample": table["sample_id"],
        "material": materials,
        "delay": word(table["retention_interval"], DELAYS, f"{FILE}, retention_interval"),
        "mean_age": table["age"],
    }
    return {"effects": laid_out(cells, table.index, ("sample", "material", "delay", "mean_age"))}
