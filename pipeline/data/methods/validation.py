"""The scorecard's own test: what similar schools, authority and chance explain of each measure, in the newest year and pooled."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.data.methods import figures
from pipeline.data.methods.explained import explained
from pipeline.data.methods.figures import Figures
from pipeline.data.methods.likeness import Numbers
from pipeline.data.methods.scorecard import Places, Schools, periods
from pipeline.model import Measure

SPANS = (("year", 1), ("years", 2))


def validation(table: pd.DataFrame, measures: tuple[Measure, ...], schools: Schools) -> list[pd.DataFrame]:
    """The rows of ``validation`` of one built measure table: ``measure``, ``span``, ``period`` and what ``explained`` gives, by phase."""
    places, authority = Places(table, schools), _authority(schools)
    frames = []
    for measure in measures:
        found = figures.figures(table, measure, places.place, places.year)
        known = ~np.isnan(found.value) & (places.school[found.place] >= 0)
        if known.any():
            frames += [_row(places, found, int(found.year[known].max()), span, schools, authority) for span in SPANS[: measure.pool]]
    return [frame for frame in frames if len(frame)]


def _row(places: Places, found: Figures, newest: int, span: tuple[str, int], schools: Schools, authority: Numbers) -> pd.DataFrame:
    """One year's figures, or those of at least two years that end with it."""
    name, least = span
    until = np.full(len(places.keys), newest)
    pool = figures.pooled(found, until, len(places.keys), until if least == 1 else None, least)
    values = np.full(len(schools.urn), np.nan)
    ours = places.school >= 0
    values[places.school[ours]] = pool.value[ours]
    rows = explained(values, schools.phase, authority, schools.neighbours)
    return rows.assign(measure=found.measure.id, span=name, period=periods(until[:1])[0])


def _authority(schools: Schools) -> Numbers:
    """The number of each school's authority."""
    links = schools.parents[schools.parents["level"] == "local-authority"]
    number = np.zeros(len(schools.urn), dtype=int)
    number[links["school"]] = pd.factorize(links["code"])[0]
    return number
