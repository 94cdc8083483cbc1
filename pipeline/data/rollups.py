"""Schools to trusts, local authorities, regions and England.

Grain of the result: one row per area or trust, phase group (and ``all`` together) and period in which it has a school.
What a school counts for is what the publisher printed of it; nothing is estimated for a school without a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline.data.authorities import authorities
from pipeline.data.limits import Limit, limits
from pipeline.data.tallies import Numbers, Parts, count_parts, parts, tally, total
from pipeline.errors import PackageError
from pipeline.model import ALL_PHASES, ENGLAND, REASONS, Level, Measure
from pipeline.packages import reason_column

GROUP = ["code", "phase", "period"]
KEY = ["level", *GROUP, "la"]


class Members(NamedTuple):
    """Which rows of the table count for which parents of one level; a row may count for several or none."""

    level: Level
    rows: Numbers
    parents: pd.Series


def roll_up(
    table: pd.DataFrame, measures: tuple[Measure, ...], membership: pd.DataFrame, regions: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The rows of trusts and areas that go with a measure table of schools; same columns, and two a measure more.

    ``membership`` has a row for each school (``urn``) and ``parent`` of a ``level``: it counts from the period ``since`` on, in all
    periods where that is empty. An authority is the row's own ``la``; its region comes from ``regions``, by default the
    committed table of authorities. A row without ``la`` counts for England and its trust only.

    Each measure follows its own rule (see ``Rollup``), over the schools that have all it needs: ``NAME_schools`` counts those,
    ``NAME_missing`` the others, but for those where it does not apply. Where no school counts the figure is NaN with the strongest
    reason of its schools: c, then u, low, x, and z only if it is z for all. Counts that a rule or a measure's ``pupils`` names are
    added up over what is known. A published interval is put together from those of the schools (see ``limits``), where each that counts
    has one. All other numbers cannot be had from schools: NaN with x.
    Text is kept where it is the same for all schools that have any. Raises PackageError for an authority without a region.
    """
    schools = table[table["level"] == "school"].sort_values(["period", "phase", "code"], ignore_index=True)
    _refuse_two_counts(schools)
    rolled = {measure.column: parts(schools, measure) for measure in measures if measure.rollup.method != "none"}
    counts = {column: count_parts(schools, column) for column in _counts(measures) if column not in rolled}
    ends = limits(schools, measures, rolled)
    sums = {measure.column for measure in measures if measure.rollup.method == "sum"} | set(counts)
    frames = []
    for members in _levels(schools, membership, regions):
        for phases in _phase_groups(schools, members):
            figures = _Figures(schools, members.level, *phases)
            frames.append(figures.frame({**counts, **rolled}, ends, sums, set(rolled)))
    return pd.concat(frames, ignore_index=True)


def _refuse_two_counts(schools: pd.DataFrame) -> None:
    """A school that stands both in ``all`` and in a phase group would count twice."""
    whole = schools["phase"] == ALL_PHASES
    both = schools.loc[whole, ["code", "period"]].merge(schools.loc[~whole, ["code", "period"]])
    if len(both):
        raise PackageError(f"school {both['code'][0]}, {both['period'][0]}", "a row for all phases and one for a phase", "one of the two")


def _counts(measures: tuple[Measure, ...]) -> list[str]:
    """The columns that rules and measures name as counts, each once."""
    rules = [rule for measure in measures for rule in (measure.rollup, measure.rollup.otherwise) if rule is not None]
    named = [name for rule in rules for name in (rule.numerator, rule.denominator, rule.weight)]
    return list(dict.fromkeys(name for name in [*named, *(measure.pupils for measure in measures)] if name))


def _levels(schools: pd.DataFrame, membership: pd.DataFrame, regions: Mapping[str, str] | None) -> Iterator[Members]:
    yield _trusts(schools, membership)
    la = schools["la"].astype("str")
    placed = np.flatnonzero(la != "")
    la = la.iloc[placed]
    yield Members("local-authority", placed, la)
    known = dict(zip(authorities()["code"], authorities()["region"], strict=True)) if regions is None else regions
    strange = sorted(set(la.unique()) - set(known))
    if strange:
        raise PackageError("authority of a school", repr(strange[0]), "a code whose region is known")
    yield Members("region", placed, la.map(dict(known)))
    yield Members("england", np.arange(len(schools)), pd.Series(ENGLAND, index=schools.index))


