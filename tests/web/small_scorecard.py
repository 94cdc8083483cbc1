"""A very small scorecard: one school's card, England's spread, two similar schools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.model import ENGLAND
from pipeline.web.cards import Card, Spread
from tests.web.small_measures import LEEDS, NAN, PRIMARY, SECONDARY, SPECIAL, TRUST

CARD: dict[str, Any] = {
    "level": "school",
    "code": PRIMARY,
    "phase": "primary",
    "measure": "lessons_missed",
    "period": "2018-19",
    "newest": "2018-19",
    "value": 12.3,
    "newest_missing": "",
    "low": NAN,
    "high": NAN,
    "pupils": NAN,
    "pooled": 11.0,
    "pooled_low": 10.0,
    "pooled_high": 12.0,
    "pooled_from": "2016-17",
    "pooled_years": 3,
    "similar_low": 4.0,
    "similar_mid": 5.0,
    "similar_high": 6.0,
    "similar_schools": 30,
    "standing": "over",
}
SPREAD: dict[str, Any] = {
    "level": "england",
    "code": ENGLAND,
    "phase": "primary",
    "measure": "lessons_missed",
    "period": "2018-19",
    "schools": 900,
    "lowest": 1.0,
    "low": 4.0,
    "mid": 5.0,
    "high": 7.0,
    "highest": 11.0,
}
SECONDARY_SPREAD = {**SPREAD, "phase": "secondary", "period": "2018-19", "schools": 300}
OWN_SPREAD = {**SPREAD, "level": "local-authority", "code": LEEDS, "schools": 4, "low": 4.5, "high": 6.5}
CARDS, SPREADS = (CARD,), (SPREAD, SECONDARY_SPREAD, OWN_SPREAD)
JOINED: dict[str, Any] = {
    "uid": TRUST,
    "urn": SECONDARY,
    "joined": "2015-09-01",
    "measure": "lessons_missed",
    "before": 8.0,
    "before_low": 6.0,
    "before_high": 10.0,
    "before_from": "2012-13",
    "before_years": 3,
    "after": 7.0,
    "after_low": NAN,
    "after_high": NAN,
    "after_from": "2018-19",
    "after_years": 1,
}
EXPLAINED: dict[str, Any] = {"measure": "lessons_missed", "phase": "primary", "period": "2018-19", "schools": 16000, "authority_pct": -3.2}
EXPLAINED_ROWS = ({**EXPLAINED, "span": "years", "similar_pct": 41.2}, {**EXPLAINED, "span": "year", "similar_pct": 33.8})
NEIGHBOURS = ((PRIMARY, SPECIAL, 0.2), (PRIMARY, SECONDARY, 0.3))


def write(built: Path, cards: Iterable[Mapping[str, Any]], spreads: Iterable[Mapping[str, Any]], near: Iterable[tuple[Any, ...]]) -> None:
    """Write the two derived packages into ``built``."""
    tables = {
        "scorecard/scorecard": pd.DataFrame(list(cards), columns=["level", "code", *Card._fields]),
        "scorecard/spread": pd.DataFrame(list(spreads), columns=["level", "code", *Spread._fields]),
        "scorecard/joining": pd.DataFrame([JOINED]),
        "similar_schools/validation": pd.DataFrame(list(EXPLAINED_ROWS)),
        "similar_schools/neighbours": pd.DataFrame(list(near), columns=["urn", "similar_urn", "distance"]),
    }
    for path, table in tables.items():
        (built / path).parent.mkdir(parents=True, exist_ok=True)
        table.to_parquet(built / f"{path}.parquet")
