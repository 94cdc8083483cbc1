"""A measure's page tells what it counts, how it is rolled up and what it comes to; regions go by name and keep their reasons."""

from __future__ import annotations

import re
from dataclasses import fields
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.model import Dataset
from pipeline.web.cards import Cards, Explained
from pipeline.web.pages import home, measure
from pipeline.web.pages.atlas import Atlas
from pipeline.web.pages.credits import Credit
from pipeline.web.places import Register
from pipeline.web.registers import Area
from pipeline.web.series import Tables
from tests.small_package import MEASURE, write_package
from tests.web import small_scorecard
from tests.web.small_england import framework

REGIONS = {
    "E12000007": Area("E12000007", "London"),
    "E12000004": Area("E12000004", "East Midlands"),
    "E12000009": Area("E12000009", "South West"),
}
BREAK = {"period": "2018-19", "reason": "Counted otherwise."}


def _atlas(tmp_path: Path, *, schools: bool = True, **changes: Any) -> tuple[Atlas, Dataset]:
    """England with 6.2 in 2018/19, London with the same, the East Midlands suppressed, the South West without a row; one school."""
    dataset = catalogue.load_one(write_package(tmp_path, measures=[{**MEASURE, **changes}]))
    school = packages.read(dataset)["2018-19"].query("code == '100001'")
    counts = {"away_pct_schools": 1200.0, "away_pct_missing": 3.0}
    england = school.assign(level="england", code="E92000001", **counts)
    london = school.assign(level="region", code="E12000007", **counts)
    midlands = london.assign(code="E12000004", away_pct=float("nan"), away_pct__reason="c", away_pct_schools=0.0)
    frame = pd.concat([*([school] if schools else []), england, london, midlands], ignore_index=True)
    packages.write_built(dataset, {"away": frame}, {"away": dataset.descriptor["resources"][0]["schema"]}, tmp_path / "built/away")
    nothing: dict[str, Any] = {field.name: {} for field in fields(Register)}
    register = Register(**{**nothing, "regions": REGIONS})
    tables = Tables(tmp_path / "built", {"away": dataset})
    small_scorecard.write(tmp_path / "built", (), (), ())
    atlas = Atlas(register, tables, dataset.measures, {"away": Credit("Department of Tests", {})}, Cards(tmp_path / "built"), framework())
    return atlas, dataset


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_tells_what_is_counted_and_where_it_is_from(tmp_path: Path) -> None:
    atlas, dataset = _atlas(tmp_path, caution="Take care.", breaks=[BREAK])
    page = measure.compose(atlas, dataset.measures[0], dataset)
    text = _text(page.body)
    assert page.path == "measure/away.html"
    for words in (
        "Share of pupils who are away.",
        "Are children there?",
        "Take care.",
        "2018/19: Counted otherwise.",
        "Department of Tests",
    ):
        assert words in text
    assert '<a href="../data/away/">' in page.body


def test_regions_stand_by_name_with_their_figure_or_its_reason(tmp_path: Path) -> None:
    atlas, dataset = _atlas(tmp_path)
    body = measure.compose(atlas, dataset.measures[0], dataset).body
    rows = re.findall(r'<a href="../region/\w+.html">([^<]+)</a></th><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td>', body)
    assert rows == [("East Midlands", "suppressed", "0", "3"), ("London", "6.2", "1,200", "3"), ("South West", "not listed", "", "")]


@pytest.mark.parametrize(
    ("rollup", "words"),
    [
        ({"method": "mean", "weight": "pupils"}, "We take the mean of the schools’ figures, each weighted by “pupils” ( pupils )."),
        ({"method": "sum"}, "We add up the schools’ figures."),
        ({"method": "none"}, "There is none: this figure is shown for schools only"),
        (
            {
                "method": "ratio",
                "numerator": "away_pct",
                "denominator": "pupils",
                "per": 100,
                "otherwise": {"method": "mean", "weight": "pupils"},
            },
            "We add up “away_pct” ( away_pct ) over all schools, and divide by the sum of “pupils” ( pupils ), times 100. "
            "In years for which these counts were not published: We take the mean",
        ),
    ],
)
def test_the_rollup_is_told_in_words(tmp_path: Path, rollup: dict[str, object], words: str) -> None:
    atlas, dataset = _atlas(tmp_path, rollup=rollup)
    assert words in _text(measure.compose(atlas, dataset.measures[0], dataset).body)


def test_how_much_goes_with_intake_is_told_by_phase_in_words(tmp_path: Path) -> None:
    atlas, dataset = _atlas(tmp_path, phases=["primary", "secondary"])
    kinds = {("away", "primary"): (41.2, -3.2), ("away", "secondary"): (0.4, 8.0)}
    told = {key: Explained(*key, "years", "2018-19", 16000.0, *shares) for key, shares in kinds.items()}
    atlas.cards.explained.update(told)
    text = _text(measure.compose(atlas, dataset.measures[0], dataset).body)
    assert "Primary schools , 2018/19 and the years before it, 16,000 schools: about 41 % of the spread" in text
    rest = "the other 59 % cannot be told from who the pupils are, as far as we can measure it."
    assert f"{rest} The authority alone tells nothing." in text
    assert "similar schools tell nothing of how schools differ. Beside them the figure says little. The authority alone tells 8 %." in text


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ({"method": "none", "why": "All are counted."}, "The other part is what schools do, and all that is not measured. None"),
        ({"method": "wilson"}, "The other part is what schools do, what is not measured, and chance; the smaller the schools, the larger"),
    ],
)
def test_chance_is_named_where_the_measure_has_an_interval(tmp_path: Path, interval: dict[str, str], words: str) -> None:
    atlas, dataset = _atlas(tmp_path, interval=interval, pupils="pupils")
    atlas.cards.explained["away", "primary"] = Explained("away", "primary", "years", "2018-19", 16000.0, 41.2, 8.0)
    assert words in _text(measure.compose(atlas, dataset.measures[0], dataset).body)


def test_a_measure_by_which_similar_schools_are_chosen_does_not_explain_itself(tmp_path: Path) -> None:
    atlas, dataset = _atlas(tmp_path, domain="intake")
    atlas.cards.explained["away", "primary"] = Explained("away", "primary", "years", "2018-19", 16000.0, 93.0, 8.0)
    text = _text(measure.compose(atlas, dataset.measures[0], dataset).body)
    assert "That they are alike in it says nothing." in text
    assert "93 %" not in text


def test_a_measure_of_areas_alone_is_not_said_to_be_of_schools(tmp_path: Path) -> None:
    atlas, dataset = _atlas(tmp_path, schools=False, rollup={"method": "none"})
    text = _text(measure.compose(atlas, dataset.measures[0], dataset).body)
    told = "the publisher prints this figure for authorities and England, not for schools"
    assert told in text
    assert told in _text(measure.listing(atlas, {"away": dataset}))
    assert "You could ask the authority:" in text
    assert "Regions, by name" not in text


def test_the_listing_has_an_anchor_and_a_page_for_each_measure(tmp_path: Path) -> None:
    atlas, dataset = _atlas(tmp_path)
    html = measure.listing(atlas, {"away": dataset})
    assert 'id="away"' in html
    assert '<a href="../measure/away.html">Away</a>' in html
    assert "Share of pupils who are away." in html


def test_home_tells_how_england_is(tmp_path: Path) -> None:
    atlas, _ = _atlas(tmp_path)
    html = home.compose(atlas)
    assert "6.2" in _text(html)
    assert "data-chart" in html
    assert '<a href="england.html">' in html
    assert '<a href="measure/away.html">' in html
