"""Kinds of chart. ``DRAW`` is the table of contents: a measure's ``chart`` names one of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pipeline.model import Chart, Series
from pipeline.web.charts import trend
from pipeline.web.charts.axis import Labels
from pipeline.web.charts.reference import Reference


class Draw(Protocol):
    """A series with those that it stands beside, as a figure, a table and a sentence."""

    def __call__(self, series: Series, beside: tuple[Reference, ...], labels: Labels, sentence: str) -> Chart: ...


DRAW: Mapping[str, Draw] = {"trend": trend.draw}
