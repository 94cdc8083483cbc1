"""Targeted help in reading and maths in primary school (Dietrichson and others 2021, Campbell review), with its coding of the risk of
bias.

Grain: one row an effect; several a study. Traps: effects and standard errors are those that the source adjusted for pupils assigned in
groups (its first scenario); after the programme and at a later follow-up are told apart; a study's name may differ where its number does
not, and the number is the cluster; only 13 of the 71 columns are explained at the source.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, answered, laid_out, numbered, phase_of_grade, plain, squared
from pipeline.data.reviews.targeted_assignment import ASSIGNMENTS
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/dietrichson2021_campbell.csv.gz"
DESIGNS = {"RCT": "randomised", "QRCT": "quasi-random", "QES": "quasi-experimental"}
SUBJECTS = {"Reading": "reading", "Math": "maths", "Composite": "reading and maths"}
TIMES = {"1": "after the programme", "0": "follow-up"}
ANSWERS = {"small_group": "Small_group", "peer_assisted": "Peer_assisted", "coaching_personnel": "Coaching_personnel"}
DOMAINS = {
    "sequence generation": "Sequence_generation",
    "allocation concealment": "Allocation_concealment",
    "blinding": "Blinding",
    "incomplete outcome data": "Incomplete_outcome",
    "selective reporting": "Reporting",
    "other bias": "Other_bias",
    "protocol": "Protocol",
    "analysis plan": "Analysis_plan",
    "confounding": "Confounding",
}
WORDS = {"Low": "low", "High": "high", "Unclear": "unclear", "Yes": "yes", "No": "no"}
JUDGEMENTS = WORDS | {number: number for number in "1234"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The tables ``effects`` and ``risk_of_bias``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    return {"effects": _effects(table), "risk_of_bias": _risk_of_bias(table)}


def _effects(table: pd.DataFrame) -> pd.DataFrame:
    subject = word(table["Test_subject"], SUBJECTS, f"{FILE}, Test_subject")
    cells: dict[str, Cells] = {
        "effect_id": numbered(table),
        "study": table["Study_ID"],
        "cluster": table["Study_ID"],
        "citation": table["Authors"] + ": " + table["Title"],
        "year": table["Year"],
        "country": table["Country"],
        "design": word(table["RCT_QES"], DESIGNS, f"{FILE}, RCT_QES"),
        "assignment": word(table["Level_treatment_assignment"], ASSIGNMENTS, f"{FILE}, Level_treatment_assignment"),
        **{ours: table[theirs] for ours, theirs in (("n_treated", "N_treatment"), ("n_control", "N_control"), ("n_total", "N_total"))},
        "phase": phase_of_grade(table["Grade_mean"], f"{FILE}, Grade_mean"),
        "subject": subject,
        "outcome": subject,
        "outcome_kind": "attainment",
        "time_point": word(table["Post"], TIMES, f"{FILE}, Post"),
        "effect": table["Effectsize_g_adj1"],
        "variance": squared(table["SE_g_adj1"], f"{FILE}, SE_g_adj1"),
        "measure": "SMD",
        "rob_tool": "that of the Campbell review",
        "programme": table["Name"],
        "mean_grade": plain(table["Grade_mean"], f"{FILE}, Grade_mean"),
        **answered(table, ANSWERS, FILE),
    }
    return laid_out(cells, table.index, ("programme", "mean_grade", *ANSWERS))


def _risk_of_bias(table: pd.DataFrame) -> pd.DataFrame:
    """One row an effect and domain; what the source left empty is left out."""
    parts = [
        pd.DataFrame({"effect_id": numbered(table), "domain": domain, "judgement": table[column]}, dtype="str")[table[column] != ""]
        for domain, column in DOMAINS.items()
    ]
    whole = pd.concat(parts, ignore_index=True)
    return whole.assign(judgement=word(whole["judgement"], JUDGEMENTS, f"{FILE}, risk of bias"))
