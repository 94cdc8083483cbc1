"""The list of all reviews, and cost against effect: by title, with every review in both."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.evidence import Cost
from pipeline.web.pages import register
from pipeline.web.reviews import Found
from tests import reviews_built
from tests.reviews_at_hand import WRITING

LANE = r"<tbody><tr class=\"lane\"><th[^>]*>(.*?)</th></tr>(.*?)</tbody>"
NAMES = (WRITING, "school-calendars", "teacher-expectancy")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    return reviews_built.found(tmp_path_factory.mktemp("built"), *NAMES)


def lanes(html: str) -> list[tuple[str, list[str]]]:
    """What each lane is called, and the reviews in it."""
    return [(re.sub("<[^>]+>", "", name), re.findall(r'data-name="([^"]+)"', rows)) for name, rows in re.findall(LANE, html, re.DOTALL)]


def rated(found: Found, band: str) -> Found:
    return replace(found, review=replace(found.review, cost=Cost(band, "by a source")))


def test_reviews_go_by_title_whatever_they_found(found: dict[str, Found]) -> None:
    parts = register.compose(reversed(found.values()))
    titles = re.findall(r'<p class="kind">(.*?) ·', parts["reviews"])
    assert titles == sorted(titles) == ["Changed school calendars", "What teachers expect", "Writing to learn"]
    assert [name for _, names in lanes(parts["costs"]) for name in names] == ["school-calendars", "teacher-expectancy", WRITING]


def test_a_review_says_what_was_found_how_sure_and_at_what_cost(found: dict[str, Found]) -> None:
    html = register.compose([found[WRITING]])["reviews"]
    assert re.search(r"<b>About 0\.\d\d of a standard deviation</b>, somewhere between 0\.\d\d and 0\.\d\d\.", html)
    assert "<dt>How sure</dt><dd>not yet rated</dd>" in html
    assert "<dt>Cost</dt><dd>not yet rated</dd>" in html
    assert 'data-phases="primary|secondary|higher"' in html


def test_a_review_without_a_cost_stands_in_a_lane_of_its_own_and_empty_lanes_stand_together(found: dict[str, Found]) -> None:
    html = register.compose([found[WRITING], rated(found["school-calendars"], "low")])["costs"]
    assert lanes(html) == [
        ("Very low cost: no review", []),
        ("Low cost", ["school-calendars"]),
        ("Moderate cost, high cost, very high cost: no review", []),
        ("Cost not yet rated", [WRITING]),
    ]


def test_what_is_drawn_lies_where_the_numbers_say(found: dict[str, Found]) -> None:
    html = register.compose(found.values())["costs"]
    zero = re.search(r"--zero:([\d.]+)%", html)
    assert zero
    for name, low, high, at in re.findall(r'data-name="([^"]+)".*?class="ends" d="M([\d.]+) 5H([\d.]+)".*?class="dot" d="M([\d.]+) ', html):
        shown = found[name].headlines[0].whole.shown
        assert 0 <= float(low) <= float(at) <= float(high) <= 100
        for place, value in ((low, shown.low), (at, shown.at), (high, shown.high)):
            assert (float(place) > float(zero[1])) == (value > 0)


def test_effects_on_different_scales_stand_in_different_charts(found: dict[str, Found]) -> None:
    own = found[WRITING]
    whole = own.pools[0].whole._replace(shown_as="odds ratio")
    other = replace(own, pools=(replace(own.pools[0], whole=whole), *own.pools[1:]))
    html = register.compose([found["school-calendars"], other])["costs"]
    assert html.count("<table") == 2
    assert "Effects as odds: 1 is no effect" in html
