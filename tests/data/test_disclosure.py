"""No figure that we add narrows what its publisher suppressed: whatever a hidden number is, our totals are the same without its school."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.rollups import roll_up
from pipeline.model import Rollup
from tests.data.small_table import MEAN, RATIO, REGIONS, SCHOOLS, measure, table

HIDDEN: dict[str, Any] = {"missed": "c", "possible": "c", "pupils": "c", "away_pct": "c"}
NOBODY = pd.DataFrame(columns=["urn", "level", "parent", "since"], dtype="str")


@pytest.mark.parametrize("rollup", [RATIO, MEAN, Rollup("sum")], ids=lambda rollup: rollup.method)
@settings(max_examples=25)
@given(schools=SCHOOLS, place=st.integers(0, 11))
def test_a_total_is_that_of_the_schools_whose_figures_are_published(rollup: Rollup, schools: list[dict[str, Any]], place: int) -> None:
    hidden = {**HIDDEN, "la": "E06000001", "phase": "primary"}
    whole = table(*schools[:place], hidden, *schools[place:])
    without = whole.drop(index=min(place, len(schools))).reset_index(drop=True)
    measures = (measure(rollup),)
    ours, theirs = (_totals(roll_up(each, measures, NOBODY, REGIONS)) for each in (whole, without))
    shared = ours.index.intersection(theirs.index)
    columns = ["missed", "possible", "pupils", "away_pct", "away_pct_schools"]
    pd.testing.assert_frame_equal(ours.loc[shared, columns], theirs.loc[shared, columns])
    # An area of which nothing is published has no number at all.
    assert ours.loc[ours.index.difference(theirs.index), "away_pct"].isna().all()


def _totals(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({"level": "str", "phase": "str"}).set_index(["level", "code", "phase", "period"]).sort_index()
