"""What the rooms of absence share: the columns of their tables, the publisher's words and codes, and how its files are opened."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Reason

CODES: dict[str, Reason] = {"SUPP": "c"}

PHASES = {"State-funded primary": "primary", "State-funded secondary": "secondary", "Special": "special", "Total": "all"}
NATIONAL_PHASES = {"PRI": "primary", "SEC": "secondary", "SPE": "special"}

KEY = ["level", "code", "phase", "period"]
COUNTS = {
    "pupils": "enrolments",
    "sessions_possible": "sess_possible",
    "sessions_missed": "sess_overall",
    "sessions_unauthorised": "sess_unauthorised",
    "persistent_absentees": "enrolments_pa_10_exact",
}
SHARES = {
    "overall_absence_pct": "sess_overall_percent",
    "unauthorised_absence_pct": "sess_unauthorised_percent",
    "persistent_absence_pct": "enrolments_pa_10_exact_percent",
}
OLD_SHARE = "persistent_absence_15_pct"
SCHOOL_COLUMNS = [*KEY, "la", *COUNTS, "weight_pupils", *SHARES, OLD_SHARE]
PUBLISHED_COLUMNS = [*KEY, "schools", *COUNTS, *SHARES, OLD_SHARE]


def opened(raw: Raw, name: str, *needed: str) -> pd.DataFrame:
    """The ``needed`` columns of a raw file as text. Raises TidyError if one is gone, SourceError if the file cannot be read."""
    table = raw.csv(name)
    gone = [column for column in needed if column not in table]
    if gone:
        raise TidyError(name, f"no column {gone[0]}", "the columns that the package is made from")
    return table[list(needed)]


def named(types: pd.Series, names: Mapping[str, str], where: str) -> pd.Series:
    """Our word for each of the publisher's. Raises TidyError at the first that we do not know."""
    strange = ~types.isin(list(names))
    if strange.any():
        raise TidyError(f"{where}, {types.name}, row {strange.idxmax()}", repr(types[strange].iloc[0]), f"one of {sorted(names)}")
    return types.map(dict(names))
