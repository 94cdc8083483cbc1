"""The publisher's own figures of 16 to 18 study for authorities, regions and England.

Grain: one row an area and academic year. The area rows of a year's own file come first; where it has none (regions, 2017/18, 2022/23),
those of the Department's authority tool. Traps: ``England`` is state-funded schools and colleges (the record type 7); the tool names
years by the summer and areas by its own numbers, and its copy has the binary tails of some decimals.
"""

from __future__ import annotations

import io

import pandas as pd

from pipeline.data.authorities import known, ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets.attainment_published import ABROAD, INNER_AND_OUTER_LONDON, NATIONAL, REGIONS, TOOL
from pipeline.data.datasets.sixth_form_columns import MEASURES, MORE_2019, SHEETS, Sheet, figures
from pipeline.data.sources import Raw
from pipeline.model import ENGLAND

KEY = ["level", "code", "phase", "period"]
RECORDS = {"4": "local-authority", "7": "england"}
INDICATORS = {
    "APSE_Alevel": "alevel_points",
    "APSE_Best_3ALevels": "best3_points",
    "Alevel_2FacilSubs": "aab_pct",
    "APSE_GenS": "applied_points",
    "APSE_Tech": "tech_points",
}


def published(raw: Raw, files: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an area and period; ``x`` where neither source has a figure."""
    rows = [records(files[period], sheet, period) for period, sheet in SHEETS.items() if sheet.record and sheet.authority]
    rows.append(records(files["2021-22"], MORE_2019, "2018-19"))
    own = pd.concat(rows).set_index(KEY)
    return own.combine_first(tool(raw)).fillna("x").sort_index().reset_index()[[*KEY, *MEASURES]]


def records(table: pd.DataFrame, sheet: Sheet, period: str) -> pd.DataFrame:
    """The authority and national records of one file, without authorities that were none in ``period``."""
    rows = table[table[sheet.record].isin(list(RECORDS))]
    england = rows[sheet.record] == "7"
    rows = rows[england | rows[sheet.authority].isin(list(known(period)))]
    england = england.reindex(rows.index)
    codes = ons_code(rows[sheet.authority].mask(england, ""), period).mask(england, ENGLAND)
    measured = sheet._replace(columns={ours: theirs for ours, theirs in sheet.columns.items() if ours in MEASURES})
    key = {"level": rows[sheet.record].map(RECORDS), "code": codes, "phase": "all", "period": period}
    return pd.DataFrame({**key, **figures(rows, measured)})


def tool(raw: Raw) -> pd.DataFrame:
    """The figures of the authority tool in the years that have a table here, wide, by level, code, phase and period."""
    table = pd.read_parquet(io.BytesIO(raw.bytes(TOOL)), columns=["Short Desc", "Years", "Values", "LA Number"])
    table = table[table["Short Desc"].isin(list(INDICATORS)) & table["LA Number"].notna()]
    number = table["LA Number"].astype(int).astype(str)
    summer = table["Years"].str[:4].astype(int)
    table = table.assign(number=number, period=[f"{year - 1}-{year % 100:02}" for year in summer], value=_printed(table["Values"]))
    table = table[table["period"].isin(list(SHEETS)) & ~number.isin([ABROAD, *INNER_AND_OUTER_LONDON])]
    areas = pd.concat([located(part, str(period)) for period, part in table.groupby("period")])
    return areas.pivot(index=KEY, columns="column", values="value")


def located(part: pd.DataFrame, period: str) -> pd.DataFrame:
    """Level and code of one year's areas, without authorities that were none in it, and without cells that hold no figure."""
    number = part["number"]
    named = number.isin([NATIONAL, *REGIONS])
    part = part[(named | number.isin(list(known(period)))) & (part["value"] != "x")]
    number, named = part["number"], named.reindex(part.index)
    level = number.map(lambda one: "england" if one == NATIONAL else "region" if one in REGIONS else "local-authority")
    code = ons_code(number.mask(named, ""), period).mask(named, number.map({**REGIONS, NATIONAL: ENGLAND}))
    return part.assign(level=level, code=code, phase="all", column=part["Short Desc"].map(INDICATORS))


def _printed(values: pd.Series) -> pd.Series:
    """Two decimals, which is what the publisher prints, or ``x`` for its hyphen."""
    numbers = pd.to_numeric(values, errors="coerce")
    text = values.astype("str").mask(numbers.notna(), numbers.round(2).map("{:.10g}".format))
    return coded(text, {"-": "x"}, TOOL)
