"""Pupil characteristics: who goes to each school, as the January school census counts it.

Grain: one row a state-funded school and year; ``published`` one row a phase group and year, the publisher's own national rows.
Traps: national rows stand among the schools (``NAT``); independent schools too, which are left out here. One row of 2013-14 is
empty, one school of 2017-18 stands twice. Rows of 2020-21 and 2021-22 end early where the six-year figure does not exist.
The free-meals share is not printed from 2018-19 to 2022-23: it is worked out of the printed counts. Whom a share is a share of
changes between years without a word; the README lists it. In 2015-16 the six-year figure leaves out pupils of primary age: a fault
of the file, so it is kept for secondary schools only.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import reasons
from pipeline.data.datasets.characteristics_cells import measures
from pipeline.data.datasets.characteristics_columns import CENSUSES, EXCEPTIONS, KEY, SPANS, need, numbers
from pipeline.data.datasets.characteristics_phases import INDEPENDENT, REGISTER, REGISTER_PERIOD, known_phases, phases
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import ENGLAND

AUTHORITIES = "geography/lookup_la_dfe_ofsted_ons_region_derived.csv"
NATIONAL = "NAT"
NATIONAL_PHASES = {"PRI": "primary", "SEC": "secondary", "SPE": "special"}


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period, and ``published``. Raises TidyError for anything the publisher's dictionaries do not explain."""
    files = {period: _file(raw, period) for period in CENSUSES}
    register, lookup = raw.csv(REGISTER), raw.csv(AUTHORITIES)
    schools = {period: _schools(period, file, register, lookup) for period, file in files.items()}
    known = known_phases(raw, schools, register)
    tables = {period: _table(period, table, known) for period, table in schools.items()}
    return {**tables, "published": _published(files)}


def _file(raw: Raw, period: str) -> pd.DataFrame:
    """One year's file without empty rows, with the URN as ``code``."""
    census = CENSUSES[period]
    file = raw.csv(census.raw, ragged=census.ragged)
    code = need(census.raw, file, "urn" if period == REGISTER_PERIOD else "URN")
    return file.assign(code=code)[(file != "").any(axis=1)]


def _schools(period: str, file: pd.DataFrame, register: pd.DataFrame, lookup: pd.DataFrame) -> pd.DataFrame:
    """The rows of schools, each once, with ``la`` (ONS) and ``number`` beside the raw columns. A row repeated whole is dropped."""
    rows = file[file["code"] != NATIONAL].drop_duplicates(ignore_index=True)
    wrong = ~rows["code"].str.fullmatch(r"\d{6}") | rows["code"].duplicated()
    if wrong.any():
        raise TidyError(CENSUSES[period].raw, f"URN {rows['code'][wrong].iloc[0]!r}", "six digits, and rows that differ for each school")
    if period == REGISTER_PERIOD:
        return rows.assign(la=_registered_la(rows["code"], register, lookup), number="")
    number = numbers(CENSUSES[period].raw, rows)
    return rows.assign(la=ons_code(number.str[:3], period), number=number.str[3:])


def _registered_la(urns: pd.Series, register: pd.DataFrame, lookup: pd.DataFrame) -> pd.Series:
    """The file of 2026 names no authority: it is the one in which the register of August 2025 has the school."""
    digits = dict(zip(lookup["ofsted_la_name"], lookup["dfe_la_code"], strict=True))
    named = urns.map(dict(zip(register["urn"], register["la"], strict=True)))
    if not named.isin(list(digits)).all():
        lost = urns[~named.isin(list(digits))].iloc[0]
        raise TidyError(f"authority of {lost} in {REGISTER_PERIOD}", "none", f"a school of {REGISTER} in an authority of {AUTHORITIES}")
    return ons_code(named.map(digits), REGISTER_PERIOD)


def _table(period: str, schools: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    placed = schools.assign(level="school", period=period, phase=phases(schools, period, known))
    rows = placed[placed["phase"] != INDEPENDENT].reset_index(drop=True)
    table = pd.concat([rows[list(KEY)], measures(period, rows)], axis=1)
    for column, phase_groups, found, reason in EXCEPTIONS.get(period, ()):
        table[column] = table[column].mask(table["phase"].isin(phase_groups) & reasons(table[column]).eq(found), reason)
    return table


def _published(files: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The national rows of all files that have any."""
    national = {period: file[file["code"] == NATIONAL].reset_index(drop=True) for period, file in files.items()}
    tables = [_national(period, rows) for period, rows in national.items() if len(rows)]
    return pd.concat([pd.DataFrame(columns=[*KEY, *SPANS], dtype="str"), *tables], ignore_index=True)


def _national(period: str, rows: pd.DataFrame) -> pd.DataFrame:
    """One file's national rows; an empty cell is a figure that the publisher does not print."""
    first, second = rows.iloc[:, 1], rows.iloc[:, 2]  # the phase moved from the second to the third column in 2016-17
    phase = first.where(first.isin(list(NATIONAL_PHASES)), second)
    strange = ~phase.isin(list(NATIONAL_PHASES))
    if strange.any():
        raise TidyError(f"{CENSUSES[period].raw}, national row", repr(phase[strange].iloc[0]), f"one of {sorted(NATIONAL_PHASES)}")
    key = {"level": "england", "code": ENGLAND, "phase": phase.map(NATIONAL_PHASES), "period": period, "la": ""}
    return pd.concat([pd.DataFrame(key, index=rows.index), measures(period, rows, blanks=True)], axis=1)
