"""Cells of the publishers' value columns: a number as printed, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.errors import TidyError
from pipeline.model import REASONS, Reason

NUMBER = r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"


def coded(column: pd.Series, codes: Mapping[str, Reason], where: str) -> pd.Series:
    """Text cells to numbers (``16.2``, without ``%``, ``£`` or thousands commas) or reasons.

    ``codes`` maps each code of the publisher, the empty cell too if it may occur, to our reason.
    Raises TidyError at the first cell that is neither a number nor a known code; ``where`` names the file and column.
    """
    text = column.fillna("").astype("str")
    bare = text.str.replace(r"^£|%$|,(?=\d{3}\b)", "", regex=True)
    known = text.isin(list(codes))
    strange = ~known & ~bare.str.fullmatch(NUMBER)
    if strange.any():
        row = int(strange.to_numpy().argmax())
        raise TidyError(f"{where}, row {row}", repr(text.iloc[row]), f"a number or one of {sorted(codes)}")
    return bare.mask(known, text.map(dict(codes)))


def reasons(column: pd.Series) -> pd.Series:
    """The reason letters of a tidy text column; empty where it holds a number."""
    return column.where(column.isin(REASONS), "")
