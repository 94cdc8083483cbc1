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

MEASURED = ("absence", "attainment", "characteristics")


@pytest.fixture(scope="module")
def datasets() -> dict[str, Dataset]:
    return catalogue.load(Path(__file__).parent / "sample/datapackages")


@pytest.fixture(scope="module")
def phases(datasets: dict[str, Dataset]) -> dict[str, str]:
    schools = packages.read_text(datasets["schools"], "schools")
    return dict(zip(schools["urn"], schools["phase"], strict=True))


@pytest.mark.parametrize("name", MEASURED)
def test_downloads_hold_every_reason(datasets: dict[str, Dataset], sample_site: Path, name: str) -> None:
    dataset = datasets[name]
    columns = suppressed.columns(dataset)
    before = suppressed.by_column(suppressed.committed(dataset), columns)
    assert before.total() > 50
    assert suppressed.by_column(suppressed.downloaded(dataset, sample_site / "data"), columns) == before


def test_json_and_pages_hold_every_reason(datasets: dict[str, Dataset], phases: dict[str, str], sample_site: Path) -> None:
    before = suppressed.by_school(datasets, phases)
    assert sum(cell[-1] == "c" for cell in before) > 20
    beside = suppressed.in_json(sample_site, phases)
    assert suppressed.shown(beside) == suppressed.shown(before)
    assert not beside - before
    framework = load_framework(SAMPLE, datasets)
    wanted = suppressed.in_articles(before, phases, framework)
    assert suppressed.shown(suppressed.in_pages(sample_site, phases)) == suppressed.shown(wanted)
