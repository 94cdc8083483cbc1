"""Days as the publishers write them, to ISO; a day that stands for "not known" to the empty cell."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from pipeline.data.words import refuse

UNKNOWN = "1900-01-01"
PATTERNS = {
    "dd-mm-yyyy": r"(?P<day>\d{2})-(?P<month>\d{2})-(?P<year>\d{4})",
    "dd/mm/yyyy": r"(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})",
    "yyyy-mm-dd": r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
}


def iso(column: pd.Series, form: Literal["dd-mm-yyyy", "dd/mm/yyyy", "yyyy-mm-dd"], where: str) -> pd.Series:
    """Text days in ``form`` to ``yyyy-mm-dd``; the empty cell and 1 January 1900 (the register's "not known") to "".

    Raises TidyError at the first cell that is no such day; ``where`` names the file and column.
    """
    parts = column.str.extract(rf"^{PATTERNS[form]}$")
    days = parts["year"] + "-" + parts["month"] + "-" + parts["day"]
    wrong = (column != "") & pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").isna()
    refuse(column, wrong, where, f"a day as {form}")
    return days.fillna("").replace(UNKNOWN, "").astype("str")
