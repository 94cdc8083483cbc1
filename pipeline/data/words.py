"""The publishers' words: each known, or the import stops at the first that is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from pipeline.errors import TidyError


def refuse(column: pd.Series, wrong: pd.Series, where: str, expected: str) -> None:
    """Raise a TidyError for the first cell of ``column`` that is ``wrong``, if one is; ``where`` names the file and column."""
    if wrong.any():
        position = int(wrong.to_numpy().argmax())
        raise TidyError(f"{where}, row {column.index[position]}", repr(column.iloc[position]), expected)


def hold(column: pd.Series, words: Iterable[str], where: str) -> None:
    """Every cell must be one of ``words``. Raises TidyError."""
    known = list(words)
    refuse(column, ~column.isin(known), where, f"one of {sorted(known)}")


def word(column: pd.Series, words: Mapping[str, str], where: str) -> pd.Series:
    """Each cell as ``words`` puts it. Raises TidyError at the first that is not there."""
    hold(column, words, where)
    return column.map(dict(words)).astype("str")
