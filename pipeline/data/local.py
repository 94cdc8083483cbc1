"""Local measures on their way to visitors: each owner's tables as one, held to the owner's own places, rolled up nowhere.

Grain: one row a place, phase and period, as in the measure tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from pipeline import packages
from pipeline.accounts import Local
from pipeline.data.methods.intervals import interval_fields, with_intervals
from pipeline.errors import PackageError


def build(found: Iterable[Local], parents: pd.DataFrame, urn: pd.Index, out: Path) -> None:
    """Build each owner's package into ``out/OWNER``. ``parents`` as in the scorecard, ``urn`` by the number of the school there.

    Raises PackageError for a row of a place that is neither the owner nor one of its schools.
    """
    for local in found:
        dataset = local.dataset
        whole = pd.concat(packages.read(dataset).values(), ignore_index=True)
        _hold_own(local, whole, parents, urn)
        schema = packages.tables(dataset)[0]["schema"]
        schema = {**schema, "fields": [*schema["fields"], *interval_fields(dataset.measures)]}
        packages.write_built(dataset, {dataset.name: with_intervals(whole, dataset.measures)}, {dataset.name: schema}, out / dataset.name)


def _hold_own(local: Local, rows: pd.DataFrame, parents: pd.DataFrame, urn: pd.Index) -> None:
    mine = parents[(parents["level"] == local.level) & (parents["code"] == local.code)]
    allowed = {(local.level, local.code), *(("school", code) for code in urn[mine["school"]])}
    strange = [place for place in zip(rows["level"], rows["code"], strict=True) if place not in allowed]
    if strange:
        raise PackageError(f"{local.dataset.folder}", f"a row of {strange[0][0]} {strange[0][1]}", "the owner or one of its schools")
