"""Slips that Frictionless lets pass, and right texts that look like them."""

from __future__ import annotations

import pytest

from pipeline.checks.lexis import lapse


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NaN", "not-a-number"),
        ("-INF", "not-a-number"),
        ("infinity", "not-a-number"),
        ("1_000", "digit-group"),
        ("1 000", "digit-group"),
        ("1\u00a0000", "digit-group"),
        ("\u0663", "foreign-digit"),
        ("\uff11\uff12", "foreign-digit"),
        (" 5", "outer-blank"),
        ("5\u00a0", "outer-blank"),
    ],
)
def test_a_number_that_is_none(text: str, code: str) -> None:
    assert lapse(text, "number") == code


@pytest.mark.parametrize("text", ["", "0", "-1.5", "+2", "1e5", ".5"])
def test_a_number_that_is_one(text: str) -> None:
    assert lapse(text, "number") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Saint-Andr\u00c3\u00a9", "mojibake"),
        ("St Mary\u00e2\u20ac\u2122s", "mojibake"),
        ("Caf\ufffd", "mojibake"),
        ("Sep-19", "excel-date"),
        ("5-Jan", "excel-date"),
        ("School\u200b", "outer-blank"),
        ("\tSchool", "outer-blank"),
    ],
)
def test_a_text_that_went_wrong(text: str, code: str) -> None:
    assert lapse(text, "string") == code


@pytest.mark.parametrize(
    "text",
    ["Andr\u00e9", "S\u00e3o Tom\u00e9", "Ysgol T\u0177", "5-11", "September-19", "Jan", "\u00c9cole \u00c0 No\u00ebl", "\u201cA\u201d"],
)
def test_a_text_that_is_right(text: str) -> None:
    assert lapse(text, "string") == ""
