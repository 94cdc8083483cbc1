"""The reviews of the sample, for tests: as they are read, and in a folder of their own to be spoilt."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline import catalogue, packages
from pipeline.catalogue.reviews import FOLDER, load_evidence, load_review
from pipeline.evidence import Evidence, Review
from tests.conftest import ROOT, SAMPLE

RELEASED = date(2026, 11, 25)
COMMITTED = ROOT / "datapackages"
WRITING = "writing-to-learn"


def committed() -> Evidence:
    """The whole register."""
    return load_evidence(COMMITTED, catalogue.load(COMMITTED))


def review(name: str = WRITING, folder: Path = SAMPLE) -> Review:
    """One review of the sample."""
    return load_review(folder / FOLDER / name)


def effects(found: Review) -> pd.DataFrame:
    """Its effects, typed."""
    return packages.read(found.dataset)["effects"]


def register(folder: Path, *names: str) -> Path:
    """A folder of packages that has the register of the sample alone, with the reviews of those names, or all; and no measures."""
    for path in sorted((SAMPLE / FOLDER).iterdir()):
        if path.is_file():
            (folder / FOLDER).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / FOLDER / path.name)
        elif not names or path.name in names:
            shutil.copytree(path, folder / FOLDER / path.name)
            contract = folder / FOLDER / path.name / "review.yaml"
            if contract.exists():
                change(contract, 'measures: ["', 'measures: []  # ["', missing_ok=True)
    return folder


def change(path: Path, before: str, after: str, missing_ok: bool = False) -> None:
    """Put ``after`` in the place of ``before``, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert missing_ok or before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