def _trusts(schools: pd.DataFrame, membership: pd.DataFrame) -> Members:
    links = membership[membership["level"] == "trust"]
    present = schools[["code", "period"]].astype("str").assign(row=np.arange(len(schools)))
    joined = present.merge(links[["urn", "parent", "since"]], left_on="code", right_on="urn")
    joined = joined[joined["period"] >= joined["since"]]
    return Members("trust", joined["row"].to_numpy(), joined["parent"])


def _phase_groups(schools: pd.DataFrame, members: Members) -> Iterator[tuple[Numbers, pd.Series, pd.Series]]:
    """The members twice: once in the phase group of each, once all together."""
    phase = schools["phase"].astype("str").iloc[members.rows]
    single = (phase != ALL_PHASES).to_numpy()
    if single.any():
        yield members.rows[single], members.parents[single], phase[single]
    if len(phase):
        yield members.rows, members.parents, pd.Series(ALL_PHASES, index=phase.index)


class _Figures:
    """The groups of one level, and the columns that they come to."""

    def __init__(self, schools: pd.DataFrame, level: Level, rows: Numbers, parents: pd.Series, phases: pd.Series) -> None:
        keys = {"code": parents.to_numpy(), "phase": phases.to_numpy(), "period": schools["period"].astype("str").to_numpy()[rows]}
        frame = pd.DataFrame(keys)
        self.group = frame.groupby(GROUP, sort=True).ngroup().to_numpy()
        self.keys = frame.drop_duplicates().sort_values(GROUP, ignore_index=True)
        self.schools, self.level, self.rows = schools, level, rows

    def frame(self, known: Mapping[str, Parts], ends: Mapping[str, Limit], sums: set[str], rolled: set[str]) -> pd.DataFrame:
        """The rows of this level: keys, every column of the table, and two counts for each rolled-up measure."""
        columns: dict[str, Any] = {"level": self.level, **{name: self.keys[name] for name in GROUP}, "la": ""}
        for name in self.schools.columns.difference(KEY, sort=False):
            if name in known:
                columns |= self._figure(name, known[name], name not in sums)
            elif name in ends:
                columns |= self._end(name, ends[name])
            elif not name.endswith(reason_column("")):
                columns |= self._unknown(name)
        for name in sorted(rolled, key=list(known).index):
            columns[f"{name}_schools"] = self._tally(known[name].used)
            columns[f"{name}_missing"] = self._tally(known[name].missing)
        ordered = [*self.schools.columns, *(name for name in columns if name not in self.schools.columns)]
        return pd.DataFrame({name: columns[name] for name in ordered}, index=self.keys.index)

    def _figure(self, name: str, given: Parts, ratio: bool) -> dict[str, Any]:
        figures, reasons = total(given, self.rows, self.group, len(self.keys), ratio)
        return {name: figures, **self._reason(name, reasons)}

    def _end(self, name: str, limit: Limit) -> dict[str, Any]:
        figures, reasons = limit.of(self.rows, self.group, len(self.keys))
        return {name: figures, **self._reason(name, reasons)}

    def _unknown(self, name: str) -> dict[str, Any]:
        """Numbers that no rule covers are not available; text stands where all schools that have any share it."""
        if pd.api.types.is_numeric_dtype(self.schools[name].dtype):
            return {name: np.nan, **self._reason(name, np.full(len(self.keys), "x"))}
        words = self.schools[name].astype("str")
        codes, texts = pd.factorize(words.where(words != "").iloc[self.rows])
        lowest, highest = np.full(len(self.keys), len(texts)), np.full(len(self.keys), -1)
        np.minimum.at(lowest, self.group[codes >= 0], codes[codes >= 0])
        np.maximum.at(highest, self.group, codes)
        return {name: np.where(lowest == highest, np.array([*texts, ""], dtype=object)[highest], "")}

    def _reason(self, name: str, reasons: Numbers) -> dict[str, Any]:
        column = reason_column(name)
        return {column: pd.Categorical(reasons, categories=["", *REASONS])} if column in self.schools.columns else {}

    def _tally(self, flags: Numbers) -> Numbers:
        return tally(flags, self.rows, self.group, len(self.keys))
