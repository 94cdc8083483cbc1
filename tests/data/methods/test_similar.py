"""Similar schools: of one kind, never the school itself, nearest first, and nothing guessed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.data.methods.similar import LEAST_DIMENSIONS, LEAST_SCHOOLS, SIMILAR, changed, neighbours
from pipeline.data.methods.similar_features import DIMENSIONS


def schools(count: int, kind: str = "primary: usual", seed: int = 1) -> pd.DataFrame:
    """Schools whose dimensions are drawn."""
    drawn = np.random.default_rng(seed).normal(size=(count, len(DIMENSIONS)))
    urn = [f"{100001 + number}" for number in range(count)]
    return pd.DataFrame(drawn, columns=list(DIMENSIONS)).assign(urn=urn, kind=kind)


def test_each_has_thirty_others_nearest_first() -> None:
    found = neighbours(schools(60))
    assert (found["urn"] != found["similar_urn"]).all()
    assert (found.groupby("urn").size() == SIMILAR).all()
    assert (found.groupby("urn")["distance"].diff().dropna() >= 0).all()
    assert (found.groupby("urn")["rank"].apply(list).map(lambda ranks: ranks == list(range(1, 31)))).all()


def test_the_distance_is_the_root_of_the_mean_squared_difference_in_standard_deviations() -> None:
    frame = schools(40)
    values = frame[list(DIMENSIONS)].to_numpy()
    scaled = (values - values.mean(axis=0)) / values.std(axis=0)
    row = neighbours(frame).iloc[0]
    a, b = (scaled[int(row[name]) - 100001] for name in ("urn", "similar_urn"))
    assert row["distance"] == pytest.approx(np.sqrt(((a - b) ** 2).mean()), abs=0.0001)


def test_units_make_no_difference() -> None:
    frame = schools(50)
    larger = frame.assign(pupils=frame["pupils"] * 1000 + 7)
    pd.testing.assert_frame_equal(neighbours(frame), neighbours(larger))


def test_kinds_never_mix() -> None:
    both = pd.concat([schools(20), schools(20, "primary: infant", 2).assign(urn=[f"{200001 + at}" for at in range(20)])])
    found = neighbours(both)
    assert (found["urn"].str[0] == found["similar_urn"].str[0]).all()


def test_what_is_not_known_does_not_count_and_too_little_gives_no_list() -> None:
    frame = schools(40)
    frame.loc[0, list(DIMENSIONS)[:3]] = np.nan
    frame.loc[1, list(DIMENSIONS)[LEAST_DIMENSIONS - 1 :]] = np.nan
    found = neighbours(frame)
    assert set(found.loc[found["urn"] == "100001", "dimensions"]) == {6}
    assert "100002" not in {*found["urn"], *found["similar_urn"]}


def test_a_kind_of_few_has_no_lists() -> None:
    assert neighbours(schools(LEAST_SCHOOLS - 1)).empty
    assert len(neighbours(schools(LEAST_SCHOOLS))) == LEAST_SCHOOLS * (LEAST_SCHOOLS - 1)


def test_ties_go_by_urn_whatever_the_order_of_the_rows() -> None:
    alike = schools(50).assign(**dict.fromkeys(DIMENSIONS, 1.0))
    found = neighbours(alike.sample(frac=1, random_state=3))
    assert found.loc[found["urn"] == "100050", "similar_urn"].tolist() == [f"{100001 + at}" for at in range(30)]


def test_changes_are_counted_by_school() -> None:
    before = pd.DataFrame({"urn": ["1", "1", "2"], "similar_urn": ["7", "8", "7"]})
    after = pd.DataFrame({"urn": ["1", "1", "3"], "similar_urn": ["8", "9", "7"]})
    assert changed(before, after).to_dict("records") == [{"urn": "1", "new": 1}]
