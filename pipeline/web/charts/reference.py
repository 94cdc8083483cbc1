"""An area's series, beside which thousands of schools are drawn: its figures and their cells are worked out once."""

from __future__ import annotations

from pipeline.model import Series
from pipeline.web.charts.axis import printed


class Reference:
    """``figures`` and printed ``cells`` of a series by period, where it has any; ``last`` is its latest period with one, or ""."""

    def __init__(self, series: Series) -> None:
        decimals = series.measure.decimals
        self.series, self.name = series, series.place.name
        self.figures = {point.period: round(point.value, decimals) for point in series.points if point.value is not None}
        self.cells = {period: printed(value, decimals) for period, value in self.figures.items()}
        self.last = max(self.figures, default="")
