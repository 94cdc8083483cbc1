"""The pool of a reader's own cut, as the browser works it out, beside what the build publishes of the same effects."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page
from scipy.special import stdtrit

from pipeline import packages
from pipeline.data import evidence
from pipeline.data.reviews.selection import chosen
from pipeline.data.reviews.summary import Row, summary
from tests.reviews_at_hand import committed

ASSETS = Path(__file__).parents[2] / "docs/assets"
SCRIPTS = ("pool.js", "pool_reml.js", "pool_clusters.js", "student.js")
PAGE = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Pool</title>'
POOLED = 'async (sets) => { const { pool } = await import("./pool.js"); return sets.map(pool); }'
QUANTILES = 'async (dfs) => { const { student } = await import("./student.js"); return dfs.map(student); }'
FIGURES = ("estimate", "se", "df", "ci_low", "ci_high", "pi_low", "pi_high", "tau2_between", "tau2_within", "i2")
COUNTS = ("model", "effects", "clusters")
DIGITS = 1e-7  # of the figure, or of a thousandth where it is smaller

Effects = list[dict[str, Any]]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("pool")
    for name in SCRIPTS:
        copy(ASSETS / name, folder)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    return serve(folder)


def listed(effects: pd.DataFrame) -> Effects:
    """What the script takes."""
    columns = zip(effects["effect"], effects["variance"], effects["cluster"], strict=True)
    return [{"effect": effect, "variance": variance, "cluster": str(cluster)} for effect, variance, cluster in columns]


def published() -> Iterator[tuple[Effects, Row]]:
    """The effects of every pool and fold of every committed review, and the row that is published of them."""
    for review in committed().reviews:
        tables = packages.read(review.dataset)
        plans = {plan.id: plan for plan in review.pools}
        for row in evidence.pooled(review, tables["effects"], tables.get("risk_of_bias"))[0]:
            own = chosen(tables["effects"], plans[str(row["pool"])].where)
            yield listed(own if row["moderator"] == "none" else own[own[str(row["moderator"])] == row["level"]]), row


def differing(found: dict[str, Any], row: Row) -> list[str]:
    far = [name for name in FIGURES if abs(found[name] - float(row[name])) > DIGITS * max(1e-3, abs(float(row[name])))]
    return far + [name for name in COUNTS if found[name] != row[name]]


def test_every_published_pool_comes_out_in_the_browser_to_six_digits(page: Page, address: str) -> None:
    page.goto(address)
    sets, rows = zip(*published(), strict=True)
    found = page.evaluate(POOLED, list(sets))
    assert len(rows) > 150
    assert [(row["title"], row["level"], far) for one, row in zip(found, rows, strict=True) if (far := differing(one, row))] == []


def drawn(lot: random.Random) -> pd.DataFrame:
    """Effects of three to twelve studies with up to five each; some alike, some far apart, some of next to no variance."""
    spread, rows = lot.choice([0.0, 0.1, 2.0]), []
    for cluster in range(lot.randint(3, 12)):
        middle = lot.gauss(0.2, spread)
        rows += [(str(cluster), lot.gauss(middle, 0.2), 10 ** lot.uniform(-4, 0)) for _ in range(lot.randint(1, 5))]
    frame = pd.DataFrame(rows, columns=["cluster", "effect", "variance"])
    return frame.assign(study=frame["cluster"], n_total=1.0, measure="SMD", outcome_kind="")


def test_any_cut_is_pooled_as_the_build_would_pool_it(page: Page, address: str) -> None:
    lot = random.Random(20261126)
    cuts = [drawn(lot) for _ in range(100)]
    page.goto(address)
    found = page.evaluate(POOLED, [listed(cut) for cut in cuts])
    assert [far for one, cut in zip(found, cuts, strict=True) if (far := differing(one, summary(cut)))] == []


@pytest.mark.parametrize(
    ("clusters", "variances", "why"),
    [("aaabb", [0.1] * 5, "few"), ("", [], "few"), ("abcdefghijj", [1e-30, *[1e30] * 10], "interval")],
)
def test_where_there_is_no_honest_pool_there_is_none(page: Page, address: str, clusters: str, variances: list[float], why: str) -> None:
    page.goto(address)
    rows = [{"effect": (-1) ** at, "variance": variance, "cluster": clusters[at]} for at, variance in enumerate(variances)]
    found = page.evaluate(POOLED, [rows])[0]
    assert found == {"effects": len(rows), "clusters": len(set(clusters)), "refused": why}


def test_students_quantile_is_that_of_scipy(page: Page, address: str) -> None:
    degrees = [1, 1.001, 1.5, 1.99, 2, 2.5, 3, 4.7, 10, 29.5, 100, 999.5, 5000, 1e6]
    page.goto(address)
    assert page.evaluate(QUANTILES, degrees) == pytest.approx([float(stdtrit(df, 0.975)) for df in degrees], rel=1e-10)
