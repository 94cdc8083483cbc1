"""The catalogue at ``/data/``: every package with its size, its years and the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.accounts import Local
from pipeline.catalogue.local import FOLDER
from pipeline.catalogue.reviews import FOLDER as EVIDENCE
from pipeline.model import Dataset, Page, Place
from pipeline.web.pages import words
from pipeline.web.pages.package import held, spans


def compose(
    datasets: Mapping[str, Dataset], built: Path, own: Iterable[tuple[Local, Place]] = (), evidence: Iterable[Dataset] = ()
) -> Page:
    """The page that lists every package built in ``built``, by name, and apart those of the register of evidence, and what places set
    themselves, by the place's name.

    Raises SiteError if one is not there.
    """
    entries = [_entry(dataset, built) for dataset in datasets.values()]
    ordered = sorted(own, key=lambda found: (found[1].name.casefold(), found[0].dataset.name))
    local = [{**_entry(found.dataset, built / FOLDER), "local": found, "owner": owner} for found, owner in ordered]
    register = [_entry(dataset, built / EVIDENCE) for dataset in evidence]
    return words.page("catalogue", "data/index.html", {"entries": entries, "evidence": register, "local": local})


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
