"""The evidence half of the site: each review's written page, filled with what its package says, and the pages of the packages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.catalogue.reviews import FOLDER
from pipeline.errors import SiteError
from pipeline.evidence import Evidence
from pipeline.model import Dataset, Measure, Page
from pipeline.web import cuts, gap_map
from pipeline.web.pages import explore, package, review
from pipeline.web.pages import gap_map as gap_map_page
from pipeline.web.pages import register as register_page
from pipeline.web.reviews import Found
from pipeline.web.shell import fill, fill_all

MAP = "gap-map"
NO_REVIEWS = ("index.html", MAP)  # what stands among the reviews' pages and is none


def write(found: Sequence[Found], measures: Mapping[str, Measure], released: date, out: Path) -> None:
    """Fill the pages of all reviews in the site ``out``. Raises SiteError for one without a page and for a marker that means nothing."""
    for marker, html in register_page.compose(found).items():
        fill(out / FOLDER / "index.html", marker, html)
    for each in found:
        path = out / FOLDER / each.review.name / "index.html"
        if not path.is_file():
            raise SiteError(path, "no such file", f"a page in docs/{FOLDER} for each review")
        parts = review.compose(each, measures, released)
        left = set(review.PARTS) - fill_all(path, parts | {"studies": parts["studies"] + explore.compose(each)})
        if left:
            raise SiteError(path, f"no marker {min(left)}", f"all of {', '.join(review.PARTS)}")
        cuts.write(each, review.named, path.parent)


def write_map(built: Path, out: Path) -> None:
    """Fill the page of the gap map and write the files that it opens cells from. Raises SiteError, or PackageError without findings."""
    laid, folder = gap_map.read(built), out / FOLDER / MAP
    fill(folder / "index.html", "map", gap_map_page.compose(laid))
    gap_map.write(laid, folder)


def drop_others(register: Evidence, out: Path) -> None:
    """Take the written pages of reviews that are not among the packages out of the site: there is nothing to fill them with."""
    names = {review.name for review in register.reviews}
    for path in sorted((out / FOLDER).glob("*/")):
        if path.name not in names and path.name not in NO_REVIEWS:
            shutil.rmtree(path)


def write_packages(register: Evidence, built: Path, out: Path, set_page: Callable[[Page], None]) -> None:
    """The page and the files of each package of the register, below ``data/evidence``."""
    for dataset in datasets(register):
        shutil.copytree(built / FOLDER / dataset.name, out / "data" / FOLDER / dataset.name)
        set_page(package.compose(dataset, built, below=f"{FOLDER}/"))


def datasets(register: Evidence) -> list[Dataset]:
    """All packages of the register, by name."""
    return sorted((*(review.dataset for review in register.reviews), *register.maps), key=lambda dataset: dataset.name)
