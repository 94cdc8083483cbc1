"""What schools type as their web address."""

from __future__ import annotations

import pytest

from pipeline.data.datasets.schools_details import website


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
