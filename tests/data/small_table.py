"""Small measure tables for the tests of roll-ups: one measure, four numbers, drawn or by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from pipeline.model import REASONS, Interval, Measure, Rollup

RATIO = Rollup("ratio", "missed", "possible", per=100.0, otherwise=Rollup("mean", weight="pupils"))
MEAN = Rollup("mean", weight="pupils")
REGIONS = {"E06000001": "E12000001", "E06000002": "E12000001", "E06000003": "E12000002"}
NUMBERS = ("pupils", "missed", "possible", "away_pct")


def measure(rollup: Rollup, decimals: int = 1, **more: Any) -> Measure:
    """The one measure of these tests."""
    words: dict[str, Any] = dict.fromkeys(("id", "package", "title", "question", "definition", "says"), "away")
    words |= {
        "domain": "inclusion",
        "direction": "lower",
        "questions": ("Why?", "Who?"),
        "interval": Interval("none", "It has none."),
    } | more
    return Measure(column="away_pct", unit="percent", decimals=decimals, phases=("primary",), compare="phase", rollup=rollup, **words)


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """A table of schools; a number's text is its value or its reason, as in a committed file."""
    blank = {"level": "school", "phase": "primary", "period": "2018-19", "la": "E06000001", **dict.fromkeys(NUMBERS, "x")}
    frame = pd.DataFrame([{"code": f"{100001 + place}", **blank, **row} for place, row in enumerate(rows)])
    for name in NUMBERS:
        reasons = frame[name].astype("str").where(frame[name].isin(REASONS), "")
        frame[name] = pd.to_numeric(frame[name].where(reasons == "")).astype(float)
        frame[f"{name}__reason"] = pd.Categorical(reasons, categories=["", *REASONS])
    return frame


COUNT = st.integers(0, 4000)
PERCENT = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
SCHOOL = st.fixed_dictionaries(
    {
        "missed": COUNT,
        "possible": COUNT,
        "pupils": st.one_of(COUNT, st.just("x")),
        "away_pct": st.one_of(PERCENT, st.sampled_from(REASONS)),
        "la": st.sampled_from(sorted(REGIONS)),
        "phase": st.sampled_from(["primary", "special"]),
    }
)
SCHOOLS = st.lists(SCHOOL, min_size=1, max_size=12)
