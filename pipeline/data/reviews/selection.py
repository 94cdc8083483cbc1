"""Which effects belong to a pool."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def chosen(effects: pd.DataFrame, where: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    """The rows whose columns each hold one of the values of ``where``; all rows if it names no column."""
    kept = pd.Series(True, index=effects.index)
    for column, values in where.items():
        kept &= effects[column].isin(values)
    return effects[kept]
