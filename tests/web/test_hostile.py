"""A site built of hostile values: no page is broken, no script runs, no link is made of them, and what is taken away is what was put in."""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import axe, judges
from tests.conftest import ROOT, SAMPLE
from tests.watch import Watch
from tests.web.hostile import VALUES, plant
from tests.web.hostile_words import plant_words
from tests.web.sample_pages import KINDS, UNFOLD, width

PLANTED, WORDS = 500, 1_500  # at the least


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site and of the packages that it was built of."""
    folder = tmp_path_factory.mktemp("hostile")
    assert plant(SAMPLE, folder / "datapackages") > PLANTED
    assert plant_words(folder / "datapackages") > WORDS
    folders = [word for name in ("datapackages", "build", "site") for word in (f"--{name}", str(folder / name))]
    subprocess.run([sys.executable, "-W", "error", "-m", "pipeline", "build", *folders], cwd=ROOT, check=True, capture_output=True)
    return folder


def test_every_page_is_valid_all_the_same(hostile: Path) -> None:
    assert judges.html_faults(sorted((hostile / "site").rglob("*.html"))) == []


def test_no_value_became_markup_or_a_link(hostile: Path) -> None:
    for page in (hostile / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "window.hacked = 1</script>" not in html
        assert not re.search(r"""(?:href|src|action)=["']?\s*javascript:""", html, re.IGNORECASE)
        assert "49 {%" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_no_script_runs_and_nothing_is_wider_than_a_phone(browser: Browser, hostile: Path, serve: Callable[[Path], str], kind: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(page)
    page.goto(serve(hostile / "site") + KINDS[kind], wait_until="networkidle")
    page.evaluate(UNFOLD)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.hacked") is None
    assert width(page) <= 360
    assert axe.violations(page) == []
    context.close()
    assert (watch.errors, watch.elsewhere) == ([], [])


def names(hostile: Path) -> list[str]:
    with (hostile / "datapackages/schools/data/schools.csv").open(encoding="utf-8", newline="") as lines:
        return [row["name"] for row in csv.DictReader(lines)]


def test_the_search_shows_hostile_names_as_they_are(page: Page, hostile: Path, serve: Callable[[Path], str]) -> None:
    page.goto(serve(hostile / "site") + "find/?q=script")
    found = page.locator("main li", has_text="<script>window.hacked = 1</script>")
    expect(found.first).to_be_visible()
    assert page.evaluate("window.hacked") is None


def test_downloads_and_files_of_figures_hold_what_was_planted(hostile: Path) -> None:
    planted = set(names(hostile))
    assert planted <= set(VALUES)
    assert len(planted) == len(VALUES)
    with gzip.open(hostile / "site/data/schools/schools.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        assert {row["name"] for row in csv.DictReader(lines)} == planted
    told = {json.loads(path.read_text(encoding="utf-8"))["name"] for path in (hostile / "site/school").glob("*.json")}
    assert told == planted
    headings = {
        unescape(found[1])
        for path in (hostile / "site/school").glob("*.html")
        if (found := re.search("<h1>(.*?)</h1>", path.read_text("utf-8")))
    }
    assert headings >= planted


@pytest.mark.parametrize(("field", "value"), [("website", "javascript:alert(1)"), ("gender", "<b>"), ("pupils", "=1+1"), ("urn", "../x")])
def test_the_contract_refuses_what_belongs_into_no_field(tmp_path: Path, field: str, value: str) -> None:
    folder = tmp_path / "datapackages"
    copytree(SAMPLE, folder)
    table = folder / "schools/data/schools.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = [{**row, field: value} for row in csv.DictReader(lines)]
    with table.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    folders = ("--datapackages", str(folder), "--build", str(tmp_path / "b"), "--site", str(tmp_path / "s"))
    done = subprocess.run([sys.executable, "-m", "pipeline", "build", *folders], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert f", {field}, row" in done.stderr + done.stdout
