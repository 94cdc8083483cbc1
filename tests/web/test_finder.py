"""The finder: its files hold every place under every word, and a person finds it with keys and without."""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterable
from itertools import takewhile
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from playwright.sync_api import Page, expect

from pipeline.web import finder
from pipeline.web.finder import Entry, fold, sort_name, words_of
from tests import axe

ROOM = 1500  # bytes a shard
ROOT = Path(__file__).parents[2]
FRAME = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Finder</title><link rel="icon" href="../assets/mark.svg">'
    '<link rel="stylesheet" href="../assets/oec.css"><script src="../assets/finder.js" defer></script>'
    "<header>FORM</header><main><h1>Finder</h1></main></html>"
)
STEMS = ("Alder", "Birch", "Cedar", "Windmill", "Millbrook", "Oakfield", "St Mary's", "Saint Paul's", "Mount Street", "Priory")
ENDS = ("Primary School", "CofE Primary School", "Nursery School", "Academy", "High School")
TOWNS = ("Leeds", "Bath", "St Albans", "Stoke", "London", "Milton Keynes")


def many() -> list[Entry]:
    """300 made-up schools, then a trust, an area and closed schools."""
    names = [f"{stem} {end}" for stem in STEMS for end in ENDS for _ in TOWNS]
    schools = [
        Entry("school", f"{100000 + at}", name, TOWNS[at % 6], f"AB{at % 30 + 1} {at % 9}XY", "Anyshire", "Primary school")
        for at, name in enumerate(names)
    ]
    return [
        *schools,
        Entry("school", "200001", 'José & Zoë\'s "Little" School', "King’s Lynn", "PE30 1AA", "Norfolk", "Nursery school"),
        Entry("school", "200002", "The Quarry School", "Poole", "BH15 4AB", "Dorset", "Special school"),
        Entry("school", "300001", "Windmill Infant School", "Leeds", "LS10 3HQ", "", "Closed school", closed=True),
        Entry("trust", "5001", "QUARRY LEARNING TRUST", kind="Multi-academy trust"),
        Entry("local-authority", "E08000035", "Leeds", kind="Local authority"),
        Entry("england", "E92000001", "England", kind="The whole country"),
    ]


