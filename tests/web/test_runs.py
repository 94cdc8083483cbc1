"""Runs of names and the marks that lead to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.web.runs import Names, cut

PLACES = st.lists(st.tuples(st.booleans(), st.text("ab ", max_size=6), st.integers(1, 60)), min_size=1)
ROOM = 100


def along(places: list[tuple[bool, str, int]]) -> tuple[Names, list[int]]:
    ordered = sorted(places)
    return Names([name for _, name, _ in ordered], [closed for closed, _, _ in ordered]), [size for _, _, size in ordered]


@given(PLACES)
def test_the_runs_hold_each_place_once_in_order_and_fit(places: list[tuple[bool, str, int]]) -> None:
    names, sizes = along(places)
    runs = list(cut(names, sizes, ROOM))
    assert [at for first, end in runs for at in range(first, end)] == list(range(len(places)))
    assert all(sum(sizes[first:end]) <= ROOM for first, end in runs)
    assert all(len(set(names.closed[first:end])) == 1 for first, end in runs)


@given(PLACES)
def test_a_mark_lies_after_the_name_before_and_begins_its_own(places: list[tuple[bool, str, int]]) -> None:
    names, sizes = along(places)
    for first, _ in cut(names, sizes, ROOM):
        mark = names.mark(first)
        assert names.names[first].startswith(mark)
        if first and names.closed[first - 1] == names.closed[first] and names.names[first - 1] != names.names[first]:
            assert mark > names.names[first - 1]


def test_a_run_ends_where_few_letters_tell_the_next_name() -> None:
    names = ["all saints church", "all saints church a", "all saints church b", "all saints church c", "bell", "bell lane", "bell lane b"]
    runs = list(cut(Names(names, [False] * len(names)), [10] * len(names), 60))
    assert runs[0] == (0, 4)
    assert [Names(names, [False] * len(names)).mark(first) for first, _ in runs] == ["a", "b"]


def test_a_place_larger_than_a_run_has_one_of_its_own() -> None:
    assert list(cut(Names(["a", "b"], [False, False]), [500, 1], ROOM)) == [(0, 1), (1, 2)]
