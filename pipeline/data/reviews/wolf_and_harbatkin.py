"""Findings of the What Works Clearinghouse by the kind of test (Wolf and Harbatkin 2022), of which two reviews are made: maths and
literacy.

Grain: one row a finding; several a study. Traps: the source has no variances. Those here were derived, the larger of two approximations:
from the numbers of pupils, which ignores that pupils were assigned in groups, and from the p value, which does not. They are not the
Clearinghouse's own. Citations stand in one file, variances in another.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import Cells, laid_out, padded
from pipeline.data.sources import Raw
from pipeline.data.words import word
from pipeline.errors import TidyError

VARIANCES = "evidence/studies/wolf2022_wwc_derived_variances.csv.gz"
FINDINGS = "evidence/studies/wolf2022_wwc_findings.csv.gz"
DESIGNS = {"RCT": "randomised", "QED": "quasi-experimental", "RDD": "regression discontinuity"}
TYPES = {"broad": "broad", "narrow": "narrow", "researcher": "researcher", "developer": "developer"}
PHASES = {"PK & K": "early-years", "K-3": "primary", "3-6": "primary", "6-9": "secondary", "9-12": "secondary", "": ""}
PROGRESS = "progress in school"  # grades passed, courses completed: no attainment in a subject
UNITS = {"Student": "pupil", "School": "school", "Teacher": "teacher"}
MODERATORS = ("intervention", "test", "grades", "period", "unit_of_analysis")


def findings(raw: Raw, topic: str, subject: str) -> pd.DataFrame:
    """The table of effects of one ``topic`` of the source. Raises SourceError or TidyError."""
    table = _joined(raw.csv(VARIANCES), raw.csv(FINDINGS), topic)
    cells: dict[str, Cells] = {
        "effect_id": padded(table["f_findingid"]),
        "study": table["s_studyid"],
        "cluster": table["s_studyid"],
        "citation": table["s_citation"].str.split().str.join(" "),
        "year": table["s_publication_date"].str.extract(r"^(\d{4})")[0].fillna(""),
        "design": word(table["s_study_design"], DESIGNS, f"{VARIANCES}, s_study_design"),
        "n_treated": table["f_t_ss"],
        "n_control": table["f_c_ss"],
        "n_total": (table["f_t_ss"].astype("int64") + table["f_c_ss"].astype("int64")).astype("str"),
        "phase": word(table["grade_band"], PHASES, f"{VARIANCES}, grade_band"),
        "subject": subject,
        "outcome": table["outcome_domain"],
        "outcome_kind": table["outcome_domain"].map(lambda domain: domain if domain == PROGRESS else f"attainment in {subject}"),
        "outcome_type": word(table["category"], TYPES, f"{VARIANCES}, category"),
        "effect": table["yi"],
        "variance": table["vi"],
        "measure": "SMD",
        "rob_tool": "What Works Clearinghouse standards",
        "rob_version": table["s_standards_version"].map(_version),
        "rob_overall": table["s_study_rating"],
        "intervention": table["s_intervention_name"],
        "test": table["f_outcome_measure"].str.split().str.join(" "),
        "grades": table["grade_band"],
        "period": table["f_period"],
        "unit_of_analysis": word(table["f_l1_unit_of_analysis"], UNITS, f"{FINDINGS}, f_l1_unit_of_analysis"),
    }
    return laid_out(cells, table.index, MODERATORS)


def _version(version: str) -> str:
    """The source writes version 2.1 as 2.0999998999999998."""
    return f"{round(float(version), 1):g}"


def _joined(variances: pd.DataFrame, found: pd.DataFrame, topic: str) -> pd.DataFrame:
    if sorted(variances["f_findingid"]) != sorted(found["f_findingid"]):
        raise TidyError(FINDINGS, "other findings", f"those of {VARIANCES}")
    own = variances[variances["topic"] == topic]
    columns = ["f_findingid", *(name for name in found.columns if name not in own.columns)]
    return own.merge(found[columns], on="f_findingid", validate="one_to_one")
