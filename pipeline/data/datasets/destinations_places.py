"""What the files of destinations lack: a school's URN, whether it is special, its authority, and the pupils of 2020/21.

Grain: one value a URN. Traps: the workbooks have LAESTAB only, which two URNs share when a school became an academy: the one of the
year in which the pupils left is theirs. The absence file names every school of 2006/07 to 2018/19 with both numbers, kind and authority.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets import destinations_sheets as sheets
from pipeline.data.datasets.school_lists import GIAS, GIAS_PERIOD, absence_schools, laestab, nearest
from pipeline.data.sources import Raw
from pipeline.errors import TidyError

PUPILS = "attainment/dfe-2020-21-england_ks4-ebacc-entries.csv.gz"
PUPILS_PERIOD = "2020-21"
INSPECTED = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"
FIRST_PERIOD = "2009-10"
# Two schools of 2010/11 to 2012/13, closed by 2015: no file here says of what kind they were or where.
NOT_PLACED = ("139979", "141049")


class Places:
    """Every school that a file of destinations or of absence names: ``urn``, ``number``, ``period``, ``la``, ``special``."""

    def __init__(self, raw: Raw) -> None:
        kinds = (sheets.AFTER_16, sheets.AFTER_18, sheets.UNIVERSITY)
        parts = [_listed(raw, sheet, period) for kind in kinds for period, sheet in kind.items() if sheet.tables]
        parts += [_pupils_places(raw), _absence(raw), _registered(raw)]
        self.named = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
        self.colleges = _colleges(raw, kinds) - set(self.named["urn"])
        self.special = set(self.named.loc[self.named["special"], "urn"])

    def schools(self, table: pd.DataFrame, where: str) -> pd.DataFrame:
        """The rows of schools: not of colleges, nor of the two that nothing places. Raises TidyError at any other that no file names."""
        table = table.drop(index=[urn for urn in table.index if urn in self.colleges or urn in NOT_PLACED])
        lost = ~table.index.isin(self.named["urn"])
        if lost.any():
            raise TidyError(where, f"school {table.index[lost][0]}", "a school or college that another file names")
        return table

    def urns(self, numbers: pd.Index, period: str) -> pd.Series:
        """The URN of each LAESTAB as of ``period``, else of the nearest year; missing for colleges, units and centres."""
        return nearest(self.named, period, "number")["urn"].reindex(numbers)

    def phases(self, urns: pd.Index) -> pd.Series:
        """``special`` or ``secondary``; mainstream schools of all kinds are secondary here, since their pupils are."""
        return pd.Series(["special" if urn in self.special else "secondary" for urn in urns], index=urns, dtype="str")

    def authorities(self, urns: pd.Index, period: str) -> pd.Series:
        """ONS code of each school's authority as of ``period``, else of the nearest year; empty where no file names the school."""
        return nearest(self.named, period, "urn")["la"].reindex(urns).fillna("").astype("str")


def _listed(raw: Raw, sheet: sheets.Sheet, period: str) -> pd.DataFrame:
    rows = sheets.school_rows(raw, sheet)
    la = ons_code(rows["LEA"], sheet.tables)
    number = laestab(rows, "LEA")
    special = (rows["RECTYPE"] == "2").to_numpy()
    return pd.DataFrame({"urn": rows.index, "number": number.to_numpy(), "period": period, "la": la.to_numpy(), "special": special})


def _colleges(raw: Raw, kinds: tuple[dict[str, sheets.Sheet], ...]) -> set[str]:
    """URN of every college, centre and consortium: the compiled file does not say which of its rows they are."""
    found = [sheets.college_rows(raw, sheet)["URN"] for kind in kinds for sheet in kind.values() if sheet.tables]
    return set(pd.concat(found))


def _pupils_places(raw: Raw) -> pd.DataFrame:
    rows = _pupil_rows(raw)
    la = ons_code(rows["LEA"], PUPILS_PERIOD)
    special = (rows["RECTYPE"] == "2").to_numpy()
    return pd.DataFrame({"urn": rows.index, "number": "", "period": PUPILS_PERIOD, "la": la.to_numpy(), "special": special})


def _pupil_rows(raw: Raw) -> pd.DataFrame:
    table = raw.csv(PUPILS, ragged=True)
    return table[table["RECTYPE"].isin(sheets.SCHOOLS) & (table["URN"] != "")].drop_duplicates("URN").set_index("URN")


def pupils(raw: Raw) -> pd.Series:
    """Pupils at the end of key stage 4 in 2020/21, by URN: those whose destinations the compiled file tells, without their number."""
    return coded(_pupil_rows(raw)["TPUP"], {"SUPP": "c", "NA": "x", "": "x"}, f"{PUPILS}, TPUP")


def _absence(raw: Raw) -> pd.DataFrame:
    """The schools of the large absence file since 2009/10."""
    rows = absence_schools(raw, "new_la_code", "laestab", "school_type")
    named = rows.rename(columns={"laestab": "number", "new_la_code": "la"}).assign(special=rows["school_type"] == "Special")
    return named.loc[named["period"] >= FIRST_PERIOD, ["urn", "number", "period", "la", "special"]]


def _registered(raw: Raw) -> pd.DataFrame:
    """Schools of 2025, for those that are newer than the other files: their number is that of their predecessor, and left out."""
    rows, inspected = raw.csv(GIAS), raw.csv(INSPECTED)
    special = rows["URN"].isin(inspected.loc[inspected["phase"] == "Special", "urn"])
    la = ons_code(rows["LA (code)"], GIAS_PERIOD)
    return pd.DataFrame({"urn": rows["URN"], "number": "", "period": GIAS_PERIOD, "la": la, "special": special})
