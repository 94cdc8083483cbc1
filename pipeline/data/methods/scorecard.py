"""The scorecard: for every place the latest figure of every measure, how sure it is, and what it stands beside.

Grain: ``scorecard`` one row a place, phase group and measure that applies to it; ``spread`` one row an area or
trust, phase group of schools and measure.
Traps: a school stands under its URN of today with its predecessors' years; it has one phase, whatever it was called in other years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.data.methods import figures, likeness
from pipeline.data.methods.figures import Figures, Pooled
from pipeline.data.methods.likeness import DIGITS, Middle, Numbers
from pipeline.model import LEVELS, Measure

SPREAD = {"lowest": 0.02, "low": 0.25, "mid": 0.5, "high": 0.75, "highest": 0.98}


@dataclass(frozen=True, slots=True)
class Schools:
    """The open schools by number: ``urn`` and ``phase``, the ``neighbours`` of each (their numbers, -1 for none), the URN under whose
    ``line`` a code's figures stand, the ``parents`` (level, code, number of the school), and in which form each keeps its ``accounts``.
    """

    urn: pd.Index
    phase: Numbers
    neighbours: Numbers
    line: dict[str, str]
    parents: pd.DataFrame
    accounts: Numbers

    def near(self, measure: Measure) -> Numbers:
        """The neighbours that may stand beside a figure of ``measure``: all, or those that keep their accounts as the school does."""
        if measure.alike != "accounts":
            return self.neighbours
        return np.where(self.accounts[self.neighbours] == self.accounts[:, None], self.neighbours, -1)


def neighbours(urn: pd.Index, table: pd.DataFrame) -> Numbers:
    """School by rank: the number of each similar school, -1 where there is none. ``table`` has urn, similar_urn and rank from 1."""
    width = int(table["rank"].max()) if len(table) else 1
    found = np.full((len(urn), width), -1)
    found[urn.get_indexer(pd.Index(table["urn"])), table["rank"].to_numpy() - 1] = urn.get_indexer(pd.Index(table["similar_urn"]))
    return found


class Places:
    """The places of one measure table, and the number of each row's."""

    def __init__(self, table: pd.DataFrame, schools: Schools) -> None:
        level = table["level"].astype(object).to_numpy()
        code = table["code"].astype(object)
        is_school = level == "school"
        line = code.where(~is_school, code.map(lambda urn: schools.line.get(urn, urn)))
        number = schools.urn.get_indexer(pd.Index(line))
        phase = np.where(is_school, np.append(schools.phase, "")[number], table["phase"].astype(object))
        keys = pd.DataFrame({"level": level, "code": line.to_numpy(), "phase": phase})
        wanted = ~is_school | (number >= 0)
        group = keys.groupby(["level", "code", "phase"], sort=False, observed=True).ngroup().to_numpy()
        self.keys = keys.iloc[np.unique(group, return_index=True)[1]].reset_index(drop=True)
        self.year = table["period"].astype("str").str[:4].astype(int).to_numpy()
        self.place = np.where(wanted & ~self._doubled(table, group, is_school, code, line), group, -1)
        self.school = np.where(self.keys["level"] == "school", schools.urn.get_indexer(pd.Index(self.keys["code"])), -1)

    def _doubled(self, table: pd.DataFrame, group: Numbers, is_school: Numbers, code: pd.Series, line: pd.Series) -> Numbers:
        """A predecessor's row of a year for which its line has a newer one: the newest URN's stands."""
        rows = pd.DataFrame({"group": group, "year": self.year, "own": (code == line).to_numpy(), "code": code.to_numpy()})
        ordered = rows[is_school].sort_values(["own", "code"])
        doubled = np.zeros(len(table), dtype=bool)
        doubled[ordered.index[ordered.duplicated(["group", "year"], keep="last")]] = True
        return doubled


def rows(table: pd.DataFrame, measures: tuple[Measure, ...], schools: Schools) -> tuple[list[pd.DataFrame], list[pd.DataFrame]]:
    """The rows of ``scorecard`` and of ``spread`` of one built measure table, a frame for each measure of which anybody has a figure."""
    places = Places(table, schools)
    cards, spreads = [], []
    for measure in measures:
        found = figures.figures(table, measure, places.place, places.year)
        if not np.isnan(found.value).all():
            cards.append(_card(table, places, found, schools))
            spreads.append(_spread(places, found, schools))
    return cards, spreads


def _newest(found: Figures) -> int:
    return int(found.year[~np.isnan(found.value)].max())


def _matrix(places: Places, found: Figures, schools: Schools) -> tuple[Numbers, Numbers]:
    """School by year, and the years in order."""
    years = np.unique(found.year)
    values = np.full((len(schools.urn), len(years)), np.nan)
    school = places.school[found.place]
    ours = school >= 0
    values[school[ours], np.searchsorted(years, found.year[ours])] = found.value[ours]
    return values, years


