"""Measures of a very small England, and their tables: every kind of cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.model import ENGLAND, Break, Dataset, Interval, Measure, Rollup, Source

NAN = float("nan")
REGION, LEEDS, YORK = "E12000003", "E08000035", "E06000014"
PRIMARY, SECONDARY, SPECIAL, UNKNOWN, NEW, SILENT, CLOSED = (f"10000{digit}" for digit in range(1, 8))
BEFORE = "100008"  # closed, and NEW goes on from it
TRUST, FEDERATION, EMPTY_TRUST = "2001", "2002", "2003"

MEAN = Rollup("mean", weight="pupils")
PHASES = ("primary", "secondary", "special")
ASK = ("What do you do about it?", "How do you know?")
WITHOUT = Interval("none", "Everybody is counted.")
LESSONS = Measure(
    *(
        "lessons_missed",
        "absence",
        "away_pct",
        "inclusion",
        "lower",
        "Lessons missed",
        "How many lessons are missed?",
        ASK,
        "Half days missed.",
    ),
    says="of lessons were missed",
    unit="percent",
    decimals=1,
    phases=PHASES,
    compare="phase",
    rollup=MEAN,
    interval=WITHOUT,
    pupils="pupils",
    caution="Illness counts too.",
    area_caution="A sum of schools.",
    breaks=(Break("2018-19", "Counted otherwise."),),
)
SCORE = Measure(
    *("progress", "results", "progress", "outcomes", "higher", "Progress", "How far do pupils come?", ASK, "Grades gained."),
    leads="the progress score was",
    says="",
    unit="score",
    decimals=2,
    phases=("secondary", "special"),
    compare="all",
    rollup=MEAN,
    interval=Interval("published"),
    low="progress_low",
    high="progress_high",
    status="progress_status",
)
ROLL = Measure(
    *("roll", "absence", "roll", "intake", "none", "Pupils", "How many pupils are there?", ASK, "Pupils in January."),
    says="pupils are on the roll",
    unit="number",
    decimals=0,
    phases=PHASES,
    compare="phase",
    rollup=Rollup("sum"),
    interval=WITHOUT,
)


def datasets() -> dict[str, Dataset]:
    """The contracts, as far as the pages read them."""
    sources = (Source("t", "Department of Tests", "a.csv", period="2016-17"), Source("t", "Office of Tests", "b.csv", period="2018-19"))
    held = {"absence": (LESSONS, ROLL), "results": (SCORE,)}
    contract = {"resources": [{"name": period} for period in ("2016-17", "2017-18", "2018-19", "published")]}
    made = {name: Dataset(name, name.title(), Path(name), contract, measures, sources) for name, measures in held.items()}
    outcomes = Source("t", "Inspectors", "c.csv", period="2025-08-31")
    return {**made, "inspections": Dataset("inspections", "Inspections", Path(), {"resources": []}, (), (outcomes,))}


def row(level: str, code: str, phase: str, period: str, **cells: Any) -> dict[str, Any]:
    """A row of a measure table: a value or the letter of its reason for each column named."""
    made: dict[str, Any] = {"level": level, "code": code, "phase": phase, "period": period}
    for name, cell in cells.items():
        made |= {name: NAN, f"{name}__reason": cell} if isinstance(cell, str) and cell in ("c", "z", "x", "low", "u") else {name: cell}
    return made


ABSENCE = [
    row("school", PRIMARY, "primary", "2016-17", away_pct=4.04, pupils=61.0, roll=61.0),
    row("school", PRIMARY, "primary", "2017-18", away_pct="c", pupils="c", roll=60.0),
    row("school", PRIMARY, "primary", "2018-19", away_pct=5.3, pupils=62.0, roll=62.0),
    row("school", PRIMARY, "primary", "2023-24", away_pct=8.4, pupils="x", roll="x"),
    row("school", SECONDARY, "secondary", "2018-19", away_pct=7.0, pupils=1.0, roll=1200.0),
    row("school", SECONDARY, "secondary", "2023-24", away_pct="c", pupils="c", roll="c"),
    row("school", SPECIAL, "special", "2018-19", away_pct="c", pupils="c", roll="z"),
    row("school", SPECIAL, "special", "2023-24", away_pct="low", pupils="c", roll="z"),
    row("school", UNKNOWN, "primary", "2018-19", away_pct=5.0, pupils=20.0, roll=20.0),
    row("school", NEW, "primary", "2023-24", away_pct=6.0, pupils=30.0, roll=30.0),
    row("school", BEFORE, "primary", "2017-18", away_pct="c", pupils="c", roll=25.0),
    row("school", BEFORE, "primary", "2018-19", away_pct=6.6, pupils=28.0, roll=28.0),
    *(
        row(level, code, phase, period, away_pct=value, away_pct_schools=schools, away_pct_missing=missing, pupils=900.0, roll=1e4)
        for level, code, schools, missing in (
            ("england", ENGLAND, 16000.0, 3.0),
            ("region", REGION, 900.0, 1.0),
            ("local-authority", LEEDS, 2.0, 0.0),
        )
        for phase, shift in (("primary", 0.0), ("secondary", 1.0), ("all", 0.5))
        for period, value in (("2016-17", 4.0 + shift), ("2018-19", 4.1 + shift), ("2023-24", 5.5 + shift))
    ),
    row("local-authority", YORK, "special", "2018-19", away_pct="c", away_pct_schools=0.0, away_pct_missing=1.0, pupils="c", roll="c"),
    row("trust", TRUST, "secondary", "2018-19", away_pct=7.0, away_pct_schools=1.0, away_pct_missing=1.0, pupils=1200.0, roll=1200.0),
]
RESULTS = [
    row("school", SECONDARY, "all", "2016-17", progress=-0.004, progress_low=-0.3, progress_high=0.3, progress_status="provisional"),
    row("school", SECONDARY, "all", "2018-19", progress=-0.25, progress_low=-0.4, progress_high=-0.1, progress_status="final"),
    row("school", SPECIAL, "all", "2018-19", progress="z", progress_low="z", progress_high="z", progress_status=""),
    row("trust", TRUST, "all", "2018-19", progress=-0.25, progress_status="final", progress_schools=1.0, progress_missing=0.0),
    row("england", ENGLAND, "all", "2016-17", progress=-0.03, progress_low="x", progress_high="x", progress_status="provisional"),
    row("england", ENGLAND, "all", "2018-19", progress=-0.02, progress_low="x", progress_high="x", progress_status="final"),
]


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The rows as a built table, sorted by its key."""
    made = pd.DataFrame(list(rows))
    for name in [column for column in made if str(column).endswith("__reason")]:
        made[name] = made[name].fillna("").astype("category")
    keys = ["level", "code", "phase", "period"]
    made[["level", "phase", "period"]] = made[["level", "phase", "period"]].astype("category")
    return made.sort_values(keys, ignore_index=True)
