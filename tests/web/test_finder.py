"""The finder's files hold every place under every word."""

from __future__ import annotations

import json
import string
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.web import finder
from pipeline.web.finder import Entry, fold, sort_name, words_of
from tests.web.finder_places import ROOM, cramped, many


def load(folder: Path, name: str | int) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def listed(folder: Path, beginning: str) -> set[int]:
    """The numbers of places with a word that begins so, out of the files of words that the script would read."""
    marks: list[str] = load(folder, "index")["words"]
    start = max((at for at, mark in enumerate(marks) if mark <= beginning), default=0)
    runs = [start, *takewhile(lambda at: marks[at].startswith(beginning), range(start + 1, len(marks)))]
    lines = [line.split("|") for run in runs for line in load(folder, f"w-{run}") if line.startswith(beginning)]
    return {number for line in lines for steps in line[1:3] if steps for number in accumulate(map(int, steps.split(",")))}


def named(folder: Path, beginning: str, closed: bool) -> set[str]:
    """The codes of places whose name begins so, out of the files of rows that the script would read."""
    index = load(folder, "index")
    firsts = list(accumulate([0, *index["rows"]]))
    border = firsts.index(index["open"])
    runs = range(border, len(index["names"])) if closed else range(border)
    marks = index["names"]
    start = max((run for run in runs if marks[run] < beginning), default=runs.start)
    last = [
        run
        for run in runs
        if run >= start and (run == start or index["names"][run] <= beginning or index["names"][run].startswith(beginning))
    ]
    return {row[0] for run in last for row in load(folder, f"r-{run}") if sort_name(row[1]).startswith(beginning)}


def answer(folder: Path, beginning: str) -> set[str]:
    """The codes of all places that the script would find for one beginning of a word."""
    rows = [row for run in range(len(load(folder, "index")["rows"])) for row in load(folder, f"r-{run}")]
    return {rows[number][0] for number in listed(folder, beginning)} | named(folder, beginning, False) | named(folder, beginning, True)


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
        *("mt", "mount", "pleasant", "ab1", "ab12cd", "anyshire"),
    }


def test_every_place_is_found_by_every_beginning_of_its_words(tmp_path: Path) -> None:
    cramped(many(), tmp_path, frequent=10_000)
    for entry in many()[::7] + many()[-6:]:
        for word in words_of(entry):
            assert entry.code in answer(tmp_path, word)
    assert {"200001"} <= answer(tmp_path, "jo") & answer(tmp_path, "zoes")


def test_a_place_of_frequent_words_alone_is_found_by_its_name(tmp_path: Path) -> None:
    cramped(many(), tmp_path, frequent=1)
    for entry in many():
        for length in range(1, len(sort_name(entry.name)) + 1):
            assert entry.code in named(tmp_path, sort_name(entry.name)[:length], entry.closed)


def test_each_place_stands_once_and_no_file_has_more_than_its_room(tmp_path: Path) -> None:
    cramped(many(), tmp_path)
    rows, words = ([json.loads(path.read_bytes()) for path in sorted(tmp_path.glob(f"{kind}-*.json"))] for kind in ("r", "w"))
    codes = [row[0] for run in rows for row in run]
    assert sorted(codes) == sorted(entry.code for entry in many())
    assert min(len(rows), len(words)) > 2
    assert max(path.stat().st_size for kind in ("r", "w") for path in tmp_path.glob(f"{kind}-*.json")) <= ROOM + 1


def test_open_places_stand_before_closed_ones_and_never_in_one_file(tmp_path: Path) -> None:
    cramped(many(), tmp_path)
    index = load(tmp_path, "index")
    closed = {at for at, kind in enumerate(index["kinds"]) if kind[2]}
    flags = [[row[5] in closed for row in load(tmp_path, f"r-{run}")] for run in range(len(index["rows"]))]
    assert all(len(set(run)) == 1 for run in flags)
    assert [flag for run in flags for flag in run] == [False] * index["open"] + [True]


def test_a_frequent_word_lists_its_first_places_and_says_that_there_are_others(tmp_path: Path) -> None:
    cramped(many(), tmp_path)
    lines = {line.split("|")[0]: line.split("|") for path in tmp_path.glob("w-*.json") for line in json.loads(path.read_bytes())}
    assert (len(lines["primary"][1].split(",")), lines["primary"][2:]) == (20, ["", "0"])
    assert lines["windmill"][3] == "1"
    assert len(listed(tmp_path, "windmill")) == 31


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
        patch.setattr(finder, "ROWS", 120)
        patch.setattr(finder, "WORDS", 120)
        finder.write(entries, folder)
    for entry in entries:
        for word in fold(entry.name):
            for length in range(1, len(word) + 1):
                assert entry.code in answer(folder, word[:length])
