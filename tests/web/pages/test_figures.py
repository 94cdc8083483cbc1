"""The JSON beside a page: every figure with its reason, its interval and its counts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline.model import ENGLAND, REASONS, Level
from pipeline.web.pages import figures
from pipeline.web.pages.atlas import Atlas
from pipeline.web.pages.figures import Along
from tests.web.small_measures import BEFORE, LEEDS, NEW, PRIMARY, SECONDARY, SILENT


def written(atlas: Atlas, level: Level, code: str) -> Any:
    return json.loads(figures.write(atlas.register.place(level, code), f"{level}/{code}.html", atlas.strands(level, code)))


def test_a_school_has_its_figures_with_reasons_where_there_are_any(atlas: Atlas) -> None:
    content = written(atlas, "school", PRIMARY)
    assert content["page"] == f"school/{PRIMARY}.html"
    assert (content["level"], content["code"], content["name"]) == ("school", PRIMARY, "Windmill & Brook <Primary>")
    lessons = next(figure for figure in content["figures"] if figure["measure"] == "lessons_missed")
    assert lessons == {
        "measure": "lessons_missed",
        "periods": 0,
        "values": [4.04, "c", 5.3, 8.4],
        "pupils": [61, None, 62, None],
    }
    assert content["phase"] == "primary"
    assert content["periods"] == [["2016-17", "2017-18", "2018-19", "2023-24"]]
    assert content["beside"] == ["england.json", f"local-authority/{LEEDS}.json"]


def test_the_years_under_an_earlier_number_lead_up_to_the_schools_own(atlas: Atlas) -> None:
    school = atlas.register.place("school", NEW)
    content = json.loads(
        figures.write(school, f"school/{NEW}.html", atlas.strands("school", NEW), Along(atlas.register.lines[NEW], [PRIMARY]))
    )
    lessons = content["figures"][1]
    assert content["urns"] == [[BEFORE, "2023-24"]]
    assert content["similar"] == [PRIMARY]
    assert content["periods"][lessons["periods"]] == ["2017-18", "2018-19", "2023-24"]
    assert (lessons["measure"], lessons["values"], lessons["earlier"]) == ("lessons_missed", ["c", 6.6, 6.0], 2)


def test_intervals_and_standing_are_there(atlas: Atlas) -> None:
    progress = next(figure for figure in written(atlas, "school", SECONDARY)["figures"] if figure["measure"] == "progress")
    assert (progress["low"], progress["high"], progress["provisional"]) == ([-0.3, -0.4], [0.3, -0.1], [0])
    assert (progress["phase"], progress["beside"]) == ("all", 1)


def test_areas_say_how_many_schools_count(atlas: Atlas) -> None:
    lessons = next(figure for figure in written(atlas, "england", ENGLAND)["figures"] if figure["measure"] == "lessons_missed")
    assert (lessons["schools"], lessons["missing"]) == ([16000] * 3, [3] * 3)


def test_a_place_without_figures_has_an_empty_list(atlas: Atlas) -> None:
    assert written(atlas, "school", SILENT)["figures"] == []


def test_every_value_is_a_number_or_the_letter_of_a_reason(atlas: Atlas) -> None:
    for level, code in atlas.register.codes():
        for figure in written(atlas, level, code)["figures"]:
            assert all(isinstance(value, int | float) or value in REASONS for value in figure["values"])


def test_a_school_says_where_it_is(atlas: Atlas) -> None:
    school, path = atlas.register.place("school", PRIMARY), f"school/{PRIMARY}.html"
    content = json.loads(figures.write(school, path, (), Along(at=atlas.register.where(PRIMARY))))
    assert content["at"] == [53.7569, -1.5331]
    assert "at" not in written(atlas, "school", PRIMARY)


@pytest.mark.parametrize(("period", "half"), [("2023-24", [4, 6]), ("2018-19", None)])
def test_half_of_similar_schools_is_that_of_the_year_of_the_latest_figure(atlas: Atlas, period: str, half: list[int] | None) -> None:
    strand = next(strand for strand in atlas.strands("school", PRIMARY) if strand.card)
    assert strand.first
    assert strand.card
    told = replace(strand, card=strand.card._replace(period=period))
    content = json.loads(figures.write(atlas.register.place("school", PRIMARY), f"school/{PRIMARY}.html", [told]))
    assert content["figures"][0].get("half") == half
