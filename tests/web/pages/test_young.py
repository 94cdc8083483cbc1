"""Schools that opened of late: why there are no figures of earlier years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.web.pages import school
from pipeline.web.pages.atlas import Atlas
from tests.web.pages.test_ages import body, changed
from tests.web.pages.test_school import text
from tests.web.small_measures import NEW, PRIMARY, SECONDARY, SILENT

RESULTS = ", and results come only when its pupils are old enough."
MONEY = "Money of a first year can hold what it cost to begin."


def test_a_new_school_says_since_when_there_is_anything_to_tell(atlas: Atlas) -> None:
    page = text(body(changed(atlas, SILENT, opened="2024-09-01", type="Free schools"), SILENT))
    assert f"It opened in September 2024, so there are no figures of earlier years{RESULTS} {MONEY}" in page
    assert page.index("In short") < page.index("It opened in") < page.index("Download the figures")


def test_money_is_no_longer_of_a_first_year_nor_results_to_come_that_have(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    older = text(body(changed(atlas, SILENT, opened="2023-08-31"), SILENT))
    assert f"It opened in August 2023, so there are no figures of earlier years{RESULTS}" in older
    assert MONEY not in older
    monkeypatch.setattr(school, "YOUNG", "2016-09-01")
    told = text(body(changed(atlas, SECONDARY, opened="2016-09-01", type="Free schools"), SECONDARY))
    assert "It opened in September 2016, so there are no figures of earlier years." in told


@pytest.mark.parametrize("kind", ["Academy converter", "Academy sponsor led"])
def test_an_academy_is_no_new_school_though_the_one_before_it_is_not_known(atlas: Atlas, kind: str) -> None:
    page = text(body(changed(atlas, SILENT, opened="2025-06-01", type=kind), SILENT))
    said = "It opened under this number (URN) in June 2025. Figures of a school that was there before are not joined to these."
    assert said in page
    assert "old enough" not in page
    assert MONEY not in page


def test_nor_is_a_school_that_others_were_merged_into(atlas: Atlas) -> None:
    merged = changed(atlas, SILENT, opened="2024-09-01")
    merged = replace(merged, register=replace(merged.register, predecessors={SILENT: atlas.register.predecessors[PRIMARY]}))
    assert "It opened under this number (URN) in September 2024." in text(body(merged, SILENT))


def test_a_school_that_goes_on_or_has_long_been_there_says_nothing(atlas: Atlas) -> None:
    told = (body(atlas, NEW), body(atlas, SILENT), body(changed(atlas, SILENT, opened="2020-08-31"), SILENT))
    assert not any("It opened" in page for page in told)
    assert "It opened" in body(replace(atlas, register=replace(atlas.register, lines={})), NEW)


def test_nor_does_one_of_which_the_publisher_has_earlier_years_under_its_number(atlas: Atlas) -> None:
    assert "It opened" not in body(changed(atlas, SECONDARY, opened="2024-09-01", type="Academy converter"), SECONDARY)
