"""The build's own checks: every expected page is there, a worker's error arrives whole, and pages keep their size."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import pytest

from pipeline.errors import PackageError, SiteError
from pipeline.web.build import Job, verify
from pipeline.web.press import CLOSED

JOBS: list[Job] = [("england", "E92000001"), ("school", "100001"), (CLOSED, "100002")]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    (tmp_path / "school").mkdir()
    for name in ("england.html", "england.json", "school/100001.html", "school/100001.json", "school/100002.html"):
        (tmp_path / name).touch()
    return tmp_path


def test_a_whole_site_passes(whole: Path) -> None:
    verify(whole, JOBS)


@pytest.mark.parametrize("name", ["england.html", "school/100001.json", "school/100002.html"])
def test_a_page_or_figures_that_are_not_there_stop_the_build(whole: Path, name: str) -> None:
    (whole / name).unlink()
    with pytest.raises(SiteError, match=rf"{name}: found no file \(and 0 others missing\)"):
        verify(whole, JOBS)


def test_an_error_crosses_from_a_worker_whole() -> None:
    error = PackageError("a.csv", "blank", "a number or a reason")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.found) == (PackageError, str(error), "blank")


def test_a_schools_page_is_small_and_so_are_its_figures(sample_site: Path) -> None:
    pages = [path.read_bytes() for path in sample_site.glob("school/*.html") if path.with_suffix(".json").exists()]
    figures = [path.stat().st_size for path in sample_site.glob("school/*.json")]
    assert pages
    assert sum(map(len, pages)) / len(pages) <= 30_000
    assert sum(len(gzip.compress(page)) for page in pages) / len(pages) <= 8_000
    assert sum(figures) / len(figures) <= 6_500


def test_a_closed_schools_page_is_very_small(sample_site: Path) -> None:
    pages = [path.stat().st_size for path in sample_site.glob("school/*.html") if not path.with_suffix(".json").exists()]
    assert pages
    assert max(pages) <= 2_000
