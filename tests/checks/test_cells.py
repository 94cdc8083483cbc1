"""Columns as bytes say the same as columns as text."""

from __future__ import annotations

import math
import re

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.cells import FIGURES, LONG, Cells, hashes

TEXTS = st.lists(st.text(max_size=20), min_size=1, max_size=40)

FIGURED = st.one_of(
    st.text("0123456789.-", max_size=8), st.integers(-999, 999).map(str), st.sampled_from(["c", "1e5", "nan", "9" * 40, "1.2.3", "-.5"])
)


def cells(texts: list[str]) -> Cells:
    return Cells.of(pa.array(texts, pa.string()))


@given(TEXTS)
def test_the_same_text_has_the_same_hash_and_another_text_another(texts: list[str]) -> None:
    hashed = cells(texts).hashes.tolist()
    assert [hashed.index(each) for each in hashed] == [texts.index(each) for each in texts]


@given(TEXTS, TEXTS)
def test_a_hash_does_not_depend_on_the_batch_it_stands_in(some: list[str], more: list[str]) -> None:
    alone, together = cells(some).hashes, cells(more + some).hashes
    assert together[len(more) :].tolist() == alone.tolist()


@given(TEXTS)
def test_edges_are_the_first_and_last_bytes(texts: list[str]) -> None:
    encoded = [text.encode() for text in texts]
    assert cells(texts).first.tolist() == [text[0] if text else 0 for text in encoded]
    assert cells(texts).last(3).tolist() == [text[-3] if len(text) >= 3 else 0 for text in encoded]


@given(TEXTS, st.integers(0, 5))
def test_a_slice_sees_its_own_cells_only(texts: list[str], skipped: int) -> None:
    whole = pa.array(texts, pa.string())
    assert Cells.of(whole.slice(skipped)).lengths.tolist() == [len(text.encode()) for text in texts[skipped:]]


def test_rows_with_other_bytes_are_named_once() -> None:
    digits = np.isin(np.arange(256), list(b"0123456789"))
    assert cells(["12", "1a2b", "", "3"]).rows_with(digits).tolist() == [1]
    assert cells(["", ""]).rows_with(digits).tolist() == []


def test_rows_of_several_columns_are_told_apart() -> None:
    columns = [cells(["ab", "a", "ab"]), cells(["c", "bc", "c"])]
    one, other, again = hashes(columns)
    assert one == again
    assert one != other


def test_a_text_is_asked_once() -> None:
    asked: list[str] = []

    def is_b(text: str) -> bool:
        asked.append(text)
        return text == "b"

    rows = cells(["a", "b", "a", "b"]).rows_that(is_b)
    assert np.array_equal(rows, [1, 3])
    assert asked == ["a", "b"]


@given(st.lists(FIGURED, min_size=1, max_size=30))
def test_numbers_are_read_where_the_bytes_are_plain_figures(texts: list[str]) -> None:
    expected = [float(text) if re.fullmatch(FIGURES, text) and len(text) <= LONG else math.nan for text in texts]
    assert np.array_equal(cells(texts).numbers, expected, equal_nan=True)


@given(st.lists(st.text("ab", max_size=2), min_size=1, max_size=60))
def test_a_look_at_the_distinct_texts_finds_the_same_rows(texts: list[str]) -> None:
    known = cells(texts)
    assert len(known.coded.dictionary) == len(set(texts))
    found = [row for row, text in enumerate(texts) if text.startswith("a")]
    assert known.seen(lambda each: np.flatnonzero(each.first == ord("a"))).tolist() == found
