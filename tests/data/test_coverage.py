"""A total of a year in which most schools are missing is withheld, with its reason; the schools' own figures stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue
from pipeline.data.coverage import printed, withhold
from pipeline.errors import CatalogueError
from tests.small_package import MEASURE, write_package

GAP = {"period": "2018-19", "phases": ["secondary", "all"], "reason": "Most schools are missing."}


def test_only_the_gap_is_withheld(tmp_path: Path) -> None:
    measures = catalogue.load_one(write_package(tmp_path, measures=[{**MEASURE, "gaps": [GAP]}])).measures
    rolled = pd.DataFrame({"period": ["2017-18", "2018-19", "2018-19", "2018-19"], "phase": ["all", "primary", "secondary", "all"]})
    rolled["away_pct"], rolled["away_pct__reason"], rolled["away_pct_schools"], rolled["code"] = 5.0, "", 9, "E09000001"
    held = withhold(rolled, measures)
    assert held["away_pct"].isna().tolist() == [False, False, True, True]
    assert held["away_pct__reason"].tolist() == ["", "", "x", "x"]
    assert held["away_pct_schools"].tolist() == [9, 9, 9, 9]
    assert rolled["away_pct"].notna().all()


def test_a_gap_of_some_areas_is_of_these_alone(tmp_path: Path) -> None:
    measures = catalogue.load_one(write_package(tmp_path, measures=[{**MEASURE, "gaps": [{**GAP, "codes": ["E08000023"]}]}])).measures
    rolled = pd.DataFrame({"period": "2018-19", "phase": ["all", "all", "primary"], "code": ["E08000023", "E08000024", "E08000023"]})
    held = withhold(rolled.assign(away_pct=5.0, away_pct__reason=""), measures)
    assert held["away_pct"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize("wrong", [{"phases": ["kindergarten"]}, {"phase": "all"}])
def test_a_wrong_gap_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    write_package(tmp_path, measures=[{**MEASURE, "gaps": [{**GAP, **wrong}]}])
    with pytest.raises(CatalogueError):
        catalogue.load(tmp_path)


def test_the_publishers_own_figure_stands_where_it_was_printed(tmp_path: Path) -> None:
    own = {"periods": ["2018-19"], "column": "pupils", "reason": "Schools are missing."}
    measures = catalogue.load_one(write_package(tmp_path, measures=[{**MEASURE, "printed": [own]}])).measures
    key = {"level": ["england", "region", "england"], "code": ["E", "R", "E"], "phase": "all", "period": ["2018-19", "2018-19", "2017-18"]}
    rolled = pd.DataFrame(key).assign(away_pct=[5.0, float("nan"), 6.0], away_pct__reason=["", "c", ""])
    rolled = rolled.assign(away_pct_schools=9, away_pct_missing=1)
    published = pd.DataFrame(key).assign(pupils=[4.5, float("nan"), 7.0])
    held = printed(rolled, published, measures)
    assert held["away_pct"].tolist()[::2] == [4.5, 6.0]
    assert held["away_pct__reason"].tolist() == ["", "c", ""]
    assert held["away_pct_schools"].isna().tolist() == [True, False, False]
    assert published["pupils"].notna().sum() == 2


SURE = {"interval": {"method": "published"}, "low": "pupils", "high": "pupils"}


def _printed_with(own: Mapping[str, object], folder: Path) -> pd.DataFrame:
    """An area of three years whose figure, with an interval, gives way to the publisher's in two of them."""
    (only,) = catalogue.load_one(write_package(folder, measures=[{**MEASURE, **SURE, "printed": [own]}])).measures
    score = replace(only, low="away_low", high="away_high")
    key = {"level": "region", "code": "R", "phase": "all", "period": ["2016-17", "2017-18", "2018-19"]}
    rolled = pd.DataFrame(key).assign(away_pct=5.0, away_low=4.0, away_high=6.0, away_pct_schools=9, away_pct_missing=1)
    rolled = rolled.assign(away_pct__reason="", away_low__reason="", away_high__reason="")
    published = pd.DataFrame(key).assign(away_pct=[4.5, 4.5, 4.5], pupils=[4.1, float("nan"), 4.1])
    return printed(rolled, published, (score,))


def test_a_printed_figure_has_the_interval_that_was_printed_with_it_or_none(tmp_path: Path) -> None:
    own = {"periods": ["2016-17", "2017-18"], "column": "away_pct", "low": "pupils", "high": "pupils", "reason": "Schools are missing."}
    held = _printed_with(own, tmp_path)
    assert held["away_pct"].tolist() == [4.5, 4.5, 5.0]
    assert held["away_low"].fillna(-1).tolist() == [4.1, -1, 4.0]
    assert held["away_high"].fillna(-1).tolist() == [4.1, -1, 6.0]
    assert held["away_low__reason"].tolist() == ["", "x", ""]


def test_an_interval_of_schools_does_not_stay_beside_the_publishers_figure(tmp_path: Path) -> None:
    held = _printed_with({"periods": ["2017-18"], "column": "away_pct", "reason": "Schools are missing."}, tmp_path)
    assert held["away_low"].fillna(-1).tolist() == [4.0, -1, 4.0]
    assert held["away_high__reason"].tolist() == ["", "x", ""]


def test_what_is_withheld_has_no_interval_either(tmp_path: Path) -> None:
    (only,) = catalogue.load_one(write_package(tmp_path, measures=[{**MEASURE, **SURE, "gaps": [GAP]}])).measures
    score = replace(only, low="away_low", high="away_high")
    rolled = pd.DataFrame(
        {"period": ["2017-18", "2018-19"], "phase": "all", "code": "E", "away_pct": 5.0, "away_low": 4.0, "away_high": 6.0}
    )
    held = withhold(rolled.assign(away_pct__reason="", away_low__reason="", away_high__reason=""), (score,))
    assert held["away_low"].notna().tolist() == held["away_high"].notna().tolist() == [True, False]
    assert held["away_high__reason"].tolist() == ["", "x"]


@pytest.mark.parametrize("ends", [{"low": "pupils"}, {"low": "pupils", "high": "gone"}])
def test_a_printed_interval_has_two_ends_that_exist(tmp_path: Path, ends: dict[str, str]) -> None:
    own = {"periods": ["2018-19"], "column": "pupils", "reason": "Schools are missing.", **ends}
    write_package(tmp_path, measures=[{**MEASURE, "printed": [own]}])
    with pytest.raises(CatalogueError, match=r"high|gone"):
        catalogue.load(tmp_path)


def test_a_printed_column_must_exist(tmp_path: Path) -> None:
    own = {"periods": ["2018-19"], "column": "gone", "reason": "Schools are missing."}
    write_package(tmp_path, measures=[{**MEASURE, "printed": [own]}])
    with pytest.raises(CatalogueError, match="gone"):
        catalogue.load(tmp_path)
