"""What stands in the written page on trusts: how our figures of them agree with the Department's, measure by measure and year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline import packages
from pipeline.model import Dataset
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.pages import words

PACKAGE, TABLE, SOURCE = "scorecard", "agreement", "trust_results"
MORE = 1  # decimals beyond those that the publisher prints: a difference smaller than they show is not nothing


@dataclass(frozen=True, slots=True)
class Row:
    """One year on one basis, ready to be set; ``basis`` is the table's word for it."""

    period: str
    basis: str
    trusts: str
    agree: str
    inside: str
    median: str
    ninth: str
    largest: str
    mean: str


def compose(datasets: Mapping[str, Dataset], built: Path) -> str:
    """HTML for the mark ``agreement`` of the page on trusts, measures by title; says so if no trust can be compared."""
    known = {measure.id: measure for dataset in datasets.values() for measure in dataset.measures}
    found = sorted(_rows(built), key=lambda row: (known[row["measure"]].title, row["period"]))
    parts = [(known[measure], tuple(_told(rows))) for measure, rows in groupby(found, lambda row: str(row["measure"]))]
    return str(words.macros("agreement").listing(parts, datasets.get(SOURCE)))


def _rows(built: Path) -> list[dict[Any, Any]]:
    """The table's rows; none where the build left it out, since its trusts are too few. Raises PackageError for a broken one."""
    if not (built / PACKAGE / f"{TABLE}.parquet").is_file():
        return []
    rows: list[dict[Any, Any]] = packages.read_built(built, PACKAGE, TABLE).to_dict("records")
    return rows


def _told(rows: Iterator[dict[Any, Any]]) -> Iterator[Row]:
    for row in rows:
        sizes = {name: printed(row[name], row["decimals"] + MORE) for name in ("median", "ninth", "largest", "mean")}
        counts = {name: "" if row[name] != row[name] else f"{row[name]:,.0f}" for name in ("trusts", "agree", "inside")}
        yield Row(printed_period(row["period"]), row["basis"], **counts, **sizes)
