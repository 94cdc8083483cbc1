"""Places at the edge of what can be, made out of the sample's: every figure suppressed, one pupil, a very long name, sixty schools."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml

Row = dict[str, str]
Change = Callable[[Row], Iterable[Row]]

SUPPRESSED, ONE_PUPIL, LONG, TRUST, LARGE = "107947", "112088", "144638", "16046", 60
MODEL = "142427"  # the school of that trust which the others are like
NAMESAKE = "The Church of England Voluntary Aided Primary Academy and Nursery of Saint Bartholomew-the-Great-upon-Llanfairpwllgwyngyll, "
NAME = (NAMESAKE + "with the Federated Infant School of Stoke-sub-Hamdon-and-Norton by the Water")[:200]
FIRST_NEW = 199_001
PAGES = {
    "every figure suppressed": f"school/{SUPPRESSED}.html",
    "one pupil": f"school/{ONE_PUPIL}.html",
    "a very long name": f"school/{LONG}.html",
    "a trust of sixty schools": f"trust/{TRUST}.html",
    "one of sixty schools": f"school/{FIRST_NEW}.html",
}


def plant(sample: Path, folder: Path) -> None:
    """Copy the sample's packages to ``folder`` and change them there."""
    copytree(sample, folder)
    members = sum(row["uid"] == TRUST for row in _read(folder / "trusts/data/membership.csv"))
    new = [str(FIRST_NEW + number) for number in range(LARGE - members)]
    _change(folder / "schools/data/schools.csv", partial(_schools, new=new))
    _change(folder / "trusts/data/membership.csv", partial(_with_copies, key="urn", new=new))
    _change(folder / "trusts/data/trusts.csv", lambda row: [row | {"name": NAME}] if row["uid"] == TRUST else [row])
    for path, schema in _tables(folder):
        if {"level", "code"} <= {field["name"] for field in schema["fields"]}:
            _change(path, partial(_figures, counted=_numbers(schema), new=new))


def _tables(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each committed table of the packages, and its schema."""
    for descriptor in sorted(folder.glob("*/datapackage.yaml")):
        package = yaml.safe_load(descriptor.read_text(encoding="utf-8"))
        for resource in package["resources"] if not package.get("derived") else ():
            if "schema" in resource:
                yield descriptor.parent / resource["path"], resource["schema"]


def _schools(row: Row, new: list[str]) -> Iterable[Row]:
    if row["urn"] == ONE_PUPIL:
        row["pupils"] = "1"
    if row["urn"] == LONG:
        row["name"] = NAME
    first, *copies = _with_copies(row, "urn", new)
    yield first
    for number, copy in enumerate(copies, 1):
        yield copy | {"name": f"{row['name']} {number}", "laestab": f"{row['laestab'][:3]}{9000 + number}", "ukprn": ""}


def _figures(row: Row, counted: list[str], new: list[str]) -> Iterable[Row]:
    if row["code"] == SUPPRESSED:
        row.update(dict.fromkeys(counted, "c"))
    return _with_copies(row, "code", new)


def _with_copies(row: Row, key: str, new: list[str]) -> list[Row]:
    """The row, and behind it the same row of each new school if it is the model's."""
    return [row, *(row | {key: urn} for urn in new if row[key] == MODEL)]


def _numbers(schema: dict[str, Any]) -> list[str]:
    return [field["name"] for field in schema["fields"] if field.get("type") in ("integer", "number")]


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _change(path: Path, change: Change) -> None:
    rows = _read(path)
    if not rows:
        return
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerows(change(row))
