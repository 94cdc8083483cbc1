"""Destinations: what pupils did in the year after key stage 4 (age 16) and after 16 to 18 study.

Grain: one row a school and the academic year in which its pupils left, both stages side by side; ``published`` has one row an area,
phase group and year as the publisher printed it. Traps: the files' years are those of the tables, two or three years after the pupils
left; what the publisher counts has changed more than once (see the breaks in measures.yaml). Reasons: ``z`` where a school is not on
that year's list of the stage, ``x`` where no file here has the figure for anyone.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.datasets import destinations_places as places
from pipeline.data.datasets import destinations_sheets as sheets
from pipeline.data.datasets import destinations_workbooks as workbooks
from pipeline.data.datasets.attainment_schools import predecessors
from pipeline.data.datasets.destinations_published import published
from pipeline.data.sources import Raw

KS4 = [*sheets.KS4]
KS5 = ["ks5_pupils", "ks5_weight", *list(sheets.KS5)[1:], *sheets.LEVEL3]
PERIODS = [f"{year}-{year - 1999:02d}" for year in range(2009, 2021)]
# The compiled file has no numbers of pupils, and no code where it has no share: pupils after 16 come from the file of their examinations,
# after 18 schools are weighed by their students of the year before.
COMPILED, BEFORE = "2020-21", "2019-20"


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period, and ``published``. Raises TidyError, SourceError."""
    where = places.Places(raw)
    after_16 = {period: _of_year(raw, where, period, (sheets.AFTER_16,), workbooks.AFTER_16) for period in PERIODS}
    after_18 = {period: _of_year(raw, where, period, (sheets.AFTER_18, sheets.UNIVERSITY), workbooks.AFTER_18) for period in PERIODS}
    complete(raw, where, after_16, after_18)
    ever = pd.Index(sorted(set().union(*(table.index for table in after_18.values()))))
    tables = {period: side_by_side(after_16[period], after_18[period], period, where, ever) for period in PERIODS}
    return {**tables, "published": published(raw)}


def complete(raw: Raw, where: places.Places, after_16: dict[str, pd.DataFrame], after_18: dict[str, pd.DataFrame]) -> None:
    """Give the compiled year its pupils, and every year its weights: a school's own, or those of the school that it took over from."""
    urns = raw.csv(sheets.COMPILED)["urn"]
    urns = urns[~urns.isin(where.colleges)]
    before = predecessors(raw)
    pupils = _handed_on(places.pupils(raw), urns, before)
    after_16[COMPILED] = _with_lost(after_16[COMPILED], pupils.index).assign(ks4_pupils=pupils).fillna({"ks4_pupils": "x"})
    weights = _handed_on(after_18[BEFORE]["ks5_pupils"], urns, before)
    after_18[COMPILED] = _with_lost(after_18[COMPILED], weights.index).assign(ks5_weight=weights).fillna({"ks5_weight": "x"})
    for period, table in after_18.items():
        if period != COMPILED and "ks5_pupils" in table:
            table["ks5_weight"] = table["ks5_pupils"]


def _handed_on(counts: pd.Series, urns: pd.Series, before: pd.Series) -> pd.Series:
    """The counts of ``urns`` that are known, a new school's from its predecessor."""
    found = counts.reindex(urns)
    earlier = counts.reindex(before.reindex(urns)).set_axis(found.index)
    return found.fillna(earlier).dropna()


def _with_lost(table: pd.DataFrame, urns: pd.Index) -> pd.DataFrame:
    """The table with rows for ``urns`` that had pupils and have no share: whether it was suppressed, the compiled file does not say."""
    return table.reindex(table.index.union(urns), fill_value="x")


def _of_year(
    raw: Raw, where: places.Places, period: str, kinds: tuple[dict[str, sheets.Sheet], ...], books: dict[str, workbooks.Book]
) -> pd.DataFrame:
    """One stage of one year by URN: every column that a file has, ``z`` where a school is not on the list of that file."""
    parts = [sheets.listed(raw, kind[period]) for kind in kinds if period in kind]
    if period in books:
        parts.append(_by_urn(workbooks.rows(raw, books[period]), where, period))
    return where.schools(pd.concat(parts, axis=1).fillna("z"), period) if parts else pd.DataFrame()


def _by_urn(table: pd.DataFrame, where: places.Places, period: str) -> pd.DataFrame:
    """The workbook's institutions that are schools, under their URN."""
    urns = where.urns(table.index, period)
    return table[urns.notna().to_numpy()].set_axis(urns.dropna().to_numpy())


def side_by_side(after_16: pd.DataFrame, after_18: pd.DataFrame, period: str, where: places.Places, ever: pd.Index) -> pd.DataFrame:
    """Both stages of one year, keyed: ``z`` for a school that is not on a stage's list, ``x`` for what no file of the year has.

    Where there is no list, ``x`` for the schools that are ``ever`` on one of after 18.
    """
    urns = after_16.index.union(after_18.index)
    stages = [_whole(after_16, KS4, urns), _whole(after_18, KS5, urns, ever)]
    key = {"level": "school", "code": urns, "phase": where.phases(urns), "period": period, "la": where.authorities(urns, period)}
    return pd.concat([pd.DataFrame(key, index=urns), *stages], axis=1).reset_index(drop=True)


def _whole(stage: pd.DataFrame, columns: list[str], urns: pd.Index, ever: pd.Index | None = None) -> pd.DataFrame:
    on_list = urns.isin(stage.index if ever is None or len(stage) else ever)
    lacking = pd.Series(on_list, index=urns).map({True: "x", False: "z"}).astype("str")
    held = stage.reindex(urns, fill_value="z")
    return pd.DataFrame({name: held.get(name, lacking) for name in columns}, index=urns)