def cramped(entries: Iterable[Entry], folder: Path, head: int = 20) -> None:
    """Write with so little room in a shard that a few hundred places need dozens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "SHARD", ROOM)
        patch.setattr(finder, "HEAD", head)
        finder.write(entries, folder)


def load(folder: Path, name: str | int) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def answer(folder: Path, beginning: str) -> set[str]:
    """The codes in all files that the script would read for one beginning of a word."""
    marks: list[str] = load(folder, "index")["words"]
    start = next(at for at in range(len(marks)) if marks[at] >= beginning or marks[at + 1 :][:1] > [beginning] or at + 1 == len(marks))
    runs = [start, *takewhile(lambda at: marks[at].startswith(beginning), range(start + 1, len(marks)))]
    names: list[str | int] = [f"h-{beginning}", *runs] if len(runs) > 1 else [*runs]
    return {row[0] for name in names for row in load(folder, name)}


def test_words_are_folded() -> None:
    assert fold("St Mary's & José’s  C.E. (Aided)") == ["st", "marys", "and", "joses", "c", "e", "aided"]
    assert fold("½ Ångström") == ["1", "2", "angstrom"]


def test_names_are_ordered_without_the_and_with_saint_as_st() -> None:
    names = ["The Quarry School", "Saint Paul's School", "St Mary's School", "Quay School", "The"]
    assert sorted(names, key=sort_name) == ["The Quarry School", "Quay School", "St Mary's School", "Saint Paul's School", "The"]


def test_a_place_stands_under_name_town_area_postcode_and_full_words() -> None:
    entry = Entry("school", "1", "Saint Ann's CE School", "Mt Pleasant", "AB1 2CD", "Anyshire")
    assert words_of(entry) == {
        *("saint", "st", "anns", "ce", "church", "of", "england", "school"),
        *("mt", "mount", "pleasant", "ab12cd", "anyshire"),
    }


def test_every_place_is_found_by_every_beginning_of_its_words(tmp_path: Path) -> None:
    cramped(many(), tmp_path)
    for entry in many()[::7] + many()[-6:]:
        for word in words_of(entry):
            assert entry.code in answer(tmp_path, word)
    assert {"200001"} <= answer(tmp_path, "jo") & answer(tmp_path, "zoes")


def test_no_file_is_larger_than_a_shard_and_heads_are_short(tmp_path: Path) -> None:
    cramped(many(), tmp_path)
    files = [path for path in tmp_path.iterdir() if path.stem.isdigit()]
    assert len(files) > 20
    assert max(path.stat().st_size for path in files) <= ROOM + 1
    heads = list(tmp_path.glob("h-*.json"))
    assert heads
    assert all(len(json.loads(path.read_bytes())) <= 20 for path in heads)


def test_a_head_names_open_places_first_and_those_that_begin_so_before_others(tmp_path: Path) -> None:
    cramped(many(), tmp_path, head=400)
    closed = {at for at, kind in enumerate(load(tmp_path, "index")["kinds"]) if kind[2]}
    for path in tmp_path.glob("h-*.json"):
        flags = [row[5] in closed for row in load(tmp_path, path.stem)]
        assert flags == sorted(flags)
    names = [row[1] for row in load(tmp_path, "h-win")]
    assert len(names) == 31
    assert names[-1] == "Windmill Infant School"
    begins = [sort_name(row[1]).startswith("l") for row in load(tmp_path, "h-l")]
    assert begins == sorted(begins, reverse=True)


def test_the_bytes_do_not_depend_on_the_order_of_the_places(tmp_path: Path) -> None:
    cramped(many(), tmp_path / "one")
    cramped(reversed(many()), tmp_path / "two")
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


LETTERS = st.text(string.ascii_lowercase[:4], min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(LETTERS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=40))
def test_any_names_are_found_by_any_beginning(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("find")
    entries = [Entry("school", str(at), name) for at, name in enumerate(names)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "SHARD", 120)
        finder.write(entries, folder)
    for entry in entries:
        for word in fold(entry.name):
            for length in range(1, len(word) + 1):
                assert entry.code in answer(folder, word[:length])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A page with the finder in a folder of a site, as every page has it."""
    site = tmp_path_factory.mktemp("site")
    cramped(many(), site / "find")
    copytree(ROOT / "docs" / "assets", site / "assets")
    form = (
        Environment(autoescape=True)
        .from_string((ROOT / "docs/.overrides/partials/find.html").read_text(encoding="utf-8"))
        .render(root="../")
    )
    page = FRAME.replace("FORM", form)
    for folder in ("school", "trust", "a-to-z", "local-authority"):
        (site / folder).mkdir()
        (site / folder / "index.html").write_text(page, encoding="utf-8")
    for path in ("school/200002.html", "trust/5001.html", "england.html"):
        (site / path).write_text(page, encoding="utf-8")
    return serve(site)


@pytest.fixture
def search(page: Page, address: str) -> Callable[[str], list[str]]:
    """Types into the finder and gives the names in its list once it has settled."""

    def types(text: str) -> list[str]:
        if not page.url.startswith(address):
            page.goto(f"{address}school/")
        page.get_by_role("combobox").fill("")
        page.get_by_role("combobox").press_sequentially(text)
        expect(page.locator("form")).to_have_attribute("data-answered", text)
        names: list[str] = page.get_by_role("option").evaluate_all("all => all.map((one) => one.firstChild.textContent)")
        return names

    return types


Search = Callable[[str], list[str]]


