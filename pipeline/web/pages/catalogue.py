"""The catalogue at ``/data/``: every package with its size, its years and the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.model import Dataset, Page
from pipeline.web.pages import words
from pipeline.web.pages.package import held, spans


def compose(datasets: Mapping[str, Dataset], built: Path) -> Page:
    """The page that lists every package built in ``built``, by name. Raises SiteError if one is not there."""
    entries = [_entry(dataset, built) for dataset in datasets.values()]
    return words.page("catalogue", "data/index.html", {"entries": entries})


def _entry(dataset: Dataset, built: Path) -> dict[str, object]:
    package = held(dataset, built)
    files = [file for group in package.files.values() for file in group]
    return {
        "dataset": dataset,
        "spans": spans(dataset),
        "rows": sum(package.rows.values()),
        "csv": sum(file.bytes for file in files if not file.path.endswith(".parquet")),
        "parquet": sum(file.bytes for file in files if file.path.endswith(".parquet")),
        "licences": dataset.descriptor["licenses"],
    }
