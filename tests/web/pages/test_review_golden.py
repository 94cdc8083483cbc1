"""Whole pages of the sample's reviews, piece by piece, held in tests/expected/reviews.

To renew them: ``python -m tests.web.pages.test_review_golden``.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.web.pages import review
from pipeline.web.reviews import Found
from tests.reviews_at_hand import RELEASED
from tests.reviews_built import LEVELS, found

EXPECTED = Path(__file__).parents[2] / "expected" / "reviews"
SAMPLE = ("school-calendars", "teacher-expectancy", LEVELS)


def fragments(each: Found) -> str:
    """One line for each element that opens a part, so that a difference can be read."""
    made = review.compose(each, {}, RELEASED)
    html = "\n".join(f"<!-- {part} -->\n{made[part]}" for part in review.PARTS)
    return re.sub(r"\n{2,}", "\n", html).strip() + "\n"


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    return found(tmp_path_factory.mktemp("reviews"), *SAMPLE)


@pytest.mark.parametrize("name", SAMPLE)
def test_the_pieces_are_as_they_were(reviews: dict[str, Found], name: str) -> None:
    assert fragments(reviews[name]) == (EXPECTED / f"{name}.html").read_text(encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for name, each in found(Path(folder), *SAMPLE).items():
            (EXPECTED / f"{name}.html").write_text(fragments(each), encoding="utf-8")
