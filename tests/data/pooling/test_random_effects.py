"""The whole pool: what must not change it, what must change with it, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.pooling import Pool, pool
from pipeline.data.pooling.model import Numbers
from pipeline.errors import PoolingError
from tests.data.pooling.sets import drawn_clusters, sets

PLACES = {"estimate", "ci_low", "ci_high", "pi_low", "pi_high", "min", "max"}
SPREADS = {"se"}
SQUARES = {"tau2", "tau2_between", "tau2_within"}


def figures(pooled: Pool) -> list[tuple[str, float]]:
    return list(_figures(asdict(pooled)))


def _figures(values: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _figures(value)
        elif value is not None:
            yield name, value


def moved(pooled: Pool, shift: float, scale: float) -> list[tuple[str, float]]:
    """What the figures must become if all effects are scaled and then shifted."""

    def one(name: str, value: float) -> float:
        if name in PLACES:
            return value * scale + shift
        return value * (scale if name in SPREADS else scale**2 if name in SQUARES else 1)

    return [(name, one(name, value)) for name, value in figures(pooled)]


def same(left: list[tuple[str, float]], right: list[tuple[str, float]], absolute: float) -> None:
    assert [name for name, _ in left] == [name for name, _ in right]
    assert [value for _, value in left] == pytest.approx([value for _, value in right], rel=1e-6, abs=absolute)


def labelled(drawn: tuple[Numbers, Numbers]) -> list[int]:
    """Two effects a study."""
    return [place // 2 for place in range(len(drawn[0]))]


@given(sets(least=5), st.floats(-50, 50))
def test_a_shift_of_all_effects_shifts_the_pool(drawn: tuple[Numbers, Numbers], shift: float) -> None:
    effects, variances = drawn
    same(
        figures(pool(effects + shift, variances, labelled(drawn))),
        moved(pool(effects, variances, labelled(drawn)), shift, 1),
        1e-6,
    )


@given(sets(least=5), st.sampled_from([1e-6, 0.01, 3.0, 1e6]))
def test_another_unit_gives_the_same_pool_in_that_unit(drawn: tuple[Numbers, Numbers], scale: float) -> None:
    effects, variances = drawn
    same(
        figures(pool(effects * scale, variances * scale**2, labelled(drawn))),
        moved(pool(effects, variances, labelled(drawn)), 0, scale),
        1e-7 * min(scale**2, 1),
    )


@given(sets(least=5))
def test_the_other_sign_mirrors_the_pool(drawn: tuple[Numbers, Numbers]) -> None:
    one, other = pool(*drawn), pool(-drawn[0], drawn[1])
    assert (other.estimate, other.ci_low, other.pi_high) == pytest.approx((-one.estimate, -one.ci_high, -one.pi_low), abs=1e-9)
    assert (other.leave_one_out.min, other.q) == pytest.approx((-one.leave_one_out.max, one.q), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_and_the_names_of_studies_do_not_matter(seed: int) -> None:
    clusters = drawn_clusters(seed)
    order = np.random.default_rng(seed).permutation(len(clusters.effects))
    ordered = pool(clusters.effects, clusters.variances, clusters.numbers.tolist())
    shuffled = pool(clusters.effects[order], clusters.variances[order], [f"study {7 * number}" for number in clusters.numbers[order]])
    same(figures(shuffled), figures(ordered), 1e-9)


@given(sets())
def test_one_effect_a_study_gives_the_estimate_of_two_levels(drawn: tuple[Numbers, Numbers]) -> None:
    pooled = pool(*drawn, range(len(drawn[0])))
    assert pooled.clustered is not None
    assert pooled.clustered.estimate == pytest.approx(pooled.estimate, rel=1e-9, abs=1e-12)
    assert pooled.clustered.clusters == pooled.k


def test_three_effects_can_be_pooled() -> None:
    pooled = pool(np.array([0.0, 2.0, 4.0]), np.ones(3))
    assert (pooled.k, pooled.estimate, pooled.tau2, pooled.q, pooled.i2) == pytest.approx((3, 2, 3, 8, 75))
    assert (pooled.leave_one_out.min, pooled.leave_one_out.max) == pytest.approx((1, 3))
    assert pooled.egger is None


def test_effects_no_further_apart_than_chance_have_no_variance_between_them() -> None:
    pooled = pool(np.array([0.1, 0.2, 0.15, 0.12]), np.array([0.1, 0.2, 0.1, 0.3]))
    assert (pooled.tau2, pooled.i2, pooled.dersimonian_laird.tau2) == (0, 0, 0)


@pytest.mark.parametrize("size", [1e-30, 1e-20, 1e-12, 1e12, 1e20, 1e30])
def test_huge_and_tiny_variances_are_pooled(size: float) -> None:
    root = size**0.5
    effects = np.array([0.1, 2.0, -1.0, 0.7, 1.5, 3.0, 0.2, 0.4, 1.0, -0.3, 0.8, 1.1]) * root
    pooled = pool(effects, np.clip(np.linspace(0.5, 2, 12) * size, 1e-30, 1e30), [place // 3 for place in range(12)])
    assert pooled.estimate == pytest.approx(0.7 * root, rel=0.3)
    assert np.isfinite([value for _, value in figures(pooled)]).all()


@pytest.mark.parametrize("mixed", [(1e-12, 1e12), (1e-6, 1e6)])
def test_huge_beside_tiny_variances_leave_the_precise_effects(mixed: tuple[float, float]) -> None:
    variances = np.array([mixed[0], *[mixed[1]] * 10])
    pooled = pool(np.array([0.5, *np.linspace(-1, 1, 10)]), variances, [place // 2 for place in range(11)])
    assert pooled.estimate == pytest.approx(0.5, abs=0.01)
    assert np.isfinite([value for _, value in figures(pooled)]).all()


@pytest.mark.parametrize(
    ("effects", "variances", "studies", "words"),
    [
        ([1, 2], [1, 1], None, "too few effects"),
        ([1, 2, 3], [1, 1, 1], ["a", "a", "b"], "too few studies"),
        ([1, 2, 3], [1, 0, 1], None, "effect 2: found a variance of 0"),
        ([1, 2, 3], [1, -1, 1], None, "a variance of -1"),
        ([1, 2, 3], [1, 1, np.nan], None, "effect 3: found a variance of nan"),
        ([1, 2, 3], [1, 1, np.inf], None, "a variance of inf"),
        ([1, np.nan, 3], [1, 1, 1], None, "effect 2: found an effect of nan"),
        ([1, 2, -np.inf], [1, 1, 1], None, "an effect of -inf"),
        ([1, 2, 3], [1, 1], None, "different lengths"),
        ([1, 2, 3], [1, 1, 1], ["a", "b"], "different lengths"),
    ],
)
def test_what_cannot_be_pooled_is_refused(effects: list[float], variances: list[float], studies: list[str] | None, words: str) -> None:
    with pytest.raises(PoolingError, match=words):
        pool(np.array(effects, float), np.array(variances, float), studies)
