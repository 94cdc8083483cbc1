"""Before and after a school joined a trust: which years count on either side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.data.methods.intervals import with_intervals
from pipeline.data.methods.joining import joining
from pipeline.data.methods.scorecard import Schools
from pipeline.model import Break, Interval
from tests.data.small_table import MEAN, measure, table

SHARE = measure(MEAN, interval=Interval("wilson"), pupils="pupils", low="away_pct_low", high="away_pct_high")
YEARS = ("2013-14", "2014-15", "2015-16", "2016-17", "2017-18", "2018-19")


def joined(day: str, breaks: tuple[Break, ...] = ()) -> pd.DataFrame:
    """The rows of one school, whose figure is the year's number from 0 on, and which joined on this day."""
    cells = [{"code": "100001", "period": period, "away_pct": YEARS.index(period), "pupils": 100} for period in YEARS]
    parents = pd.DataFrame({"level": ["trust"], "code": ["1"], "school": [0]})
    schools = Schools(
        pd.Index(["100001"]), np.array(["primary"], dtype=object), np.array([[-1]]), {}, parents, np.array(["academy"], dtype=object)
    )
    links = pd.DataFrame([("1", "100001", day)], columns=["uid", "urn", "joined"], dtype="str")
    share = replace(SHARE, breaks=breaks)
    frames = joining(with_intervals(table(*cells), (share,)), (share,), schools, links)
    return pd.concat(frames) if frames else pd.DataFrame()


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2016-09-01", (1, "2013-14", 3), (4, "2016-17", 3)),
        ("2016-09-02", (1, "2013-14", 3), (4.5, "2017-18", 2)),  # 2016/17 counts for neither
        ("2016-08-31", (0.5, "2013-14", 2), (4, "2016-17", 3)),
        ("2016-01-01", (0.5, "2013-14", 2), (4, "2016-17", 3)),
        ("2014-09-01", (0, "2013-14", 1), (4, "2016-17", 3)),
    ],
)
def test_the_year_of_joining_counts_only_if_it_is_whole(day: str, before: tuple[float, str, int], after: tuple[float, str, int]) -> None:
    (row,) = joined(day).to_dict("records")
    assert tuple(row[name] for name in ("before", "before_from", "before_years")) == before
    assert tuple(row[name] for name in ("after", "after_from", "after_years")) == after
    assert row["before_low"] <= row["before"] <= row["before_high"]


@pytest.mark.parametrize("day", ["", "2013-09-01", "2019-09-01"])
def test_without_a_day_or_one_of_the_sides_there_is_no_row(day: str) -> None:
    assert joined(day).empty
    assert joined(day, breaks=(Break("2015-16", "counted anew"),)).empty


def test_nothing_is_laid_side_by_side_across_a_break() -> None:
    within = joined("2016-09-01", breaks=(Break("2015-16", "counted anew"),))
    assert within["before_from"].tolist() == ["2015-16"]  # the years before the break do not count
    assert joined("2016-09-01", breaks=(Break("2016-17", "counted anew"),)).empty
