"""The arithmetic of the room ``characteristics``: sums and shares of counts, exact, with the reason where a part is missing."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.datasets.characteristics_cells import measures, share, total

COUNT = st.integers(min_value=0, max_value=5000)
NAMES = ("pupils_on_roll", "girls_pct", "eal_pct", "fsm_pct")  # what else the census of 2025-26 has


@settings(deadline=None)
@given(st.lists(st.tuples(COUNT, COUNT), min_size=1))
def test_a_share_is_right_to_half_a_tenth(pairs: list[tuple[int, int]]) -> None:
    part = pd.Series([str(some) for some, _ in pairs], dtype="str")
    whole = pd.Series([str(every) for _, every in pairs], dtype="str")
    for cell, (some, every) in zip(share(part, whole), pairs, strict=True):
        if every == 0:
            assert cell == "z"
        else:
            assert -Fraction(1, 20) < Fraction(cell) - Fraction(100 * some, every) <= Fraction(1, 20)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.one_of(COUNT.map(str), st.sampled_from(["c", "z", "x"]))] * 3), min_size=1))
def test_a_sum_has_all_its_parts_or_the_reason_of_one(rows: list[tuple[str, str, str]]) -> None:
    parts = [pd.Series(column, dtype="str") for column in zip(*rows, strict=True)]
    for cell, cells in zip(total(parts), rows, strict=True):
        missing = [reason for reason in "czx" if reason in cells]
        assert cell == (missing[0] if missing else str(sum(map(int, cells))))


def test_a_class_of_nobody_is_no_figure() -> None:
    raw = {name: ["30"] * 3 for name in NAMES} | {"class_size_avg": ["0.0", "26.5", "SUPP"]}
    assert list(measures("2025-26", pd.DataFrame(raw, dtype="str"))["class_size"]) == ["x", "26.5", "c"]
