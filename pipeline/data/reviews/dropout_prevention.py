"""Programmes to keep pupils in school (Wilson and others 2011, Campbell review).

Grain: one row an effect; several a study. Traps: log odds ratios, whose spread is not that of a standardised mean difference; dropout,
enrolment and graduation are outcomes of different kinds; the source filled in what studies did not report (some shares lie below 0), so
of the characteristics only words and the mean age are taken.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, laid_out, numbered, phase_of_age
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/wilson2011_dropout.csv"
DESIGNS = {"Randomized": "randomised", "Matched": "matched", "Non-random, non-matched": "not randomised"}
OUTCOMES = {"dropout": "dropout", "graduation": "graduation", "graduation/ged": "graduation or its equivalent", "enrolled": "enrolment"}
SITES = {
    "school classroom": "classroom",
    "school, outside of classroom": "school, outside lessons",
    "community": "community",
    "mixed": "mixed",
}
QUALITIES = {"No apparent problems": "no apparent problems", "Possible problems": "possible problems", "Clear problems": "clear problems"}
EVALUATORS = {
    "Delivery": "delivered the programme",
    "Planning": "planned the programme",
    "Indirect, influential": "had influence",
    "Independent": "independent",
}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    outcome = word(table["outcome"], OUTCOMES, f"{FILE}, outcome")
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["studyID"],
        "cluster": table["studyID"],
        "citation": "Study " + table["studyID"],
        "design": word(table["study_design"], DESIGNS, f"{FILE}, study_design"),
        "phase": phase_of_age(table["average_age"], f"{FILE}, average_age"),
        "outcome": outcome,
        "outcome_kind": outcome,
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "LOR",
        "site": word(table["program_site"], SITES, f"{FILE}, program_site"),
        "implementation": word(table["implementation_quality"], QUALITIES, f"{FILE}, implementation_quality"),
        "evaluator": word(table["evaluator_independence"], EVALUATORS, f"{FILE}, evaluator_independence"),
    }
    return {"effects": laid_out(cells, table.index, ("site", "implementation", "evaluator"))}
