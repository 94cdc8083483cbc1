"""What is taught: A levels in maths and the sciences, the subjects of a sixth form, languages and humanities at 16.

Grain: one row an institution and academic year (phase ``all``); ``published`` has one row an area, for 2020/21.
Traps: each file has a few columns of one or three years and no year has all; see ``curriculum_sciences`` for a suppression that
the publisher printed as nought, ``curriculum_subjects`` for who is on which list. Reasons: ``x`` where no file of that year has the
column, ``z`` where the institution has no such students or pupils, ``c`` suppressed.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.datasets.curriculum_sciences import SHEETS, sciences
from pipeline.data.datasets.curriculum_subjects import PERIOD, published, subjects_and_pillars
from pipeline.data.sources import Raw

KEY = ["level", "code", "phase", "period"]
SCIENCES = ["a_level_students", "a_level_maths_pct", "a_level_biology_pct", "a_level_chemistry_pct", "a_level_physics_pct"]
SUBJECTS = ["a_level_entries", "a_level_subjects", "a_level_arts_entries", "a_level_arts_pct"]
PILLARS = ["ks4_pupils", "language_entry_pct", "humanities_entry_pct"]
COLUMNS = [*KEY, "la", *SCIENCES, *SUBJECTS, *PILLARS]


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """Tables of text: one a period, and ``published``. Raises SourceError, TidyError."""
    years = {period: sciences(raw, sheet, period) for period, sheet in SHEETS.items()}
    years[PERIOD] = _without_sciences(subjects_and_pillars(raw))
    tables = {period: keyed(years[period], period) for period in sorted(years)}
    return {**tables, "published": published(raw)[[*KEY, *PILLARS]].reset_index(drop=True)}


def _without_sciences(table: pd.DataFrame) -> pd.DataFrame:
    """The year has no file of maths and the sciences: ``x`` where there is a sixth form, ``z`` where there is none."""
    return table.assign(**{name: table["a_level_entries"].where(table["a_level_entries"] == "z", "x") for name in SCIENCES})


def keyed(table: pd.DataFrame, period: str) -> pd.DataFrame:
    """The table with its key in front, columns as the schema lists them, ``x`` where the year's files have none."""
    whole = table.sort_index()
    key = {"level": "school", "code": whole.index, "phase": "all", "period": period}
    columns = {name: whole.get(name, "x") for name in COLUMNS if name not in KEY}
    return pd.DataFrame({**key, **columns}).reset_index(drop=True)
