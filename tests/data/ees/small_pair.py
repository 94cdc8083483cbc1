"""A small data set that passes every check and warns of nothing, to be altered one thing at a time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.data.ees.findings import Finding
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.screening import STAGES
from pipeline.data.ees.vocabulary import META_COLUMNS

LOCAL = {"old_la_code": "202", "new_la_code": "E09000007", "la_name": "Camden"}
ENGLAND = {"country_code": "E92000001", "country_name": "England"}
LONDON = {"region_code": "E12000007", "region_name": "London"}
PLACES = (
    {"geographic_level": "National"},
    {"geographic_level": "Regional", **LONDON},
    {"geographic_level": "Local authority", **LONDON, **LOCAL},
)
COLUMNS = ("time_period", "time_identifier", "geographic_level", *ENGLAND, *LONDON, *LOCAL, "sex", "pupil_count")
META = (("sex", "Filter", "Sex", "", "", "", "Filter by sex", ""), ("pupil_count", "Indicator", "Pupils", "Counts", "", "0", "", ""))


def small_pair(**columns: str) -> Pair:
    """The pair with each column given set to one value on every row."""
    rows = [
        {"time_period": "202425", "time_identifier": "Academic year", **ENGLAND, **place, "sex": sex, "pupil_count": "12"}
        for place in PLACES
        for sex in ("Total", "Female", "Male")
    ]
    data = pd.DataFrame(rows, columns=COLUMNS, dtype="str").fillna("").assign(**columns)
    return Pair(Path("small.csv"), Path("small.meta.csv"), data, pd.DataFrame(META, columns=META_COLUMNS, dtype="str"))


def at(pair: Pair, row: int, **cells: str) -> Pair:
    """The pair with the cells of one row of the data set, counted from nought."""
    pair.data.loc[row, list(cells)] = list(cells.values())
    return pair


def meta_at(pair: Pair, row: int, **cells: str) -> Pair:
    """The pair with the cells of one row of the metadata set, counted from nought."""
    pair.meta.loc[row, list(cells)] = list(cells.values())
    return pair


def found(name: str, pair: Pair) -> list[Finding]:
    """What the check of that name finds."""
    return [finding for _, checks in STAGES for check in checks if check.name == name for finding in check.find(pair)]
