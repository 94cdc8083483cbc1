"""Programmes for maths by the kind of test: see wolf_and_harbatkin.

Grain: one row a finding; several a study. Trap: tests that researchers or developers made for a study show larger effects than others.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.reviews.wolf_and_harbatkin import findings
from pipeline.data.sources import Raw


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The table ``effects``. Raises SourceError or TidyError."""
    return {"effects": findings(raw, "math", "maths")}
