"""The rule by which two figures are told apart, as the browser has it, beside an arithmetic of its own in exact fractions."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

Figure = dict[str, Any]
RULE = """async (lists) => {
  const { verdict } = await import(new URL("../assets/apart.js", location));
  const at = (list) => (one) => list.indexOf(one);
  return lists.map((list) => {
    const { groups, alone } = verdict(list), place = at(list);
    return {
      pairs: groups.flatMap(({ higher }) => higher.flatMap(({ one, than }) => than.map((other) => [place(one), place(other)]))),
      silent: groups.flatMap(({ silent }) => silent.map(place)).sort(),
      groups: groups.map(({ members }) => members.map(place)),
      every: groups.map(({ every }) => every),
      alone: alone.map(({ one, why }) => [place(one), why]),
    };
  });
}"""


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def above(one: Figure, other: Figure) -> bool:
    """Squared, so that nothing is rounded: the difference beyond the two half-widths that face each other."""
    value, low, far, high = (Fraction(number) for number in (one["value"], one["low"], other["value"], other["high"]))
    return value > far and (value - far) ** 2 > (value - low) ** 2 + (high - far) ** 2


def expected(figures: list[Figure]) -> dict[str, Any]:
    groups: dict[tuple[str, str], list[int]] = {}
    for at, figure in enumerate(figures):
        groups.setdefault((figure["period"], figure["kind"]), []).append(at)
    several = [members for members in groups.values() if len(members) > 1]
    sure = [[at for at in members if figures[at]["low"] is not None] for members in several]
    pairs = [[a, b] for members in sure for a in members for b in members if above(figures[a], figures[b])]
    every = [all(above(figures[a], figures[b]) or above(figures[b], figures[a]) for a, b in combinations(members, 2)) for members in sure]
    kinds = [figure["kind"] for figure in figures]
    single = [members[0] for members in groups.values() if len(members) == 1]
    return {
        "pairs": pairs,
        "silent": sorted(at for members in several for at in members if figures[at]["low"] is None),
        "groups": several,
        "every": every,
        "alone": [[at, "year" if kinds.count(kinds[at]) > 1 else "kind"] for at in single],
    }


def drawn(lot: random.Random) -> list[Figure]:
    """Up to six figures, most with an interval, of two years and two kinds."""
    figures: list[Figure] = []
    for _ in range(lot.randint(1, 6)):
        value, sure = lot.uniform(0, 100), lot.random() < 0.8
        low, high = (value - lot.uniform(0, 20), value + lot.uniform(0, 20)) if sure else (None, None)
        figures.append({"value": value, "low": low, "high": high, "period": lot.choice(["2023-24", "2024-25"]), "kind": lot.choice("ab")})
    return figures


def test_figures_are_told_apart_as_exact_arithmetic_tells_them(page: Page, address: str) -> None:
    lot = random.Random(20261126)
    lists = [drawn(lot) for _ in range(3000)]
    page.goto(f"{address}compare/")
    found = page.evaluate(RULE, lists)
    wanted = [expected(figures) for figures in lists]
    assert found == wanted
    assert 500 < sum(len(one["pairs"]) for one in wanted) < 20_000


def figure(value: float, low: float | None, high: float | None) -> Figure:
    return {"value": value, "low": low, "high": high, "period": "2024-25", "kind": "all"}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (figure(10, 7, 12), figure(5, 1, 9), False),  # 5² = 3² + 4²: chance just reaches
        (figure(11, 8, 13), figure(5, 1, 9), True),
        (figure(60, 55, 65), figure(53, 49, 57), True),  # the intervals overlap, and yet they differ
        (figure(60, 60, 60), figure(60, 60, 60), False),
        (figure(100, 90, 100), figure(0, 0, 7), True),
        (figure(-0.1, -0.2, 0.1), figure(-0.9, -1.0, -0.8), True),
    ],
)
def test_the_ends_of_the_rule(page: Page, address: str, one: Figure, other: Figure, apart: bool) -> None:
    page.goto(f"{address}compare/")
    found = page.evaluate(RULE, [[one, other], [other, one]])
    assert [bool(each["pairs"]) for each in found] == [apart, apart]
    assert above(one, other) == apart


def test_a_figure_without_an_interval_is_never_told_apart(page: Page, address: str) -> None:
    page.goto(f"{address}compare/")
    found = page.evaluate(RULE, [[figure(99, None, None), figure(1, 0.5, 1.5)]])[0]
    assert (found["pairs"], found["silent"]) == ([], [0])
