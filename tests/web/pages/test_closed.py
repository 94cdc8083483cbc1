"""A closed school's page: that it closed, what followed it and where its figures are told."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Page
from pipeline.web.pages import COMPOSE
from pipeline.web.pages.atlas import Atlas
from pipeline.web.registers import Line
from tests.web.small_measures import BEFORE, CLOSED, NEW, PRIMARY


def test_a_closed_school_says_so_and_leads_on(atlas: Atlas) -> None:
    page: Page = COMPOSE["closed"](atlas, CLOSED)
    assert page.path == f"school/{CLOSED}.html"
    assert page.title == "Old School (closed)"
    assert "Closed on 31 August 2011" in page.body
    assert f'<a href="{PRIMARY}.html">Windmill &amp; Brook &lt;Primary&gt;</a>' in page.body
    assert len(page.body) < 1000


def test_a_closed_school_without_a_day_or_a_successor(atlas: Atlas) -> None:
    body = COMPOSE["closed"](replace(atlas, register=replace(atlas.register, followed={})), BEFORE).body
    assert "Closed; the day is not recorded ·" in body
    assert "No school that followed it is known here." in body


def leads_on(atlas: Atlas, urn: str, successor: str) -> str:
    """The page of a closed school that the open one followed."""
    closed = atlas.register.closed[urn]._replace(leads_to=successor)
    register = replace(atlas.register, closed={**atlas.register.closed, urn: closed})
    page: Page = COMPOSE["closed"](replace(atlas, register=register), urn)
    return page.body


def test_a_school_that_got_a_new_number_goes_on_and_its_figures_with_it(atlas: Atlas) -> None:
    link = f'<a href="{NEW}.html">New Primary</a>'
    assert f"It goes on, with a new number, as {link}; its figures of the years before are told there." in leads_on(atlas, BEFORE, NEW)


def test_no_figures_are_promised_of_a_school_that_ended_or_of_which_none_are_held(atlas: Atlas) -> None:
    assert "Its place was taken by" in leads_on(atlas, CLOSED, PRIMARY)
    line = Line(PRIMARY, CLOSED, "2011-12")
    without = replace(atlas, register=replace(atlas.register, lines={PRIMARY: (line,)}))
    assert "Its place was taken by" in leads_on(without, CLOSED, PRIMARY)


def test_where_the_day_of_closing_is_not_recorded_that_of_the_successor_is_told(atlas: Atlas) -> None:
    said = "Closed; its successor is recorded from {}, the day of closing itself is not ·"
    assert said.format("1 August 2022") in COMPOSE["closed"](atlas, BEFORE).body


def test_a_school_that_goes_on_is_followed_from_the_day_on_which_the_new_number_opened(atlas: Atlas) -> None:
    line = atlas.register.lines[NEW][0]._replace(changed="2023-10-01")
    later = replace(atlas, register=replace(atlas.register, lines={NEW: (line,)}))
    assert "its successor is recorded from 1 October 2023, the day" in leads_on(later, BEFORE, NEW)
