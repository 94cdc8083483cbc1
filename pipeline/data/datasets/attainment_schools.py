"""What the result files lack: the authority of a school, the day it opened, and a weight where no pupils were counted.

Grain: one value a URN. Traps: a school that becomes an academy gets a new URN; its results before that day belong to the
URN of its predecessor, and some files print them under the new one.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import known, ons_code
from pipeline.data.datasets.attainment_sheets import MORE_2024, SECONDARY, independent
from pipeline.data.sources import Raw

REGISTER = "register/gias_statefunded_2025-07-17.csv.gz"
LINKS = "register/gias_establishment_links_2025-04-22.csv.gz"
CENSUS_2023 = "inclusion/dfe_school_census_2022-2023.csv.gz"
CENSUSES = {year: f"inclusion/dfe-{year}-england_census.csv.gz" for year in ("2014-15", "2015-16", "2016-17", "2017-18", "2018-19")}
FORMER = "register/school_details_2018.csv.gz"
# Merged, split and amalgamated schools have several predecessors: none of them stands for the school.
PREDECESSOR = "Predecessor"


class Authorities:
    """Which file says in which authority a school was, year by year."""

    def __init__(self, raw: Raw) -> None:
        self.years = {year: _codes(raw.csv(name), "URN", "LA") for year, name in {**CENSUSES, "2022-23": CENSUS_2023}.items()}
        self.secondary = {
            year: _codes(raw.csv(sheet.raw, ragged=sheet.ragged), sheet.urn, sheet.authority) for year, sheet in SECONDARY.items()
        }
        self.named = {year: set(codes) for year, codes in self.secondary.items()}
        self.secondary["2023-24"] = _codes(raw.csv(MORE_2024.raw), MORE_2024.urn, MORE_2024.authority)
        self.register = _codes(raw.csv(REGISTER), "URN", "LA (code)")
        self.former = _codes(raw.csv(FORMER), "URN", "Local Authority")

    def of(self, urns: pd.Index, period: str) -> pd.Series:
        """ONS codes of the schools' authorities in ``period``; empty where no file says it in that year's codes.

        The files are asked in order of their distance in time. A code that was none in ``period`` is passed over, and so is one that
        the publisher's own results of that year do not use: those of 2018/19 have the Dorset of April 2019, its census has the old one.
        """
        used = self.named.get(period, set(known(period))) & set(known(period))
        years = sorted({*self.years, *self.secondary}, key=lambda year: (abs(int(year[:4]) - int(period[:4])), year))
        lookups = [table[year] for year in years for table in (self.secondary, self.years) if year in table]
        found = pd.Series("", index=urns, dtype="str")
        for lookup in (*lookups, self.register, self.former):
            codes = lookup.reindex(urns).fillna("")
            found = found.mask(found == "", codes.where(codes.isin(list(used)), ""))
        return ons_code(found, period)


def _codes(table: pd.DataFrame, urn: str, authority: str) -> pd.Series:
    rows = table[table[urn].str.fullmatch(r"\d{6}")].drop_duplicates(urn)
    return rows.set_index(urn)[authority]


def opened(raw: Raw) -> pd.Series:
    """The day on which each school of the register opened, where it is given."""
    table = raw.csv(REGISTER).set_index("URN")
    return pd.to_datetime(table["OpenDate"], format="%d-%m-%Y", errors="raise").dropna()


def predecessors(raw: Raw) -> pd.Series:
    """URN of the one school that each school simply took over from."""
    table = raw.csv(LINKS)
    table = table[table["LinkType"] == PREDECESSOR]
    return table.drop_duplicates("URN", keep=False).set_index("URN")["LinkURN"]


def state_funded(raw: Raw, urns: pd.Index, listed: pd.Index) -> pd.Series:
    """Which schools of 2022/23 are state-funded: by the census of that year, else by a list of state-funded schools.

    ``listed`` are the URNs that other files of state-funded schools hold.
    """
    census = raw.csv(CENSUS_2023).drop_duplicates("URN").set_index("URN")["SCHOOLTYPE"].reindex(urns)
    return (census.notna() & ~independent(census.fillna(""))) | (census.isna() & pd.Series(urns.isin(listed), index=urns))


def weights(counts: dict[str, pd.Series], before: pd.Series) -> dict[str, pd.Series]:
    """Pupils at the end of the stage to weigh each school of each period with.

    ``counts`` holds each period's own counts by URN as text (reasons allowed). Its own count if there is one, else that of the nearest
    period (the earlier of two) of the same school, else of its predecessor by ``before``; ``x`` where there is none.
    """
    numbers = {period: pd.to_numeric(series, errors="coerce").dropna() for period, series in counts.items()}
    return {period: _nearest(series, period, numbers, before) for period, series in counts.items()}


def _nearest(series: pd.Series, period: str, numbers: dict[str, pd.Series], before: pd.Series) -> pd.Series:
    years = sorted(numbers, key=lambda year: (abs(int(year[:4]) - int(period[:4])), year))
    urns = pd.Series(series.index, index=series.index)
    found = pd.Series(float("nan"), index=series.index)
    for _ in range(3):  # a school, its predecessor, and the one before that
        for year in years:
            found = found.fillna(urns.map(numbers[year]))
        urns = urns.map(before)
    return found.map("{:.0f}".format).replace("nan", "x").where(series != "z", "z").astype("str")
