"""The tables of the written page on trusts: measures by title, years in order, a range only where there is one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue
from pipeline.model import Dataset
from pipeline.web.pages import agreement
from tests.small_package import MEASURE, write_package

NUMBERS = {"trusts": 1200, "agree": 30, "median": 0.25, "ninth": 1.5, "largest": 4.0, "mean": -0.25}
ROWS = [
    {"measure": "away", "period": "2017-18", "decimals": 1, "basis": "all", "inside": float("nan"), **NUMBERS},
    {"measure": "away", "period": "2018-19", "decimals": 1, "basis": "all", "inside": 900.0, **NUMBERS, "trusts": 1300},
    {"measure": "away", "period": "2018-19", "decimals": 1, "basis": "same-schools", "inside": 0.0, **NUMBERS},
    {"measure": "above", "period": "2018-19", "decimals": 0, "basis": "all", "inside": 7.0, **NUMBERS},
]


@pytest.fixture
def datasets(tmp_path: Path) -> dict[str, Dataset]:
    second = {**MEASURE, "id": "above", "title": "Above", "unit": "score"}
    return {"small": catalogue.load_one(write_package(tmp_path, measures=[MEASURE, second]))}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "built/scorecard").mkdir(parents=True)
    pd.DataFrame(ROWS).to_parquet(tmp_path / "built/scorecard/agreement.parquet")
    return tmp_path / "built"


def rows(html: str) -> list[list[str]]:
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", html)]


def test_a_table_a_measure_by_title_with_each_year_and_basis(datasets: dict[str, Dataset], built: Path) -> None:
    html = agreement.compose(datasets, built)
    assert re.findall(r'measure/(\w+)\.html">(\w+)<', html) == [("above", "Above"), ("away", "Away")]
    told = [row for row in rows(html) if row[0] != "Year"]
    assert told[0] == ["2018/19", "every trust of both", "1,200", "30", "7", "0.2", "1.5", "4.0", "\N{MINUS SIGN}0.2"]
    assert [row[:5] for row in told[1:]] == [
        ["2017/18", "every trust of both", "1,200", "30", "no range"],
        ["2018/19", "every trust of both", "1,300", "30", "900"],
        ["2018/19", "the Department\N{RIGHT SINGLE QUOTATION MARK}s schools", "1,200", "30", "0"],
    ]
    assert "differences in percentage points" in html
    assert "differences in points of the score" in html


def test_the_newest_year_is_told_in_words(datasets: dict[str, Dataset], built: Path) -> None:
    words = re.findall(r"<p>(.*?)</p>", agreement.compose(datasets, built), re.DOTALL)
    assert len(words) == 2
    assert "In 2018/19" in words[1]
    assert "30 of 1,300 trusts" in words[1]
    assert "range for 0 of them" in words[1]
    assert "range" not in words[0]


def test_without_a_table_it_says_that_none_can_be_compared(datasets: dict[str, Dataset], tmp_path: Path) -> None:
    html = agreement.compose(datasets, tmp_path)
    assert "none can be compared" in html
    assert "<table" not in html


def test_it_leads_to_the_publishers_figures_where_they_are_held(datasets: dict[str, Dataset], built: Path) -> None:
    assert "data/trust_results/" not in agreement.compose(datasets, built)
    with_source = {**datasets, "trust_results": replace(datasets["small"], name="trust_results", title="Theirs", measures=())}
    assert '<a href="../../data/trust_results/">Theirs</a>' in agreement.compose(with_source, built)
