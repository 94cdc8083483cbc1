"""Counts missing figures by reason at each station of their way: committed table, download, JSON beside a page, the page itself.

Each counter is keyed by measure (or column), reason and, on pages, school; so a cell that is lost, blurred or turned into a
number anywhere shows as a difference of two counters.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pipeline import packages
from pipeline.accounts import Framework
from pipeline.model import REASONS, Dataset

WORDS = {"suppressed": "c", "not applicable": "z", "not available": "x", "rounds to zero": "low", "unreliable": "u"}
ARTICLE = re.compile(r"<article class=measure id=(\w+)>(.*?)</article>", re.DOTALL)
CELL = re.compile(r"<td(?: colspan=\d+)?>")
TABLE = re.compile(r"<tbody>(.*?)</table>", re.DOTALL)
Cells = Counter[tuple[str, ...]]


def columns(dataset: Dataset) -> list[str]:
    """The number columns of a measure package whose missing cells have reasons."""
    fields = packages.tables(dataset)[0]["schema"]["fields"]
    return [field["name"] for field in fields if "missingValues" in field]


def committed(dataset: Dataset) -> Iterator[dict[str, str]]:
    """Every committed row of a school, as text."""
    for resource in packages.tables(dataset):
        content = (dataset.folder / resource["path"]).read_bytes()
        text = gzip.decompress(content) if resource["path"].endswith(".gz") else content
        yield from (row for row in csv.DictReader(io.StringIO(text.decode())) if row["level"] == "school")


def downloaded(dataset: Dataset, built: Path) -> Iterator[dict[str, str]]:
    """Every row of a school in the CSV that visitors download."""
    content = gzip.decompress((built / dataset.name / f"{dataset.name}.csv.gz").read_bytes())
    yield from (row for row in csv.DictReader(io.StringIO(content.decode())) if row["level"] == "school")


def by_column(rows: Iterator[dict[str, str]], names: Collection[str]) -> Cells:
    """How many cells of each column hold each reason."""
    counts: Cells = Counter()
    for row in rows:
        counts.update((name, row[name]) for name in names if row[name] in REASONS)
    return counts


def by_school(datasets: Mapping[str, Dataset], phases: Mapping[str, str]) -> Cells:
    """Measure, URN, period and reason of each cell that a page must show: of an open school, in a measure for its phase.

    ``phases`` gives the phase group of each open school. Cells that do not apply (z) are counted apart: a page leaves a measure
    out that applies in no year.
    """
    cells: Cells = Counter()
    for dataset in datasets.values():
        for row in committed(dataset) if dataset.measures else ():
            phase = phases.get(row["code"])
            found = [each for each in dataset.measures if phase in each.phases and row[each.column] in REASONS]
            cells.update((each.id, row["code"], row["period"], row[each.column]) for each in found)
    return cells


def in_json(site: Path, urns: Collection[str]) -> Cells:
    """The same out of the JSON beside each school's page. A value is a number or the letter of a reason."""
    cells: Cells = Counter()
    for urn in urns:
        content = json.loads((site / f"school/{urn}.json").read_bytes())
        for figure in content["figures"]:
            periods = content["periods"][figure["periods"]]
            own = slice(figure.get("earlier", 0), None)  # those before stand in the tables under the school's earlier number
            for period, value in zip(periods[own], figure["values"][own], strict=True):
                if not isinstance(value, int | float):
                    cells[figure["measure"], urn, period, value] += 1
    return cells


def in_pages(site: Path, urns: Collection[str]) -> Cells:
    """The same out of the tables in each school's page, by the word in the school's own column."""
    cells: Cells = Counter()
    for urn in urns:
        page = (site / f"school/{urn}.html").read_text(encoding="utf-8")
        for measure, article in ARTICLE.findall(page):
            for body in TABLE.findall(article):
                cells.update((measure, urn, period, WORDS[word]) for period, word in _rows(body) if word in WORDS)
    return cells


def in_articles(cells: Cells, first: Collection[tuple[str, str]]) -> Cells:
    """The cells of the measures and schools that come ``first``, which stand on a page with all their years; of the others a page tells
    the newest year in a row, and the JSON beside it all of them.
    """
    return Counter({cell: count for cell, count in cells.items() if cell[:2] in first})


def first(datasets: Mapping[str, Dataset], framework: Framework) -> set[tuple[str, str]]:
    """Measure and URN of what the framework puts first: for all schools of the phase, or for those that teach the age."""
    measures = {measure.id: measure for dataset in datasets.values() for measure in dataset.measures}
    schools = packages.read_text(datasets["schools"], "schools")
    found = {(name, urn) for urn, phase in zip(schools["urn"], schools["phase"], strict=True) for name in framework.phases[phase]}
    for urn, phase, low, high in zip(*(schools[name] for name in ("urn", "phase", "low_age", "high_age")), strict=True):
        ages = range(int(low or 0), int(high or 99))
        found |= {(name, urn) for name in framework.also.get(phase, ()) if measures[name].age in ages}
    return found


def _rows(body: str) -> Iterator[tuple[str, str]]:
    for row in body.split("<tr><th>")[1:]:
        year, own, *_ = (*CELL.split(row), "")
        if re.match(r"\d{4}/\d\d\b(?!.*URN)", year):  # URN: that is a row of the school's earlier number
            first, _, last = year.strip().partition(" to ")
            for start in range(int(first[:4]), int((last or first)[:4]) + 1):  # a run of years without a figure for one reason
                yield f"{start}-{(start + 1) % 100:02d}", html.unescape(own.split(" (")[0].strip())


def shown(cells: Cells) -> Cells:
    """The cells without those that do not apply."""
    return Counter({cell: count for cell, count in cells.items() if cell[-1] != "z"})
