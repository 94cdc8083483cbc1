"""A total of a year in which most schools are missing is withheld, with its reason; the schools' own figures stay."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue
from pipeline.data.coverage import withhold
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
