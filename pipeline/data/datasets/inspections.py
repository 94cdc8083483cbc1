"""Ofsted's outcomes of inspections.

Grain: ``outcomes`` has one row a school open at the end of August 2025, with its latest and its previous inspection;
``report_cards`` has one row a school with an inspection since November 2025.
Traps: since September 2024 there is no single word for a school ("Not judged"); 103 schools were never inspected (``NULL``);
a latest inspection of before September 2019 has no judgement of the quality of education; codes stand among the words.
A school that was inspected twice since November 2025 may show the earlier report card.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.sources import Raw
from pipeline.errors import TidyError

OUTCOMES = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"
REPORT_CARDS = "inspections/ofsted_report_cards_to_2026-06.csv"

NOT_JUDGED, NOT_INSPECTED, NOT_GRADED = "Not judged", "Not inspected", "Not graded"
GRADES = {grade: grade for grade in ("Outstanding", "Good", "Requires Improvement", "Inadequate")}
CARD_GRADES = {grade: grade for grade in ("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement")}
# ``NULL``: no inspection. ``9`` in safeguarding: not judged; on a report card: a monitoring visit, which gives no grades.
# ``0`` and ``8``: Ofsted's codes, whose meaning no file here gives; they are kept as codes.
CODES: dict[str, dict[str, str]] = {
    "overall": {**GRADES, "Not judged": NOT_JUDGED, "NULL": NOT_INSPECTED},
    "previous": {**GRADES, "NULL": ""},
    "judgement": {**GRADES, "NULL": "", "": "", "0": "Code 0", "8": "Code 8"},
    "safeguarding": {"Yes": "Yes", "No": "No", "9": NOT_JUDGED, "NULL": ""},
    "card": {**CARD_GRADES, "9": NOT_GRADED, "": ""},
    "card_safeguarding": {"Met": "Met", "Not met": "Not met", "9": NOT_GRADED},
    "text": {"NULL": ""},
}
OUTCOME_COLUMNS = {
    "urn": ("urn", ""),
    "latest_start": ("insp_start", ""),
    "latest_published": ("insp_published", ""),
    "latest_type": ("insp_type", "text"),
    "latest_overall": ("overall_effectiveness", "overall"),
    "quality_of_education": ("quality_of_education", "judgement"),
    "behaviour_and_attitudes": ("behaviour_and_attitudes", "judgement"),
    "personal_development": ("personal_development", "judgement"),
    "leadership_and_management": ("leadership_and_management", "judgement"),
    "safeguarding_effective": ("safeguarding_effective", "safeguarding"),
    "early_years": ("early_years", "judgement"),
    "sixth_form": ("sixth_form", "judgement"),
    "previous_start": ("prev_insp_start", ""),
    "previous_published": ("prev_insp_published", ""),
    "previous_overall": ("prev_overall", "previous"),
    "previous_quality_of_education": ("prev_quality_of_education", "judgement"),
}
CARD_COLUMNS = {
    "urn": ("urn", ""),
    "start": ("insp_start", ""),
    "published": ("insp_published", ""),
    "type": ("insp_type", ""),
    "safeguarding": ("safeguarding_standards", "card_safeguarding"),
    "inclusion": ("inclusion", "card"),
    "curriculum_and_teaching": ("curriculum_and_teaching", "card"),
    "achievement": ("achievement", "card"),
    "attendance_and_behaviour": ("attendance_and_behaviour", "card"),
    "personal_development_and_wellbeing": ("personal_development_and_wellbeing", "card"),
    "early_years": ("early_years", "card"),
    "post_16": ("post-16_provision", "card"),
    "leadership_and_governance": ("leadership_and_governance", "card"),
}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """``outcomes`` and ``report_cards``, text, key urn. Raises SourceError or TidyError."""
    return {"outcomes": _words(raw, OUTCOMES, OUTCOME_COLUMNS), "report_cards": _words(raw, REPORT_CARDS, CARD_COLUMNS)}


def _words(raw: Raw, name: str, columns: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    table = raw.csv(name)
    return pd.DataFrame({ours: _worded(table[theirs], code, f"{name}, {theirs}") for ours, (theirs, code) in columns.items()})


def _worded(column: pd.Series, code: str, where: str) -> pd.Series:
    """The publisher's words with its codes in words; types of inspection and dates stay as they are."""
    if code in ("", "text"):
        return column.replace(CODES["text"]) if code else column
    strange = ~column.isin(list(CODES[code]))
    if strange.any():
        raise TidyError(f"{where}, row {strange.idxmax()}", repr(column[strange].iloc[0]), f"one of {sorted(CODES[code])}")
    return column.map(CODES[code])
