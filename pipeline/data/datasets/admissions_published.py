"""The publisher's own figures of applications and offers for authorities, regions and England, to hold ours against.

Grain: one row an area and academic year, entry to primary and to secondary school side by side. Traps: an authority's figures are of the
children who live there, wherever they applied, and its ``places`` of the schools that lie there; London is printed in two parts.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.sources import Raw
from pipeline.data.words import hold, refuse, word
from pipeline.model import ENGLAND, Reason

AREAS = "places/dfe-2014-15_to_2021-22-applications-offers-by-la.csv.gz"
CODES: dict[str, Reason] = {"c": "c"}
LEVELS = {"Local authority": "local-authority", "Regional": "region", "National": "england"}
STAGES = {"Primary": "primary", "Secondary": "secondary"}
FIGURES = {
    "places": "admission_numbers",
    "applications": "applications_received",
    "first_offers": "first_preference_offers",
    "first_success_pct": "first_preference_offers_percent",
}
KEY = ["level", "code", "phase", "period"]
COLUMNS = [*KEY, *(f"{stage}_{name}" for stage in STAGES.values() for name in FIGURES)]


def published(raw: Raw) -> pd.DataFrame:
    """One row an area and period. Raises SourceError, TidyError."""
    table = raw.csv(AREAS)
    hold(table["time_identifier"], ["Academic year"], f"{AREAS}, time_identifier")
    level = word(table["geographic_level"], LEVELS, f"{AREAS}, geographic_level")
    code = table["new_la_code"].where(level == "local-authority", table["region_code"]).mask(level == "england", ENGLAND)
    refuse(code, code == "", f"{AREAS}, region_code", "an ONS code")
    year = table["time_period"]
    rows = pd.DataFrame({"level": level, "code": code, "phase": "all", "period": year.str[:4] + "-" + year.str[4:]})
    rows = rows.assign(**{ours: coded(table[theirs], CODES, f"{AREAS}, {theirs}") for ours, theirs in FIGURES.items()})
    rows["stage"] = word(table["school_phase"], STAGES, f"{AREAS}, school_phase")
    parts = [rows[rows["stage"] == stage].set_index(KEY)[list(FIGURES)].add_prefix(f"{stage}_") for stage in STAGES.values()]
    wide = parts[0].join(parts[1], how="outer").sort_index().reset_index()
    refuse(wide["code"], wide.isna().any(axis=1), f"{AREAS}, school_phase", "a row of each phase for every area and year")
    return wide[COLUMNS]
