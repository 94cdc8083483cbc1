"""The part of a review's page in which a reader pools a cut of the studies."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pipeline.web.pages import explore
from pipeline.web.reviews import Found
from tests import reviews_built
from tests.reviews_at_hand import WRITING

NAMES = (WRITING, "school-calendars", "teacher-expectancy")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    return reviews_built.found(tmp_path_factory.mktemp("built"), *NAMES)


def words(html: str) -> dict[str, Any]:
    script = re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    assert script
    told: dict[str, Any] = json.loads(script[1])
    return told


def test_nothing_is_shown_without_the_script_and_each_column_has_its_title(found: dict[str, Found]) -> None:
    html = explore.compose(found[WRITING])
    assert re.match(r'<section class="explore" id="explore" [^>]*hidden>', html)
    assert re.findall(r"<label[^>]*>([^<]*?) <select", html)[1:] == [
        "Phase",
        "Subject",
        "Feedback on the writing",
        "Prompts to reflect on one&#39;s own thinking",
    ]
    assert '<option value="higher">higher education</option>' in html
    assert '<option value="-">not said</option>' in html


def test_the_words_are_those_of_the_page_with_room_for_numbers(found: dict[str, Found]) -> None:
    told = words(explore.compose(found[WRITING]))
    assert told["size"] == "<b>about {at} of a standard deviation</b>, somewhere between {low} and {high}"
    assert told["mark"] == "Your own cut of the studies: not what we publish."
    assert set(told["sides"]) == {"above", "below", "unsure"}


def test_a_pool_need_not_be_chosen_where_there_is_one(found: dict[str, Found]) -> None:
    assert "<label hidden>What is pooled" in explore.compose(found["school-calendars"])
    assert "<label>What is pooled" in explore.compose(found[WRITING])
