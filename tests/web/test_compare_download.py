"""What a reader takes away from the comparison: exactly its figures, which no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, expect

from tests.web.compared import BLACKGATES, HOSTILE, ROTHWELL, SECONDARIES, WINDMILL, opened, rename


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(sample_site)


def test_the_download_holds_exactly_these_figures(page: Page, made: str) -> None:
    opened(page, made, WINDMILL, ROTHWELL, BLACKGATES)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download these figures (CSV)").click()
    text = Path(taken.value.path()).read_bytes().decode("utf-8")
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 3 * page.locator(".versus").count()
    tests = {row["urn"]: row for row in rows if row["measure"] == "ks2_expected"}
    assert {name: tests[WINDMILL][name] for name in ("period", "value", "low_95", "high_95", "reason", "similar_low", "similar_high")} == {
        "period": "2024-25",
        "value": "74",
        "low_95": "60.5",
        "high_95": "84.5",
        "reason": "",
        "similar_low": "58",
        "similar_high": "66",
    }
    assert (tests[BLACKGATES]["value"], tests[BLACKGATES]["reason"]) == ("", "suppressed")
    assert tests[WINDMILL]["authority"] == "Leeds"
    assert float(tests[WINDMILL]["england_value"]) > 0


def test_a_hostile_name_is_text_and_no_formula(page: Page, sample_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    site = tmp_path / "site"
    copytree(sample_site, site)
    rename(site, WINDMILL, HOSTILE)
    opened(page, serve(site), WINDMILL, ROTHWELL)
    expect(page.locator(".list li").first).to_contain_text(HOSTILE)
    expect(page.locator("main img")).to_have_count(0)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download these figures (CSV)").click()
    rows = csv.DictReader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8")))
    assert {row["school"] for row in rows} == {f"'{HOSTILE}", "Rothwell St Mary's RC Primary School"}
    assert page.evaluate("window.harmed") is None


def test_a_negative_number_stays_a_number_in_the_download(page: Page, address: str) -> None:
    opened(page, address, *SECONDARIES)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download these figures (CSV)").click()
    rows = csv.DictReader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8")))
    assert any(float(row["low_95"]) < 0 for row in rows if row["low_95"])
