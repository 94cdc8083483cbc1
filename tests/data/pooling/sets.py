"""Sets of effects for the tests: drawn, and the references'."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pipeline.data.pooling.model import Numbers
from pipeline.data.pooling.three_level import Clusters

REFERENCE = Path(__file__).with_name("reference")
RESULTS: dict[str, dict[str, Any]] = json.loads((REFERENCE / "results.json").read_text(encoding="utf-8"))


@st.composite
def sets(draw: st.DrawFn, least: int = 3, most: int = 14) -> tuple[Numbers, Numbers]:
    """Effects and variances, from precise to vague, some of them alike."""
    k = draw(st.integers(least, most))
    effects = draw(st.lists(st.integers(-300, 300), min_size=k, max_size=k))
    variances = draw(st.lists(st.integers(1, 2000), min_size=k, max_size=k))
    return np.array(effects) / 100, np.array(variances) / 1000


def drawn_clusters(seed: int, studies: int = 8) -> Clusters:
    """Effects of studies that share something, each study with one to five."""
    random = np.random.default_rng(seed)
    numbers = np.repeat(np.arange(studies), random.integers(1, 6, studies))
    variances = random.uniform(0.01, 0.2, len(numbers))
    shared = random.normal(0, random.uniform(0, 0.6), studies)[numbers]
    effects = 0.3 + shared + random.normal(0, np.sqrt(variances + random.uniform(0, 0.1)))
    return Clusters(effects, variances, numbers)


def dense(clusters: Clusters, between: float, within: float) -> Numbers:
    """The whole covariance matrix of the effects."""
    same = clusters.numbers[:, None] == clusters.numbers
    covariance: Numbers = np.diag(clusters.variances + within) + between * same
    return covariance
