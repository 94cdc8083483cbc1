"""Every figure keeps its reason when it is missing, from the committed table to the page: the sample, cell by cell.

From the raw file to the committed table the rooms' own tests count (``*_codes.csv``); the whole of England is in tests/national.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import catalogue, packages
from pipeline.catalogue.framework import load_framework
from pipeline.model import Dataset
from tests import suppressed
from tests.conftest import SAMPLE

# Each package with rows of schools, and how many missing figures it has in the sample at the least.
MISSING = {
    "absence": 700,
    "admissions": 900,
    "attainment": 3_000,
    "characteristics": 2_800,
    "curriculum": 250,
    "destinations": 1_600,
    "finance": 120,
    "sixth_form": 850,
    "sixth_form_places": 3,
    "workforce": 150,
}


@pytest.fixture(scope="module")
def datasets() -> dict[str, Dataset]:
    return catalogue.load(Path(__file__).parent / "sample/datapackages")


@pytest.fixture(scope="module")
def phases(datasets: dict[str, Dataset]) -> dict[str, str]:
    schools = packages.read_text(datasets["schools"], "schools")
    return dict(zip(schools["urn"], schools["phase"], strict=True))


def test_no_package_with_rows_of_schools_is_left_out(datasets: dict[str, Dataset]) -> None:
    measured = (name for name, dataset in datasets.items() if dataset.measures)
    assert {name for name in measured if next(suppressed.committed(datasets[name]), None)} == set(MISSING)


@pytest.mark.parametrize("name", MISSING)
def test_downloads_hold_every_reason(datasets: dict[str, Dataset], sample_site: Path, name: str) -> None:
    dataset = datasets[name]
    columns = suppressed.columns(dataset)
    before = suppressed.by_column(suppressed.committed(dataset), columns)
    assert before.total() > MISSING[name]
    assert suppressed.by_column(suppressed.downloaded(dataset, sample_site / "data"), columns) == before


def test_json_and_pages_hold_every_reason(datasets: dict[str, Dataset], phases: dict[str, str], sample_site: Path) -> None:
    before = suppressed.by_school(datasets, phases)
    assert sum(cell[-1] == "c" for cell in before) > 20
    beside = suppressed.in_json(sample_site, phases)
    assert suppressed.shown(beside) == suppressed.shown(before)
    assert not beside - before
    wanted = suppressed.in_articles(before, suppressed.first(datasets, load_framework(SAMPLE, datasets)))
    assert suppressed.shown(suppressed.in_pages(sample_site, phases)) == suppressed.shown(wanted)
