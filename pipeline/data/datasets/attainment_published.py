"""The publisher's own figures for authorities, regions and England, to hold ours against.

Grain: one row an area and academic year. Traps: up to 2018/19 the key stage 4 columns are the provisional release, as in the schools'
rows, and the final figures stand beside them; the authority tool names years by the summer and areas by its own numbers;
``England`` is all state-funded schools (the publisher's record type 7).
"""

from __future__ import annotations

import io

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets.attainment_sheets import CODES, SECONDARY, Sheet
from pipeline.data.sources import Raw
from pipeline.model import ENGLAND

TOOL = "context/dfe-2026-lait-bds_long_0.parquet"
INDICATORS = {
    "ks2_expected_pct": "KS2RWM_Expected_STD",
    "ks2_higher_pct": "KS2RWM_Higher_STD",
    "ks2_reading_progress": "KS2R_Prog_VA",
    "ks2_writing_progress": "KS2W_Prog_VA",
    "ks2_maths_progress": "KS2M_Prog_VA",
    "ks2_reading_score": "KS2R_AVG_Scaled_Score",
    "ks2_maths_score": "KS2M_AVG_Scaled_Score",
    "attainment8_final": "AVG_Attain8_Score",
    "progress8_final": "AVG_Prog8_Score",
    "english_maths_5_final_pct": "EngMaths9-5",
}
FIRST, LAST = 2016, 2025
REGIONS = {str(980 + place): f"E1200000{number}" for place, number in zip((0, 1, 2, 3, 4, 5, 6, 9, 10), range(1, 10), strict=True)}
INNER_AND_OUTER_LONDON = ("987", "988")
NATIONAL = "970"
# Schools of the armed forces abroad: a number without figures.
ABROAD = "702"
RECORDS = {"4": "local-authority", "7": "england"}
COLUMNS = [
    *("ks4_pupils", "attainment8", "progress8", "progress8_low", "progress8_high", "progress8_pupils"),
    *("english_maths_5_pct", "english_maths_4_pct", "ebacc_entry_pct", "ebacc_aps"),
]


def published(raw: Raw) -> pd.DataFrame:
    """One row an area and period, key level, code, phase, period; ``x`` where neither file has a figure."""
    key = ["level", "code", "phase", "period"]
    rows = [records(raw, period, sheet) for period, sheet in SECONDARY.items() if sheet.kind == "NFTYPE"]
    tables = _tool(raw).set_index(key).join(pd.concat(rows).set_index(key), how="outer").fillna("x").reset_index()
    return tables[[*key, *INDICATORS, *COLUMNS]]


def records(raw: Raw, period: str, sheet: Sheet) -> pd.DataFrame:
    """The authority and national records of one key stage 4 file, with our columns of the sheet. Raises SourceError, TidyError."""
    table = raw.csv(sheet.raw, ragged=sheet.ragged)
    table = table[table["RECTYPE"].isin(list(RECORDS)) & (table["LEA"] != ABROAD)]
    codes = {**CODES, "": "z"}
    columns = {ours: coded(table[theirs], codes, f"{sheet.raw}, {theirs}") for ours, theirs in sheet.columns.items()}
    england = table["RECTYPE"] == "7"
    areas = ons_code(table["LEA"].mask(england, ""), period).mask(england, ENGLAND)
    return pd.DataFrame({"level": table["RECTYPE"].map(RECORDS), "code": areas, "phase": "all", "period": period, **columns})


def _tool(raw: Raw) -> pd.DataFrame:
    """The final figures of the authority tool, wide."""
    table = pd.read_parquet(io.BytesIO(raw.bytes(TOOL)), columns=["Short Desc", "Years", "Values", "LA Number"])
    table = table[table["Short Desc"].isin(list(INDICATORS.values())) & table["LA Number"].notna()]
    table = table[pd.to_numeric(table["Years"]).between(FIRST, LAST)]
    number = table["LA Number"].astype(int).astype(str)
    table = table.assign(number=number, value=coded(_printed(table["Values"]), {"-": "x"}, TOOL))[~number.isin(INNER_AND_OUTER_LONDON)]
    wide = table.pivot(index=["Years", "number"], columns="Short Desc", values="value").reset_index()
    wide["period"] = [f"{int(year) - 1}-{year[2:]}" for year in wide["Years"]]
    areas = pd.concat([_areas(part) for _, part in wide.groupby("period")])
    return pd.DataFrame({**{name: areas[name] for name in ("level", "code")}, "phase": "all", "period": areas["period"],
                         **{ours: areas[theirs].fillna("x") for ours, theirs in INDICATORS.items()}})  # fmt: skip


def _printed(values: pd.Series) -> pd.Series:
    """Two decimals, which is what the publisher prints: the tool's copy has the binary tails of some."""
    numbers = pd.to_numeric(values, errors="coerce")
    return values.astype("str").mask(numbers.notna(), numbers.round(2).map("{:.10g}".format))


def _areas(part: pd.DataFrame) -> pd.DataFrame:
    """Level and ONS code of one year's areas; authorities that were none that year have no figure and are left out."""
    figures = part[list(INDICATORS.values())]
    part = part[~figures.isin(["x"]).where(figures.notna(), True).all(axis=1)]
    level = part["number"].map(lambda number: "england" if number == NATIONAL else "region" if number in REGIONS else "local-authority")
    local = ons_code(part["number"].where(level == "local-authority", ""), part["period"].iloc[0]) if len(part) else part["number"]
    code = local.where(level == "local-authority", part["number"].map({**REGIONS, NATIONAL: ENGLAND}))
    return part.assign(level=level, code=code)
