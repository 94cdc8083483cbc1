"""A map of findings: which topics have findings on which outcomes, and which have none. Counts alone; nothing is pooled.

Grain: ``map`` one row a finding; ``cells`` one row a topic and group of outcomes, those without any finding too. Traps: a programme or a
study may stand in more than one cell, so cells do not add up; findings of parts of a sample are counted as findings.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.reviews.grades import bands
from pipeline.errors import PackageError
from pipeline.evidence import PARTED

COUNTED = {"programmes": "intervention", "studies": "review_id", "findings": "finding_id"}


def tables(findings: pd.DataFrame, groups: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """``map`` and ``cells`` of ``findings``. Raises PackageError for a domain of outcomes that stands in no group."""
    strange = sorted(set(findings["outcome_domain"]) - set(groups))
    if strange:
        raise PackageError("findings", f"the domain {strange[0]!r}", "each domain in a group of outcome_groups.yaml")
    laid = pd.DataFrame(
        {
            "finding_id": findings["finding_id"],
            "topic": findings["protocol"],
            "outcome_group": findings["outcome_domain"].map(dict(groups)),
            "grades": findings["sample"].map(lambda sample: PARTED.join(bands(sample))),
        }
    )
    return {"map": laid, "cells": _cells(laid.assign(intervention=findings["intervention"], review_id=findings["review_id"]), groups)}


def _cells(laid: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    """Topics by name, groups in their own order; a cell without a finding counts nought."""
    whole = pd.MultiIndex.from_product([sorted(set(laid["topic"])), dict.fromkeys(groups.values())], names=["topic", "outcome_group"])
    counted = laid.groupby(["topic", "outcome_group"]).agg(**{name: (column, "nunique") for name, column in COUNTED.items()})
    return counted.reindex(whole, fill_value=0).reset_index()
