"""One package's page in the catalogue: what is in it, where it is from, and the files to take away."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import TocExtension, slugify

from pipeline import packages
from pipeline.accounts import Local
from pipeline.catalogue import LOCK, read_yaml
from pipeline.catalogue.local import FOLDER
from pipeline.errors import SiteError
from pipeline.model import Dataset, Page, Place
from pipeline.web.pages import words

PERIOD = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class File:
    """One file that a visitor can download; ``path`` is relative to the package's page."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Held:
    """What a built package holds: its whole descriptor, rows by table, files by resource, and the descriptor's own file."""

    descriptor: Mapping[str, Any]
    rows: Mapping[str, int]
    files: Mapping[str, tuple[File, ...]]
    contract: File


def compose(dataset: Dataset, built: Path, own: tuple[Local, Place] | None = None, below: str = "") -> Page:
    """The page at ``/data/NAME/`` of a package that lies built in ``built/NAME``, both ``below`` a folder such as ``evidence/`` if they
    are apart; what a place set itself lies below ``local``.

    Raises SiteError if it does not lie there.
    """
    below = f"{FOLDER}/" if own else below
    up = "../../" if below else "../"
    package = held(dataset, built / below)
    view = {
        "dataset": dataset,
        "own": own,
        "up": up,
        "package": package,
        "titles": _titles(dataset, package.descriptor["resources"]),
        "readme": _readme(dataset.folder / "README.md"),
        "spans": spans(dataset),
        "sources": _sources(dataset),
        "created": _day(str(dataset.descriptor["created"])),
        "missing": _missing(package.descriptor["resources"]),
    }
    return words.page("package", f"data/{below}{dataset.name}/index.html", view)


def held(dataset: Dataset, built: Path) -> Held:
    """What lies built of ``dataset``. Raises SiteError if its descriptor is missing."""
    folder = built / dataset.name
    contract = folder / "datapackage.json"
    if not contract.is_file():
        raise SiteError(contract, "no such file", "the descriptor of a built package")
    descriptor = json.loads(contract.read_text(encoding="utf-8"))
    resources = descriptor["resources"]
    rows = {each["name"]: packages.count_rows(built, dataset.name, each["name"]) for each in resources if "schema" in each}
    return Held(descriptor, rows, {each["name"]: _files(folder, each) for each in resources}, _file(contract))


def spans(dataset: Dataset) -> list[tuple[str, str]]:
    """First and last year of each unbroken run of periods that the tables of ``dataset`` are named after; years as 2018/19."""
    years = sorted({resource["name"] for resource in dataset.descriptor["resources"] if PERIOD.fullmatch(resource["name"])})
    runs: list[list[str]] = []
    for year in years:
        follows = runs and int(year[:4]) == int(runs[-1][-1][:4]) + 1
        runs = [*runs[:-1], [*runs[-1], year]] if follows else [*runs, [year]]
    return [(run[0].replace("-", "/"), run[-1].replace("-", "/")) for run in runs]


def _files(folder: Path, resource: Mapping[str, Any]) -> tuple[File, ...]:
    """The resource's file, and the same rows as Parquet where it is a table."""
    paths = [folder / resource["path"], *([folder / f"{resource['name']}.parquet"] if "schema" in resource else [])]
    return tuple(_file(path) for path in paths)


def _file(path: Path) -> File:
    with path.open("rb") as stream:
        return File(path.name, path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


def _readme(path: Path) -> str:
    """The package's own words as HTML, less the heading, which the page has already. Raises SiteError if there are none."""
    if not path.is_file():
        raise SiteError(path, "no such file", "the package's README")
    text = re.sub(r"\A\s*# .*\n", "", path.read_text(encoding="utf-8"))
    headings = TocExtension(baselevel=2, slugify=lambda heading, separator: f"about-{slugify(heading, separator)}")
    made: str = Markdown(extensions=["tables", "sane_lists", headings], output_format="html").convert(text)
    return made.replace("<th></th>", "<td></td>")  # an empty corner is no heading, and a screen reader would stumble over it


def _titles(dataset: Dataset, built: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What each resource is called: the built table of all periods as its package; one that only the build knows as its schema says."""
    named = {resource["name"]: resource.get("schema", {}).get("title", resource["name"]) for resource in built}
    named |= {resource["name"]: resource.get("title", resource["name"]) for resource in dataset.descriptor["resources"]}
    own = {resource["name"] for resource in dataset.descriptor["resources"]}
    return {**named, dataset.name: named[dataset.name] if dataset.name in own else dataset.title}


def _sources(dataset: Dataset) -> list[dict[str, Any]]:
    """Each source with what the lock knows of its raw file, newest period first."""
    lock = dataset.folder / LOCK
    known = {entry["raw"]: entry for entry in (read_yaml(lock)["files"] if lock.is_file() else [])}
    found = sorted(dataset.sources, key=lambda source: source.period, reverse=True)
    return [{"source": source, "period": _period(source.period), "lock": _locked(known.get(source.raw))} for source in found]


def _period(text: str) -> str:
    """``2018/19`` of the school year ``2018-19``; anything else, such as the month ``2022-12``, as it stands."""
    is_year = PERIOD.fullmatch(text) and (int(text[:4]) + 1) % 100 == int(text[5:])
    return text.replace("-", "/") if is_year else text


def _locked(entry: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {**entry, "accessed": _day(str(entry["accessed"]))} if entry else None


def _missing(resources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Every code that stands for a missing value somewhere in the package, with what it means."""
    fields = (field for resource in resources for field in resource.get("schema", {}).get("fields", ()))
    coded = (code for field in fields for code in field.get("missingValues", ()))
    return {code["value"]: code["label"] for code in coded if isinstance(code, dict)}


def _day(text: str) -> str:
    day = date.fromisoformat(text[:10])
    return f"{day.day} {day:%B %Y}"
