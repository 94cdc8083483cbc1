"""Local authorities past and present: from the DfE's three digits to the ONS code, and to today's code.

Grain of ``authorities.csv``: one row an ONS code; a DfE code has two where the council was replaced but its area was not.
Traps: a period is an academic year and authorities change in April, so a census in January still uses the old ones, and
some files use them for a year or two after. ``first_period`` and ``last_period`` allow for that; empty means no limit.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from pipeline.data.words import refuse

FILE = Path(__file__).with_name("authorities.csv")


@cache
def authorities() -> pd.DataFrame:
    """All rows of the committed table, as text; ``abolished`` is empty for the authorities of today."""
    return pd.read_csv(FILE, dtype="str", keep_default_na=False)


def known(period: str) -> dict[str, str]:
    """DfE code to ONS code of the authorities whose figures may stand in a file of the academic year ``period``."""
    table = authorities()
    begun = (table["first_period"] == "") | (table["first_period"] <= period)
    lasting = (table["last_period"] == "") | (table["last_period"] >= period)
    rows = table[begun & lasting]
    return dict(zip(rows["dfe_code"], rows["code"], strict=True))


def ons_code(dfe_codes: pd.Series, period: str) -> pd.Series:
    """The ONS codes, as used in the academic year ``period`` (such as ``2018-19``), of three-digit DfE codes.

    An empty cell stays empty. Raises TidyError at the first code that was no English authority in that year.
    """
    return _mapped(dfe_codes, known(period), period)


def latest_code(dfe_codes: pd.Series) -> pd.Series:
    """The ONS codes of three-digit DfE codes whatever the year: today's, or the last one if the authority is gone.

    An empty cell stays empty. Raises TidyError at the first code that was no English authority since 2006.
    """
    oldest_first = authorities().sort_values("abolished", key=lambda day: day.replace("", "9999"))
    return _mapped(dfe_codes, dict(zip(oldest_first["dfe_code"], oldest_first["code"], strict=True)), "any year")


def todays_code(codes: pd.Series) -> pd.Series:
    """ONS codes with those of a replaced council brought to its successor's where the area is the same.

    Buckinghamshire's E10000002 becomes E06000060; Cumbria, which was divided, stays E10000006.
    """
    table = authorities()
    same = table[table["same_area"] == "true"]
    return codes.replace(dict(zip(same["code"], same["successors"], strict=True)))


def _mapped(dfe_codes: pd.Series, lookup: dict[str, str], period: str) -> pd.Series:
    codes = dfe_codes.fillna("").astype("str")
    refuse(codes, ~codes.isin(["", *lookup]), f"authority of {period}", "a DfE code in authorities.csv for that year")
    return codes.map({"": "", **lookup}).astype("str")
