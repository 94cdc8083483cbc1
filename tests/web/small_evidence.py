"""The sample's register of evidence, built into a folder, and what the pages read out of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.reviews import FOLDER, load_evidence
from pipeline.data import evidence
from pipeline.web import reviews
from pipeline.web.reviews import Found
from tests.reviews_at_hand import RELEASED, register


def write(folder: Path) -> Path:
    """Build the sample's reviews and findings below ``folder``; the folder of built packages."""
    evidence.build(load_evidence(register(folder / "register"), {}), RELEASED, folder / "built" / FOLDER)
    return folder / "built"


def read(folder: Path) -> dict[str, Found]:
    """The reviews of the folder that ``write`` was given, by name."""
    return {each.review.name: each for each in reviews.read(load_evidence(folder / "register", {}), folder / "built")}