def test_parts_of_words_in_any_order_narrow_the_list(search: Search) -> None:
    assert search("leed birch nurs") == ["Birch Nursery School"]


def test_a_name_that_begins_so_stands_before_one_that_only_holds_it(search: Search) -> None:
    assert search("quarry") == ["QUARRY LEARNING TRUST", "The Quarry School"]


def test_the_inside_of_a_word_is_a_part_of_a_name(search: Search) -> None:
    found = search("indmil")
    assert found[0].startswith("Windmill")


def test_accents_apostrophes_and_short_forms_do_not_matter(search: Search) -> None:
    assert search("jose zoes kings lynn") == ['José & Zoë\'s "Little" School']
    assert search("Zoë’s") == ['José & Zoë\'s "Little" School']
    assert set(search("saint marys church of england bath")) == {"St Mary's CofE Primary School"}


@pytest.mark.parametrize("postcode", ["BH15 4AB", "bh154ab", "BH15", "bh15 4"])
def test_a_postcode_in_full_or_in_part(search: Search, postcode: str) -> None:
    assert search(postcode) == ["The Quarry School"]


def test_a_district_stands_before_those_that_begin_like_it(page: Page, search: Search) -> None:
    search("AB1")
    where = page.get_by_role("option").locator("small").all_text_contents()
    districts = [text.rsplit("· ", 1)[1].split(" ")[0] for text in where]
    assert districts[0] == "AB1"
    assert districts == sorted(districts, key=lambda district: district != "AB1")


def test_a_closed_school_comes_last_and_is_said_to_be_closed(page: Page, search: Search) -> None:
    assert search("LS10 3HQ") == ["Windmill Infant School"]
    expect(page.get_by_role("option")).to_contain_text("Closed school")
    assert search("windmill leeds")[-1] == "Windmill Infant School"


def test_an_area_by_its_name_comes_first(search: Search) -> None:
    assert search("leeds")[0] == "Leeds"


def test_at_most_twelve_and_the_status_says_so(page: Page, search: Search) -> None:
    assert len(search("primary")) == 12
    assert page.get_by_role("status").text_content() == "12 places shown. Add a town or a postcode to see fewer"


def test_nothing_found_is_said(page: Page, search: Search) -> None:
    assert search("xyzzy") == ["No school, trust or area found. Try fewer letters, or a postcode"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.url.endswith("/school/")


def test_arrows_choose_and_enter_goes_there(page: Page, search: Search) -> None:
    search("quarry")
    box, options = page.get_by_role("combobox"), page.get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    page.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/school/200002.html")


def test_enter_chooses_the_first_of_several_and_then_goes(page: Page, search: Search) -> None:
    search("quarry")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option").nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trust/5001.html")


def test_the_button_goes_to_the_only_place(page: Page, search: Search) -> None:
    search("the quarry school")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/school/200002.html")


def test_a_click_goes_there(page: Page, search: Search) -> None:
    search("england")
    page.get_by_role("option").filter(has_text="The whole country").click()
    page.wait_for_url("**/england.html")


def test_escape_closes_and_keeps_what_was_typed(page: Page, search: Search) -> None:
    search("quarry")
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("quarry")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_list_open(page: Page, search: Search, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    search("quarry")
    page.keyboard.press("ArrowDown")
    assert axe.violations(page) == []


def test_a_lost_connection_is_said_and_mended(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}school/")
    page.route("**/find/*", lambda route: route.abort())
    page.get_by_role("combobox").press_sequentially("quar")
    expect(page.get_by_role("option")).to_have_text("The list could not be loaded. The A to Z leads to every school")
    page.unroute("**/find/*")
    page.get_by_role("combobox").press_sequentially("r")
    expect(page.get_by_role("option")).to_have_count(2)
    context.close()


def test_without_javascript_the_form_leads_to_the_a_to_z(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}school/")
    page.get_by_role("searchbox").fill("quarry")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/a-to-z/?q=quarry")
    context.close()
