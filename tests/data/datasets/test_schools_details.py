"""What schools type as their web address."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets.schools_details import website

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("www.School.org.uk/Home?x=1", "http://www.school.org.uk/Home?x=1"),
        ("HTTPS://school.co.uk", "https://school.co.uk"),
        ("http:www.school.uk/", "http://www.school.uk/"),
        ("www.school.uk.", "http://www.school.uk"),
        ("http://school.uk:8080/a", "http://school.uk:8080/a"),
        ("javascript:alert(1)", ""),
        ("http://user@school.uk", ""),
        ('http://school.uk/"><script>', ""),
        ("http://school.uk/a b", ""),
        ("school", ""),
        ("", ""),
    ],
)
def test_only_a_safe_address_is_kept(typed: str, safe: str) -> None:
    assert website(typed) == safe


def test_a_form_left_as_it_was_is_nothing_recorded() -> None:
    for name in ("schools", "closed"):
        towns = packages.read_text(catalogue.load_one(ROOT / "datapackages/schools"), name)["town"]
        assert not towns.str.fullmatch("(?i)select|not recorded|not applicable|n/?a|-+").any()
