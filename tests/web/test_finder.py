"""The finder's files hold every place under every word."""

from __future__ import annotations

import json
import string
from itertools import takewhile
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
