"""The URNs of 2009/10, whose file has none.

Grain: one URN a row. Trap: a school that became an academy in the year after has another URN then, so that the file of absence, which
prints the numbers of the year itself, is asked first; it has no colleges and no school without pupils of 15 or less.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.datasets.school_lists import absence_schools, laestab
from pipeline.data.datasets.sixth_form_columns import Sheet
from pipeline.data.sources import Raw

PERIOD = "2009-10"


def urns_of_2010(raw: Raw, rows: pd.DataFrame, sheet: Sheet, next_year: pd.DataFrame) -> pd.Series:
    """The URN of each row by its LAESTAB: in the file of absence of that year, else in the results of the next; else the LAESTAB itself."""
    number = laestab(rows, sheet.authority, sheet.establishment)
    later = next_year.set_axis(laestab(next_year, "LEA", "ESTAB"))["URN"]
    found = number.map(_of_that_year(raw)).fillna(number.map(unique(later)))
    return found.mask(found.duplicated(keep=False), None).fillna(number)


def _of_that_year(raw: Raw) -> pd.Series:
    schools = absence_schools(raw, "laestab")
    return unique(schools[schools["period"] == PERIOD].set_index("laestab")["urn"])


def unique(urns: pd.Series) -> pd.Series:
    """Those that are there and stand under a number that no other has."""
    urns = urns[urns != ""]
    return urns[~urns.index.duplicated(keep=False)]
