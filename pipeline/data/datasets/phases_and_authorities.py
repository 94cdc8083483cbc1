"""Phase group and authority of a school in a year, for the rooms whose files do not say them: the workforce and finance.

Both come from the publisher's lists of schools: the school censuses of 2010-11 to 2022-23 and the register of July 2025. An authority is
that of the list nearest in time, of two the later; a phase is found as in ``characteristics_phases``, so that a school has the same one in
both packages.
Trap: an authority's number changes with its council. Where the nearest list has one that was not there in that year (four schools of
Cumbria that closed in 2023-24), the authority is not known and stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.data.authorities import known, ons_code
from pipeline.data.datasets.characteristics_columns import CENSUSES, numbers
from pipeline.data.datasets.characteristics_phases import REGISTER, REGISTER_PERIOD, known_phases, phases
from pipeline.data.datasets.school_lists import GIAS, GIAS_PERIOD, nearest
from pipeline.data.sources import Raw

NATIONAL = "NAT"


@dataclass(frozen=True)
class Places:
    """What the lists say, one row a school and list: ``listed`` its authority's ``digits`` and its ``number``, ``known`` its ``phase``."""

    listed: pd.DataFrame
    known: pd.DataFrame

    def placed(self, rows: pd.DataFrame, period: str) -> pd.DataFrame:
        """``la`` (ONS) and ``phase`` of each row (``code``; ``digits`` and ``number`` where printed, else empty). Raises TidyError."""
        near = nearest(self.listed, period, "code")
        near["digits"] = near["digits"].where(near["digits"].isin(list(known(period))), "")
        found = {name: rows[name].where(rows[name] != "", rows["code"].map(near[name]).fillna("")) for name in ("digits", "number")}
        phase = phases(rows.assign(number=found["number"]), period, self.known)
        return pd.DataFrame({"la": ons_code(found["digits"], period), "phase": phase})


def places(raw: Raw) -> Places:
    """The lists, read. Raises TidyError, SourceError."""
    censuses = {period: _census(raw, period) for period in CENSUSES if period != REGISTER_PERIOD}
    listed = [table[["code", "period", "digits", "number"]] for table in censuses.values()]
    return Places(pd.concat([*listed, _register(raw)], ignore_index=True), known_phases(raw, censuses, raw.csv(REGISTER)))


def _census(raw: Raw, period: str) -> pd.DataFrame:
    """The schools of one year's census with their numbers, which those that name the school's type may lack."""
    census = CENSUSES[period]
    table = raw.csv(census.raw, ragged=census.ragged)
    table = table[~table["URN"].isin(["", NATIONAL])]
    whole = numbers(census.raw, table)
    return table.assign(code=table["URN"], period=period, digits=whole.str[:3], number=whole.str[3:])


def _register(raw: Raw) -> pd.DataFrame:
    table = raw.csv(GIAS)
    return pd.DataFrame(
        {"code": table["URN"], "period": GIAS_PERIOD, "digits": table["LA (code)"], "number": table["EstablishmentNumber"].str.zfill(4)}
    )
