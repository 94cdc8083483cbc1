"""A hand-made folder of raw files for the room ``characteristics``: every year, a few schools, its quirks on demand."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd

from pipeline.data.datasets.characteristics import AUTHORITIES, tidy
from pipeline.data.datasets.characteristics_columns import CENSUSES
from pipeline.data.datasets.characteristics_phases import REGISTER
from pipeline.data.datasets.school_lists import FULL_YEAR
from pipeline.data.sources import Raw
from pipeline.model import Dataset, Source

LANGUAGE = "NUMEAL,NUMENGFL,NUMUNCFL,PNUMEAL,PNUMENGFL,PNUMUNCFL"
ACTION = "TSENSAP,TSENA,TOTSENST,TOTSENAP,PSENSAP,PSENA,PTOTSENST,PTOTSENAP"
SUPPORT = "TSENELSE,PSENELSE,TSENELK,PSENELK"
GENDER = "NORG,NORB,PNORG,PNORB"
MIDDLE = f"URN,LA,ESTAB,NOR,{GENDER},{SUPPORT},{LANGUAGE},PNUMFSM,NUMFSMEVER,PNUMFSMEVER"
LATE = f"URN,LA,ESTAB,SCHOOLTYPE,NOR,{GENDER},{SUPPORT},{LANGUAGE},NUMFSM,NUMFSMEVER"
HEADERS = {
    "2010-11": f"URN,LAESTAB,TOTPUPSENDN,{ACTION},TOTPUPEALDN,{LANGUAGE},TOTPUPFSMDN,NUMFSM,PNUMFSM",
    "2011-12": f"URN,LA,ESTAB,TOTPUPSENDN,{GENDER},TSENSAP,TSENA,PSENSAP,PSENA,TOTPUPEALDN,NUMEAL,PNUMEAL,TOTPUPFSMDN,NUMFSM,PNUMFSM,"
    "NUMFSMEVER,PNUMFSMEVER",
    "2012-13": f"URN,LA,ESTAB,TOTPUPSENDN,{GENDER},{ACTION},{LANGUAGE},TOTPUPFSMDN,NUMFSM,PNUMFSM,NUMFSMEVER,PNUMFSMEVER",
    "2013-14": f"URN,LA,ESTAB,TOTPUPSENDN,{GENDER},{ACTION},{LANGUAGE},NUMFSM,NUMNOFSM,PNUMFSM,NUMFSMEVER,PNUMFSMEVER",
    **dict.fromkeys(("2014-15", "2015-16", "2016-17", "2017-18"), MIDDLE),
    **dict.fromkeys(("2018-19", "2020-21"), f"{LATE},PNUMFSMEVER"),
    "2021-22": f"{LATE.replace('ESTAB', 'Estab')},NORFSMEVER,PNUMFSMEVER",
    "2022-23": f"{LATE},NORFSMEVER,PNUMFSMEVER",
    "2025-26": "urn,census_year,pupils_on_roll,fsm_pct,eal_pct,girls_pct,boys_pct,class_size_avg",
}
PRIMARY, NURSERY, UNIT, PRIVATE, SPECIAL = "100001", "100002", "100003", "100004", "100005"
NUMBER = {PRIMARY: "2001", NURSERY: "1001", UNIT: "1101", PRIVATE: "6001", SPECIAL: "7001"}
TYPE = {PRIMARY: "State-funded primary", PRIVATE: "Independent school", SPECIAL: "Non-maintained special school"}

Rows = Mapping[str, list[dict[str, str]]]


def school(urn: str, **cells: str) -> dict[str, str]:
    """A row of a census: 10 in every count and share that ``cells`` does not name."""
    number = NUMBER[urn]
    key = {
        "URN": urn,
        "urn": urn,
        "LA": "202",
        "ESTAB": number,
        "Estab": number,
        "LAESTAB": f"202{number}",
        "SCHOOLTYPE": TYPE.get(urn, ""),
    }
    return {**key, **cells}


def national(place: str, phase: str, **cells: str) -> dict[str, str]:
    """A national row; ``place`` is the column in which the publisher writes the phase."""
    return {"URN": "NAT", "LAESTAB": "", "LA": "", "ESTAB": "", "SCHOOLTYPE": "", place: phase, **cells}


def tidied(folder: Path, rows: Rows, short: Mapping[str, int] | None = None, **headers: str) -> dict[str, pd.DataFrame]:
    """``tidy`` of hand-made files as ``raw`` writes them, for the years in ``rows`` only: that is quicker."""
    with patch.dict(CENSUSES, {period: CENSUSES[period] for period in rows}, clear=True):
        return tidy(raw(folder, rows, short, **headers))


def row(tables: dict[str, pd.DataFrame], period: str, urn: str) -> dict[str, str]:
    """The tidy row of one school."""
    table = tables[period].set_index("code")
    return {str(column): str(cell) for column, cell in table.loc[urn].items()}


def raw(folder: Path, rows: Rows, short: Mapping[str, int] | None = None, **headers: str) -> Raw:
    """The raw files with ``rows`` by period (one primary school elsewhere); ``short`` cuts the last row of a period by so many cells.

    A keyword such as ``p2013_14`` replaces that year's header.
    """
    for period, census in CENSUSES.items():
        header = headers.get(f"p{period.replace('-', '_')}", HEADERS[period]).split(",")
        lines = [[row.get(column, "10") for column in header] for row in rows.get(period, [school(PRIMARY)])]
        lines[-1] = lines[-1][: len(header) - (short or {}).get(period, 0)]
        _write(folder / census.raw, [header, *lines])
    absence = [["201011", "School", PRIMARY, "State-funded primary"], ["201011", "National", "", "Total"]]
    _write(folder / FULL_YEAR, [["time_period", "geographic_level", "urn", "school_type"], *absence])
    register = [[PRIMARY, "Primary", "Camden"], [SPECIAL, "Special", "Camden"]]
    _write(folder / REGISTER, [["urn", "phase", "la"], *register])
    _write(folder / AUTHORITIES, [["dfe_la_code", "ofsted_la_name"], ["202", "Camden"]])
    return Raw(folder, _dataset(folder))


def _write(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(",".join(row) + "\r\n" for row in rows).encode("utf-8-sig")
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def _dataset(folder: Path) -> Dataset:
    names = [*(census.raw for census in CENSUSES.values()), FULL_YEAR, REGISTER, AUTHORITIES]
    descriptor: dict[str, Any] = {}
    return Dataset("characteristics", "", folder, descriptor, (), tuple(Source(name, "", name) for name in names))
