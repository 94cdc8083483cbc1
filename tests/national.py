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
from tests import intervals, suppressed

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


# Each package with rows of schools, and how many missing figures it has at the least.
MISSING = {
    "absence": 600_000,
    "admissions": 900_000,
    "attainment": 2_000_000,
    "characteristics": 2_000_000,
    "curriculum": 80_000,
    "destinations": 500_000,
    "finance": 100_000,
    "sixth_form": 300_000,
    "sixth_form_places": 500,
    "workforce": 80_000,
}


def test_no_package_with_rows_of_schools_is_left_out(datasets: dict[str, Dataset]) -> None:
    measured = (name for name, dataset in datasets.items() if dataset.measures)
    assert {name for name in measured if next(suppressed.committed(datasets[name]), None)} == set(MISSING)


@pytest.mark.parametrize("name", MISSING)
def test_downloads_hold_every_reason(datasets: dict[str, Dataset], name: str) -> None:
    dataset = datasets[name]
    columns = suppressed.columns(dataset)
    before = suppressed.by_column(suppressed.committed(dataset), columns)
    assert before.total() > MISSING[name]
    assert suppressed.by_column(suppressed.downloaded(dataset, SITE / "data"), columns) == before


def test_json_and_pages_hold_every_reason(datasets: dict[str, Dataset], phases: dict[str, str]) -> None:
    before = suppressed.by_school(datasets, phases)
    assert sum(cell[-1] == "c" for cell in before) > 10_000
    beside = suppressed.in_json(SITE, phases)
    assert suppressed.shown(beside) == suppressed.shown(before)
    assert not beside - before
    wanted = suppressed.in_articles(before, suppressed.first(datasets, load_framework(ROOT / "datapackages", datasets)))
    assert suppressed.shown(suppressed.in_pages(SITE, phases)) == suppressed.shown(wanted)


def test_every_published_interval_of_progress_8_is_shown_unchanged(datasets: dict[str, Dataset], phases: dict[str, str]) -> None:
    measure = next(each for each in datasets["attainment"].measures if each.id == "progress8")
    published = intervals.committed(datasets["attainment"], measure, phases)
    assert len(published) > 10_000
    assert intervals.in_json(SITE, measure, phases) == published
    framework = load_framework(ROOT / "datapackages", datasets)
    first = {urn for urn, phase in phases.items() if measure.id in framework.phases[phase]}
    assert intervals.in_tables(SITE, measure, phases) == {key: ends for key, ends in published.items() if key[0] in first}
