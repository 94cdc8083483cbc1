"""A trust's schools before and after they joined it: never a claim that the joining was the cause.

Grain: one row a trust, school and measure that is pooled. Before: up to three years that end with the last whole school year before the day
of joining; after: up to three years that end with the latest, from the first whole school year in the trust on. The year in between counts
for neither, and nothing is laid side by side across a break in the series. Schools whose day of joining is not known have no row.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.data.methods import figures
from pipeline.data.methods.figures import Figures, Pooled
from pipeline.data.methods.likeness import DIGITS
from pipeline.data.methods.scorecard import Places, Schools, periods
from pipeline.model import Measure

ALWAYS = 9000
_TEXT = {"type": "string", "constraints": {"required": True}}


def joining(table: pd.DataFrame, measures: tuple[Measure, ...], schools: Schools, membership: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of one built measure table, a frame a measure.

    ``membership`` has uid, urn and the day ``joined`` ("" if not known); a school is in one trust, and so there once.
    """
    places = Places(table, schools)
    links = _links(places, schools, membership)
    pooled = [measure for measure in measures if measure.pool > 1 and len(links)]
    frames = (_rows(links, figures.figures(table, measure, places.place, places.year), len(places.keys)) for measure in pooled)
    return [frame for frame in frames if len(frame)]


def _links(places: Places, schools: Schools, membership: pd.DataFrame) -> pd.DataFrame:
    """Trust, school and day, the number of the school's place, and the years on either side."""
    known = membership[(membership["joined"] != "") & membership["urn"].isin(schools.urn)]
    place = pd.Series(np.flatnonzero(places.school >= 0), index=places.keys["code"][places.school >= 0])
    links = known.assign(place=known["urn"].map(place)).dropna(subset="place").astype({"place": int})
    day = pd.to_datetime(links["joined"])
    year = day.dt.year - (day.dt.month < 9)
    whole = (day.dt.month == 9) & (day.dt.day == 1)
    return links.assign(last=year - 1, first=year + ~whole)


def _rows(links: pd.DataFrame, found: Figures, count: int) -> pd.DataFrame:
    before = figures.pooled(found, _by_place(links, "last", count, 0), count, least=1)
    start = _by_place(links, "first", count, ALWAYS)
    after = figures.pooled(found, np.where(start < ALWAYS, _latest(found, count), 0), count, start, least=1)
    row: pd.DataFrame = links[["uid", "urn", "joined"]].assign(measure=found.measure.id)
    row = row.assign(**_told("before", before, links["place"]), **_told("after", after, links["place"]))
    row = row[(row["before_years"] > 0) & (row["after_years"] > 0) & _comparable(found, row)]
    return row.reset_index(drop=True)


def _comparable(found: Figures, row: pd.DataFrame) -> Any:
    """Not across a break in the series: what was counted before it is not what was counted after."""
    fine = np.ones(len(row), dtype=bool)
    for item in found.measure.breaks:
        fine &= ~((row["before_from"] < item.period) & (row["after_from"] >= item.period)).to_numpy()
    return fine


def _by_place(links: pd.DataFrame, column: str, count: int, otherwise: int) -> Any:
    values = np.full(count, otherwise)
    values[links["place"]] = links[column]
    return values


def _latest(found: Figures, count: int) -> Any:
    last = figures.latest(found, count)
    return np.where(last >= 0, found.year[np.maximum(last, 0)], 0)


def _told(name: str, pooled: Pooled, place: pd.Series) -> dict[str, Any]:
    at = place.to_numpy()
    columns = {"": pooled.value, "_low": pooled.low, "_high": pooled.high}
    numbers = {f"{name}{ending}": values[at].round(DIGITS) for ending, values in columns.items()}
    return {**numbers, f"{name}_from": periods(pooled.first[at]), f"{name}_years": pooled.years[at]}
