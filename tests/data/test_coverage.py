"""A total of a year in which most schools are missing is withheld, with its reason; the schools' own figures stay."""

from __future__ import annotations

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
    rolled["away_pct"], rolled["away_pct__reason"], rolled["away_pct_schools"] = 5.0, "", 9
    held = withhold(rolled, measures)
    assert held["away_pct"].isna().tolist() == [False, False, True, True]
    assert held["away_pct__reason"].tolist() == ["", "", "x", "x"]
    assert held["away_pct_schools"].tolist() == [9, 9, 9, 9]
    assert rolled["away_pct"].notna().all()


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


def test_a_printed_column_must_exist(tmp_path: Path) -> None:
    own = {"periods": ["2018-19"], "column": "gone", "reason": "Schools are missing."}
    write_package(tmp_path, measures=[{**MEASURE, "printed": [own]}])
    with pytest.raises(CatalogueError, match="gone"):
        catalogue.load(tmp_path)
