"""Raw files made by hand for the rooms of reviews: a header and a few rows each, as the sources write them."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

from pipeline.catalogue.reviews import FOLDER, load_package
from pipeline.data.sources import Raw
from tests.reviews_at_hand import COMMITTED


def make_raw(folder: Path, review: str, *files: str) -> Raw:
    """The raw files of ``review`` in the order of its sources, each with the text given; without a lock."""
    dataset = load_package(COMMITTED / FOLDER / review)
    for source, text in zip(dataset.sources, files, strict=True):
        path = folder / source.raw
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return Raw(folder, replace(dataset, folder=folder))
