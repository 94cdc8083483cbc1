"""The findings of the What Works Clearinghouse, as exported in spring 2020: for a map of programmes by outcomes. Nothing of it is pooled.

Grain: one row a finding, subgroups too. Traps: an old copy; studies are known by the number of their review alone, for the export of
studies is not at hand; a domain of outcomes may end in a space that does not break; findings without the Clearinghouse's own effect size
are many; some effect sizes lie beyond any that can be, and each has a note; the rating of a finding is 1 to 3, and missing for two in
five.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.effects import padded, plain
from pipeline.data.sources import Raw
from pipeline.data.words import word

FILE = "evidence/studies/wwc2020_findings.csv.gz"
TEXTS = {
    "review_id": "ReviewID",
    "protocol": "Protocol",
    "intervention_id": "InterventionID",
    "intervention": "Intervention_Name",
    "comparison": "Comparison",
    "outcome": "Outcome_Measure",
    "outcome_domain": "Outcome_Domain",
    "period": "Period",
    "sample": "Sample_Description",
}
NUMBERS = {
    "n_total": "Outcome_Sample_Size",
    "n_treated": "Outcome_Measure_Intervention_Sample_Size",
    "n_control": "Outcome_Measure_Comparison_Sample_Size",
    "clusters_treated": "Intervention_Clusters_Sample_Size",
    "clusters_control": "Comparison_Clusters_Sample_Size",
    "effect": "Effect_Size_WWC",
    "improvement_index": "Improvement_Index",
    "p_value": "p_Value_WWC",
}
ANSWERS = {"True": "yes", "False": "no", "": ""}
# What the numbers stand for, the other export of the same findings says, which has the ratings in words.
RATINGS = {
    "1": "Meets WWC standards without reservations",
    "2": "Meets WWC standards with reservations",
    "3": "Does not meet WWC standards",
    "": "",
}
UNITS = {"Student": "pupil", "School": "school", "school": "school", "Teacher": "teacher", "Class": "class", "Classroom": "class"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``findings``. Raises SourceError or TidyError."""
    table = raw.csv(FILE)
    columns: dict[str, pd.Series | str] = {"finding_id": padded(table["FindingID"])}
    columns |= {ours: table[theirs].str.split().str.join(" ") for ours, theirs in TEXTS.items()}
    columns |= {ours: plain(table[theirs], f"{FILE}, {theirs}") for ours, theirs in NUMBERS.items()}
    columns["subgroup"] = word(table["Is_Subgroup"], ANSWERS, f"{FILE}, Is_Subgroup")
    columns["significant"] = word(table["Is_Statistically_Significant"], ANSWERS, f"{FILE}, Is_Statistically_Significant")
    columns["rating"] = word(table["Finding_Rating"], RATINGS, f"{FILE}, Finding_Rating")
    columns["unit"] = word(table["L1_Unit_of_Analysis"], UNITS, f"{FILE}, L1_Unit_of_Analysis")
    return {"findings": pd.DataFrame({**columns, "note": ""}, dtype="str")}
