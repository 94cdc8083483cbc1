"""The A to Z: every place stands once, by name, in lists short enough for a phone."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from pipeline.model import Page
from pipeline.web.finder import Entry
from pipeline.web.pages import a_to_z
from pipeline.web.pages.atlas import Atlas
from tests.web.small_measures import FEDERATION, TRUST

LINK = re.compile(r'<a href="([^"]+)"[^>]*>(.*?)</a>')


def school(number: int, name: str, town: str = "Leeds", closed: bool = False) -> Entry:
    return Entry("school", str(number), name, town, closed=closed)


def composed(*places: Entry) -> dict[str, Page]:
    return {page.path: page for page in a_to_z.compose(places)}


def links(page: Page) -> list[tuple[str, str]]:
    return LINK.findall(page.body)


@pytest.fixture
def crowd() -> dict[str, Page]:
    """600 schools under A, and one each under B and a digit."""
    return composed(*(school(at, f"Ash {at:03} School") for at in range(600)), school(700, "Birch School"), school(800, "10th School"))


def test_names_stand_in_order_without_the_and_with_saint_as_st() -> None:
    names = ("St Anne's School", "The Spring School", "Sun School", "Saint Bede's School")
    page = composed(*(school(at, name) for at, name in enumerate(names)))["a-to-z/schools-s.html"]
    found = [name for address, name in links(page) if address.startswith("../school/")]
    assert found == ["The Spring School", "St Anne&#39;s School", "Saint Bede&#39;s School", "Sun School"]


def test_each_kind_of_place_stands_in_its_own_list() -> None:
    pages = composed(
        school(1, "Alder School"),
        school(2, "Ash School", closed=True),
        Entry("trust", "5", "Acorn Trust"),
        Entry("local-authority", "E08000035", "Leeds"),
        Entry("region", "E12000003", "Yorkshire"),
        Entry("england", "E92000001", "England"),
    )
    assert set(pages) == {"a-to-z/index.html", "a-to-z/schools-a.html", "a-to-z/trusts-a.html", "a-to-z/closed-a.html"}
    assert links(pages["a-to-z/trusts-a.html"])[-1] == ("../trust/5.html", "Acorn Trust")
    assert links(pages["a-to-z/closed-a.html"])[-1] == ("../school/2.html", "Ash School")
    areas = {address for address, _ in links(pages["a-to-z/index.html"])}
    assert areas >= {"../england.html", "../region/E12000003.html", "../local-authority/E08000035.html", "schools-a.html"}


def test_the_list_of_trusts_is_called_what_it_is_and_holds_no_federation(atlas: Atlas) -> None:
    places = a_to_z.entries(atlas.register)
    assert FEDERATION in atlas.register.trusts
    assert [place.code for place in places if place.level == "trust"] == [TRUST]
    (listed,) = re.findall("<section id=trusts><h2>(.*?)</h2>", composed(*places)["a-to-z/index.html"].body)
    assert listed == "Trusts"


def test_a_long_letter_is_cut_into_runs_and_every_school_stands_once(crowd: dict[str, Page]) -> None:
    assert [address for address, _ in links(crowd["a-to-z/schools-a.html"])][1:] == [f"schools-a-{run}.html" for run in (1, 2, 3)]
    found = Counter(address for page in crowd.values() for address, _ in links(page) if address.startswith("../school/"))
    assert set(found.values()) == {1}
    assert len(found) == 602


def test_a_run_is_named_by_its_first_and_last_school(crowd: dict[str, Page]) -> None:
    assert links(crowd["a-to-z/schools-a.html"])[1][1] == "Ash 000 School <small>Leeds</small> to Ash 249 School <small>Leeds</small>"


def test_runs_lead_to_the_one_before_and_the_next(crowd: dict[str, Page]) -> None:
    ends = {run: [address for address, name in links(crowd[f"a-to-z/schools-a-{run}.html"]) if "part" in name] for run in (1, 2, 3)}
    assert ends == {1: ["schools-a-2.html"], 2: ["schools-a-1.html", "schools-a-3.html"], 3: ["schools-a-2.html"]}


def test_digits_stand_together(crowd: dict[str, Page]) -> None:
    assert links(crowd["a-to-z/schools-0.html"])[-1][1] == "10th School"
    assert ("schools-0.html", "0 to 9") in links(crowd["a-to-z/index.html"])


def test_titles_tell_pages_apart(crowd: dict[str, Page]) -> None:
    titles = Counter(page.title for page in crowd.values())
    assert set(titles.values()) == {1}
    assert all(page.description for page in crowd.values())


def test_names_are_escaped() -> None:
    page = composed(school(1, "<b>A</b> & B"))["a-to-z/schools-b.html"]
    assert "&lt;b&gt;A&lt;/b&gt; &amp; B" in page.body
    assert page.description.endswith("<b>A</b> & B.")


def test_no_school_gives_no_list() -> None:
    assert set(composed()) == {"a-to-z/index.html"}
