"""The site of the whole of England, after it was built: complete, small enough, and with every reason for a missing figure.

Not collected with the daily tests: ``python3 noxfile.py -s national`` runs them on the folders ``site`` and ``build/packages``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import catalogue, packages
from pipeline.catalogue.framework import load_framework
from pipeline.model import Dataset
from pipeline.web import links
from tests import suppressed

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"


@pytest.fixture(scope="module")
def datasets() -> dict[str, Dataset]:
    return catalogue.load(ROOT / "datapackages")


@pytest.fixture(scope="module")
def phases(datasets: dict[str, Dataset]) -> dict[str, str]:
    schools = packages.read_text(datasets["schools"], "schools")
    return dict(zip(schools["urn"], schools["phase"], strict=True))


def test_every_place_has_its_page(datasets: dict[str, Dataset], phases: dict[str, str]) -> None:
    members = packages.read_text(datasets["trusts"], "membership")
    trusts = set(members.loc[members["urn"].isin(phases), "uid"])
    closed = set(packages.read_text(datasets["schools"], "closed")["urn"])
    assert len(phases) == 21_990
    assert _pages("school") == set(phases) | closed
    assert _pages("trust") == trusts
    assert (len(_pages("local-authority")), len(_pages("region"))) == (153, 9)
    assert (SITE / "england.html").is_file()


def _pages(folder: str) -> set[str]:
    return {path.stem for path in (SITE / folder).glob("*.html")}


def test_every_internal_link_resolves() -> None:
    assert links.broken(SITE) == []


def test_the_site_is_small_enough(phases: dict[str, str]) -> None:
    sizes = [path.stat().st_size for path in SITE.rglob("*") if path.is_file()]
    assert sum(sizes) < 1_000_000_000
    pages = [(SITE / f"school/{urn}.html").stat().st_size for urn in phases]
    assert sum(pages) / len(pages) <= 30_000


@pytest.mark.parametrize("name", ["absence", "attainment", "characteristics"])
def test_downloads_hold_every_reason(datasets: dict[str, Dataset], name: str) -> None:
    dataset = datasets[name]
    columns = suppressed.columns(dataset)
    before = suppressed.by_column(suppressed.committed(dataset), columns)
    assert before.total() > 1_000
    assert suppressed.by_column(suppressed.downloaded(dataset, SITE / "data"), columns) == before


def test_json_and_pages_hold_every_reason(datasets: dict[str, Dataset], phases: dict[str, str]) -> None:
    before = suppressed.by_school(datasets, phases)
    assert sum(cell[-1] == "c" for cell in before) > 10_000
    beside = suppressed.in_json(SITE, phases)
    assert suppressed.shown(beside) == suppressed.shown(before)
    assert not beside - before
    wanted = suppressed.in_articles(before, phases, load_framework(ROOT / "datapackages", datasets))
    assert suppressed.shown(suppressed.in_pages(SITE, phases)) == suppressed.shown(wanted)
