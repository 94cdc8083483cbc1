"""Some reviews of the whole register, built and read as the pages read them."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.reviews import FOLDER
from pipeline.data import evidence
from pipeline.data.reviews import gates
from pipeline.evidence import Evidence
from pipeline.web import reviews
from pipeline.web.reviews import Found
from tests.reviews_at_hand import RELEASED, committed

ODDS, LINKS, LEVELS = "dropout-prevention", "teacher-pupil-relationships", "writing-to-learn"


def built(folder: Path, *names: str) -> tuple[Evidence, Path]:
    """The contracts of the reviews of those names, and the folder in which they lie built."""
    register = gates.only(committed(), names)
    evidence.build(register, RELEASED, folder / FOLDER)
    return register, folder


def found(folder: Path, *names: str) -> dict[str, Found]:
    """The same as read, by name."""
    return {each.review.name: each for each in reviews.read(*built(folder, *names))}
