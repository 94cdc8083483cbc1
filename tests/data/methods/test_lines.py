"""One line across URNs: only where one school followed one other."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.data.methods.lines import first_period, lines

Link = tuple[str, str, str, str]


def made(links: list[Link], opened: dict[str, str], closed: dict[str, tuple[str, str]]) -> list[tuple[str, ...]]:
    """Lines of small registers; ``closed`` gives the days of opening and closing."""
    told = pd.DataFrame(links, columns=["urn", "link_urn", "relation", "link_type"]).assign(date="")
    schools = pd.DataFrame({"urn": list(opened), "opened": list(opened.values())})
    gone = pd.DataFrame([(urn, *days) for urn, days in closed.items()], columns=["urn", "opened", "closed"])
    return [tuple(row) for row in lines(told, schools, gone).itertuples(index=False)]


OLD = {"100": ("", "2016-05-31")}


@pytest.mark.parametrize("link", [("100", "200", "successor", "Successor"), ("200", "100", "predecessor", "Predecessor")])
def test_a_line_may_be_told_from_either_end(link: Link) -> None:
    assert made([link], {"200": "2016-06-01"}, OLD) == [("200", "100", "2016-06-01", "2015-16")]


def test_a_line_goes_back_through_every_change() -> None:
    links = [("300", "200", "predecessor", "Predecessor"), ("200", "100", "predecessor", "Predecessor")]
    found = made(links, {"300": "2020-09-01"}, {**OLD, "200": ("2016-06-01", "2020-08-31")})
    assert [row[:2] for row in found] == [("300", "200"), ("300", "100")]


def test_merged_and_divided_schools_are_not_stitched() -> None:
    two = {**OLD, "101": ("", "2016-05-31")}
    assert (
        made([("200", "100", "predecessor", "Predecessor"), ("200", "101", "predecessor", "Predecessor")], {"200": "2016-06-01"}, two) == []
    )
    assert made([("100", "200", "successor", "Successor"), ("100", "201", "successor", "Successor")], {"200": "2016-06-01"}, OLD) == []
    assert made([("200", "100", "predecessor", "Predecessor - merged")], {"200": "2016-06-01"}, OLD) == []


def test_one_word_of_a_merger_from_either_end_is_enough() -> None:
    links = [("200", "100", "predecessor", "Predecessor"), ("100", "200", "successor", "Successor - merged")]
    assert made(links, {"200": "2016-06-01"}, OLD) == []


def test_a_school_that_was_there_before_took_the_other_in() -> None:
    assert made([("100", "200", "successor", "Successor")], {"200": "1974-09-01"}, OLD) == []
    assert made([("100", "200", "successor", "Successor")], {"200": ""}, OLD) == []


def test_an_unknown_closing_day_lies_after_the_last_register_of_closed_schools() -> None:
    link = [("100", "200", "successor", "Successor")]
    assert len(made(link, {"200": "2023-09-01"}, {"100": ("", "")})) == 1
    assert made(link, {"200": "2019-09-01"}, {"100": ("", "")}) == []


def test_a_circle_ends() -> None:
    links = [("200", "100", "predecessor", "Predecessor"), ("100", "200", "predecessor", "Predecessor")]
    both = {"100": ("2016-06-01", "2016-05-31"), "200": ("2016-06-01", "2016-05-31")}
    assert made(links, {"200": "2016-06-01"}, both) == [("200", "100", "2016-06-01", "2015-16")]


@pytest.mark.parametrize(("day", "period"), [("2018-09-01", "2018-19"), ("2019-08-31", "2018-19"), ("2009-12-01", "2009-10"), ("", "")])
def test_the_year_of_a_day(day: str, period: str) -> None:
    assert first_period(day) == period
