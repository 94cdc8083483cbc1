"""The register of evidence out of its built packages: what each review pools, how sure that is, and the studies behind it.

Grain: one Result a pool, or a level of a moderator within it; one Step a headline pool and domain of GRADE; one Effect an effect.
A number is None where the package has none; "" stands where nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import packages
from pipeline.catalogue.reviews import FOLDER
from pipeline.evidence import Evidence, Review
from pipeline.web.results import Effect, Result, Step, Study

FINAL = "final"  # the domain of the row with the rating itself


@dataclass(frozen=True, slots=True)
class Pooled:
    """One pool with its ``folds`` by moderator, the steps of its rating (of a headline alone), its studies and the effects in it."""

    whole: Result
    folds: tuple[Result, ...]
    steps: tuple[Step, ...]
    studies: tuple[Study, ...]
    effects: tuple[Effect, ...]

    @property
    def rating(self) -> Step | None:
        """The rating itself; None of a pool that is no headline."""
        return next((step for step in self.steps if step.domain == FINAL), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A review with what the build found: its pools in the order of the contract, and all effects, pooled or not."""

    review: Review
    pools: tuple[Pooled, ...]
    effects: tuple[Effect, ...]

    @property
    def headlines(self) -> tuple[Pooled, ...]:
        """The pools that the review leads with."""
        return tuple(pool for pool in self.pools if pool.whole.headline == "yes")


def read(evidence: Evidence, built: Path) -> tuple[Found, ...]:
    """Every review of ``evidence`` out of the packages in ``built``, by name. Raises PackageError if one is not there."""
    return tuple(_found(review, built / FOLDER) for review in evidence.reviews)


def _found(review: Review, built: Path) -> Found:
    table = packages.read_built(built, review.name, "effects")
    effects = _effects(table, [moderator.column for moderator in review.moderators])
    results = [Result(*row) for row in _rows(packages.read_built(built, review.name, "pools"), Result._fields)]
    sure = _rows(packages.read_built(built, review.name, "certainty"), ("pool", *Step._fields))
    studies = _rows(packages.read_built(built, review.name, "studies"), ("pool", *Study._fields))
    pools = []
    for plan in review.pools:
        whole, *folds = (result for result in results if result.pool == plan.id)
        steps = tuple(Step(*row[1:]) for row in sure if row[0] == plan.id)
        own = tuple(Study(*row[1:]) for row in studies if row[0] == plan.id)
        pools.append(Pooled(whole, tuple(folds), steps, own, tuple(compress(effects, _chosen(table, plan.where)))))
    return Found(review, tuple(pools), effects)


def _chosen(table: pd.DataFrame, where: Mapping[str, tuple[str, ...]]) -> list[bool]:
    """Of each row whether all its columns hold one of the values of ``where``."""
    kept = pd.Series(True, index=table.index)
    for column, values in where.items():
        kept &= table[column].isin(values)
    return kept.tolist()


def _effects(table: pd.DataFrame, columns: list[str]) -> tuple[Effect, ...]:
    traits = [dict(zip(columns, row, strict=True)) for row in _rows(table, columns)] if columns else [{}] * len(table)
    plain = _rows(table, Effect._fields[:-1])
    return tuple(Effect._make((*row, own)) for row, own in zip(plain, traits, strict=True))


def _rows(table: pd.DataFrame, names: tuple[str, ...] | list[str]) -> list[tuple[Any, ...]]:
    """The rows as Python's own types; what is not a number is None."""
    cells = ([None if cell != cell else cell for cell in table[name].tolist()] for name in names)
    return list(zip(*cells, strict=True))
