"""The register of evidence on its way to visitors: each review's effects, what is pooled of them, and how sure that is.

Grain: ``pools`` one row a pool, and one a level of a moderator within a headline pool; ``certainty`` one row a headline pool and domain;
``studies`` one row a pool and study. Findings that are laid out and never pooled get ``map`` and ``cells`` instead.
Traps: effects of one study are alike, so intervals are those of clusters; a level with fewer than three clusters is not pooled.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import packages
from pipeline.catalogue import read_yaml
from pipeline.catalogue.outcome_groups import load_outcome_groups
from pipeline.data.reviews import gap_map, gates
from pipeline.data.reviews.by_study import by_study
from pipeline.data.reviews.certainty import certainty
from pipeline.data.reviews.selection import chosen
from pipeline.data.reviews.summary import Row, summary
from pipeline.evidence import Evidence, PoolPlan, Review

WHOLE = ("none", "all")  # what stands for moderator and level where a pool is not folded
SCHEMAS = Path(__file__).with_name("reviews") / "built.yaml"
MAPPED = Path(__file__).with_name("reviews") / "gap_map.yaml"


def build(evidence: Evidence, released: date, out: Path) -> None:
    """Write each package of the register into ``out``, one folder each, once it has passed its gates. Raises PackageError."""
    gates.hold(evidence, released)
    added: dict[str, Any] = read_yaml(SCHEMAS)
    for review in evidence.reviews:
        tables = packages.read(review.dataset)
        rows, sure = pooled(review, tables["effects"], tables.get("risk_of_bias"))
        own = {resource["name"]: resource["schema"] for resource in packages.tables(review.dataset)}
        frames = {**tables, "pools": _typed(rows, added["pools"]), "certainty": sure, "studies": studies(review, tables["effects"])}
        packages.write_built(review.dataset, frames, {**own, **added}, out / review.name)
    for dataset in evidence.maps:
        own = {resource["name"]: resource["schema"] for resource in packages.tables(dataset)}
        frames = packages.read(dataset)
        frames |= gap_map.tables(frames["findings"], load_outcome_groups(dataset.folder))
        packages.write_built(dataset, frames, {**own, **read_yaml(MAPPED)}, out / dataset.name)


def pooled(review: Review, effects: pd.DataFrame, bias: pd.DataFrame | None) -> tuple[list[Row], pd.DataFrame]:
    """The rows of all pools, headlines with their folds, and how sure the headlines are. Raises PackageError."""
    rows: list[Row] = []
    sure = []
    for plan in review.pools:
        own = chosen(effects, plan.where)
        row = summary(own)
        rows.append({**_names(plan), **row})
        if plan.headline:
            rows.extend(folds(review, plan, own))
            sure.append(certainty(review, plan.id, own, row, bias))
    return rows, pd.concat(sure, ignore_index=True)


def studies(review: Review, effects: pd.DataFrame) -> pd.DataFrame:
    """Each study of each pool as one row."""
    return pd.concat([by_study(plan.id, chosen(effects, plan.where)) for plan in review.pools], ignore_index=True)


def folds(review: Review, plan: PoolPlan, effects: pd.DataFrame) -> Iterator[Row]:
    """A row for each level of each moderator of the pool with three clusters at least, and only where there are two levels or more."""
    for moderator in review.moderators:
        levels = sorted(set(effects[moderator.column]) - {""})
        for level in levels if len(levels) > 1 else ():
            own = effects[effects[moderator.column] == level]
            if own["cluster"].nunique() >= gates.FEWEST:
                yield {**_names(plan), "moderator": moderator.column, "level": str(level), **summary(own)}


def _names(plan: PoolPlan) -> Row:
    return {"pool": plan.id, "title": plan.title, "headline": "yes" if plan.headline else "no", "moderator": WHOLE[0], "level": WHOLE[1]}


def _typed(rows: list[Row], schema: dict[str, Any]) -> pd.DataFrame:
    """The rows as the schema lists its columns."""
    return pd.DataFrame(rows)[[field["name"] for field in schema["fields"]]]
