"""How old a search may be: by the day of the release, never by the clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.searches import later, released, search, standing
from pipeline.errors import CatalogueError
from pipeline.evidence import UNKNOWN

LIVING: dict[str, Any] = {
    "searched": ["ERIC"],
    "last_search": "2026-01-31",
    "next_due": "2026-07-31",
    "mode": "living",
    "interval": {"months": 6, "grace_months": 3},
}
ONE_OFF: dict[str, Any] = {"searched": UNKNOWN, "last_search": UNKNOWN, "next_due": "not due", "mode": "one_off"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 31), "current"),
        (date(2026, 8, 1), "overdue"),
        (date(2026, 10, 31), "overdue"),
        (date(2026, 11, 1), "expired"),
    ],
)
def test_a_living_review_is_current_then_overdue_then_expired(day: date, expected: str) -> None:
    assert standing(search("x", LIVING), day) == expected


def test_a_one_off_review_is_never_due_and_may_say_when_it_was_searched() -> None:
    found = search("x", {**ONE_OFF, "last_search": "1999-05-01"})
    assert found.last == date(1999, 5, 1)
    assert standing(found, date(2099, 1, 1)) == "current"
    assert search("x", ONE_OFF).last is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"interval": None}, "an interval"),
        ({"last_search": UNKNOWN}, "without a last_search"),
        ({"next_due": "2026-09-01"}, "2026-07-31"),
        ({"mode": "one_off"}, "one_off with an interval"),
        ({"mode": "often"}, "one of living"),
        ({"interval": {"months": 0, "grace_months": 3}}, "a number of months"),
        ({"interval": {"months": 6}}, "grace_months"),
        ({"searched": []}, "one at least"),
    ],
)
def test_a_search_that_cannot_be_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(CatalogueError, match=told):
        search("x", {**LIVING, **changes})


def test_a_month_that_is_shorter_ends_on_its_last_day() -> None:
    assert later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert later(date(2026, 12, 1), 1) == date(2027, 1, 1)


def test_the_day_of_the_release_stands_in_the_sites_configuration(tmp_path: Path) -> None:
    assert released(Path("mkdocs.yml")).year >= 2026
    (tmp_path / "mkdocs.yml").write_text("extra: {released: soon}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="25 November 2026"):
        released(tmp_path / "mkdocs.yml")
