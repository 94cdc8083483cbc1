"""The second reckoning's own judgement: when a printed figure and an answer are the same."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from tests.other_road.choosing import choose
from tests.other_road.page import Where
from tests.other_road.recipes.cells import Answer, share, told
from tests.other_road.recompute import agrees


@pytest.mark.parametrize(
    ("shown", "answer", "decimals"),
    [
        ("1,234", Decimal("1234.4"), 0),
        ("\N{MINUS SIGN}0.15", Decimal("-0.154"), 2),
        ("36.0", Decimal("36.05"), 1),
        ("36.1", Decimal("36.05"), 1),
        ("0", Decimal("-0.4"), 0),
        ("suppressed", "c", 1),
    ],
)
def test_the_nearest_number_agrees(shown: str, answer: Answer, decimals: int) -> None:
    assert agrees(shown, answer, decimals)


@pytest.mark.parametrize(
    ("shown", "answer", "decimals"),
    [
        ("88", Decimal("88.54"), 0),
        ("88.5", Decimal("88.54"), 0),
        ("1234", Decimal(1234), 0),
        ("0.15", Decimal("-0.15"), 2),
        ("-0.15", Decimal("-0.15"), 2),
        ("0", "c", 0),
        ("not available", "c", 0),
        ("suppressed", Decimal(0), 0),
        ("not available", None, 0),
    ],
)
def test_another_number_reason_or_way_of_printing_does_not(shown: str, answer: Answer, decimals: int) -> None:
    assert not agrees(shown, answer, decimals)


def test_a_cell_is_a_number_or_a_known_code() -> None:
    assert (told(" 88% ", {}), told("£45,421", {}), told("SUPP", {"SUPP": "c"})) == (Decimal(88), Decimal(45421), "c")
    with pytest.raises(ArithmeticError):
        told("SUPP", {})


def test_a_share_of_nobody_or_of_the_unknown_is_none() -> None:
    assert (share(Decimal(1), Decimal(8)), share(Decimal(0), Decimal(0)), share("c", Decimal(8)), share(Decimal(1), "x")) == (
        Decimal("12.5"),
        "z",
        "c",
        "x",
    )


def test_each_measure_and_each_school_is_chosen_before_any_comes_up_twice() -> None:
    pool = [
        Where("school", code, measure, "all", year) for code in "abcde" for measure in ("one", "two") for year in ("2017-18", "2018-19")
    ]
    chosen = choose(pool, 6, Random(1), lambda where: where.code == "a")
    assert len(set(chosen)) == 6
    assert [where.code for where in chosen[:2]] == ["a", "a"]
    assert {where.measure for where in chosen[:2]} == {"one", "two"}
    assert {where.code for where in chosen} == set("abcde")