def _card(table: pd.DataFrame, places: Places, found: Figures, schools: Schools) -> pd.DataFrame:
    count, newest = len(places.keys), _newest(found)
    there, entry = (last := figures.latest(found, count)) >= 0, np.maximum(last, 0)
    until = np.where(there, found.year[entry], 0)
    middle = _middle(places, found, schools, until)

    def shown(column: Numbers) -> Numbers:
        return np.where(there, column[entry], np.nan)

    value, low, high = shown(found.value), shown(found.low), shown(found.high)
    why = _why(table, found, newest, count)
    card = {
        **{name: places.keys[name] for name in ("level", "code", "phase")},
        "measure": found.measure.id,
        "period": periods(np.where(there, until, newest)),
        "newest": periods(np.full(count, newest)),
        "value": value,
        "value__reason": np.where(there, "", why),
        "newest_missing": why,
        "low": low,
        "high": high,
        "pupils": shown(found.pupils),
        **{name: shown(_count(table, found, name)) for name in ("schools", "missing")},
        "status": _status(table, found, there, entry),
        **_beside(figures.pooled(found, until, count), middle),
        "standing": likeness.standing(value, low, high, middle, found.measure.decimals),
    }
    applies = (np.bincount(found.place, minlength=count) > 0) & (there | (why != "z"))
    rows: pd.DataFrame = pd.DataFrame(card)[applies].round(DIGITS)
    return rows


def _beside(pooled: Pooled, middle: Middle) -> dict[str, Any]:
    told = {"pooled": pooled.value, "pooled_low": pooled.low, "pooled_high": pooled.high}
    years = {"pooled_from": periods(pooled.first), "pooled_years": pooled.years}
    similar = {"similar_low": middle.low, "similar_mid": middle.mid, "similar_high": middle.high}
    return {**told, **years, **similar, "similar_schools": middle.schools}


def _middle(places: Places, found: Figures, schools: Schools, until: Numbers) -> Middle:
    """The similar schools' middle half in the year of each school's figure; NaN for areas."""
    values, years = _matrix(places, found, schools)
    column = np.where(until > 0, np.searchsorted(years, until), -1)
    near = np.where((places.school >= 0)[:, None], schools.near(found.measure)[places.school], -1)
    return likeness.beside(values, near, column)


def _why(table: pd.DataFrame, found: Figures, newest: int, count: int) -> Numbers:
    """By place why the newest year has no figure: "" if it has one, ``absent`` if the place has no row."""
    why = np.full(count, "absent", dtype=object)
    now = found.year == newest
    why[found.place[now]] = figures.reasons(table, found)[now]
    return why


def _count(table: pd.DataFrame, found: Figures, what: str) -> Numbers:
    name = f"{found.measure.column}_{what}"
    return table[name].to_numpy(dtype=float, na_value=np.nan)[found.row] if name in table else np.full(len(found.row), np.nan)


def _status(table: pd.DataFrame, found: Figures, there: Numbers, entry: Numbers) -> Any:
    if not found.measure.status:
        return ""
    words = table[found.measure.status].astype(object).fillna("").to_numpy()[found.row]
    return np.where(there, words[entry], "")


def _spread(places: Places, found: Figures, schools: Schools) -> pd.DataFrame:
    """How the schools of each area and trust lie in the newest year, by the phase of the school."""
    values, years = _matrix(places, found, schools)
    now = values[:, np.searchsorted(years, _newest(found))]
    parents = schools.parents.assign(phase=schools.phase[schools.parents["school"]])
    keys = ["level", "code", "phase"]
    group = parents.groupby(keys, sort=True).ngroup().to_numpy()
    named = parents[keys].drop_duplicates().sort_values(keys, ignore_index=True)
    cuts, counts = likeness.grouped(now[parents["school"]], group, len(named), tuple(SPREAD.values()))
    spread = named.assign(measure=found.measure.id, period=periods(np.full(len(named), _newest(found))), schools=counts)
    return spread.assign(**dict(zip(SPREAD, cuts.round(DIGITS), strict=True)))[counts > 0]


def periods(years: Numbers) -> list[str]:
    """``2018-19`` of 2018; "" of 0."""
    names = {year: f"{year}-{(year + 1) % 100:02d}" if year else "" for year in np.unique(years).tolist()}
    return [names[year] for year in years.tolist()]


def in_order(cards: list[pd.DataFrame]) -> pd.DataFrame:
    """Rows of several packages as one table: by level, schools first, or by trust; then by code, measure and phase."""
    whole = pd.concat(cards, ignore_index=True) if cards else pd.DataFrame()
    if "level" in whole:
        whole["level"] = pd.Categorical(whole["level"], categories=LEVELS)
    keys = [name for name in ("level", "uid", "urn", "code", "measure", "phase", "span", "period", "basis") if name in whole]
    ordered: pd.DataFrame = whole.sort_values(keys, ignore_index=True) if keys else whole
    return ordered
