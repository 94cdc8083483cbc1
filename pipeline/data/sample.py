"""A small copy of the packages for the daily loop: the chosen schools with their trusts, links and areas, nothing altered."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import packages
from pipeline.catalogue import DESCRIPTOR, LOCK, MEASURES, read_yaml, write_yaml
from pipeline.catalogue.framework import FRAMEWORK
from pipeline.errors import CatalogueError
from pipeline.model import Dataset

PUBLISHED = "published"
PARTS = "local-authority"  # of which a few are kept, that come to no total


def cut(datasets: Mapping[str, Dataset], urns_file: Path, out: Path) -> None:
    """Write copies of ``datasets`` below ``out`` that hold only the schools of ``urns_file`` (first word of each line).

    Areas stay whole; of a table that has rows of areas alone those of the schools' authorities are kept. Rows of trusts and federations
    are kept for those of the chosen schools. Raises CatalogueError for an unknown URN.
    """
    urns = {line.split()[0] for line in urns_file.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"}
    uids = {
        uid for table in ("membership", "federation_membership") for uid in _groups(packages.read_text(datasets["trusts"], table), urns)
    }
    known = set(packages.read_text(datasets["schools"], "schools")["urn"]) | set(packages.read_text(datasets["schools"], "closed")["urn"])
    if urns - known:
        raise CatalogueError(urns_file, f"URN {min(urns - known)}", "a school of the register")
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(datasets["schools"].folder.parent / FRAMEWORK, out / FRAMEWORK)
    schools = packages.read_text(datasets["schools"], "schools")
    codes = urns | set(schools.loc[schools["urn"].isin(urns), "la"])
    for dataset in datasets.values():
        _copy(dataset, out / dataset.name, codes, uids)


def _groups(links: pd.DataFrame, urns: set[str]) -> set[str]:
    return set(links.loc[links["urn"].isin(urns), "uid"])


def _copy(dataset: Dataset, target: Path, codes: set[str], uids: set[str]) -> None:
    """The copy's descriptor differs from the original's in paths and compression alone, since smaller tables may be plain CSV."""
    target.mkdir(parents=True, exist_ok=True)
    tables = {each["name"]: _kept(packages.text(dataset, each), each["name"], codes, uids) for each in packages.tables(dataset)}
    resources = [_fitting(resource, tables) for resource in dataset.descriptor["resources"]]
    descriptor = {**dataset.descriptor, "resources": resources}
    write_yaml(target / DESCRIPTOR, descriptor)
    for name in (MEASURES, "README.md", LOCK):
        if (dataset.folder / name).exists():
            shutil.copyfile(dataset.folder / name, target / name)
    if (dataset.folder / packages.CHECKS).exists():
        rules = read_yaml(dataset.folder / packages.CHECKS) or {}
        kept = {rule: [entry for entry in entries if entry.get("over") != PARTS] for rule, entries in rules.items()}
        write_yaml(target / packages.CHECKS, {rule: entries for rule, entries in kept.items() if entries})
    copy = Dataset(dataset.name, dataset.title, target, descriptor, dataset.measures, dataset.sources)
    packages.write(copy, tables)
    for resource in resources:
        if resource.get("type") != "table":
            (target / resource["path"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(dataset.folder / resource["path"], target / resource["path"])


def _fitting(resource: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The resource as it is, or unpacked if its table has become small enough."""
    if resource.get("compression") is None or packages.is_packed(tables[resource["name"]]):
        return dict(resource)
    kept = {key: value for key, value in resource.items() if key != "compression"}
    return {**kept, "path": kept["path"].removesuffix(".gz")}


def _kept(frame: pd.DataFrame, name: str, codes: set[str], uids: set[str]) -> pd.DataFrame:
    """Rows of the chosen schools, their authorities and trusts; a table of none of them stays whole.

    Of what a publisher printed of areas England's rows are kept alone: those of an authority would stand for all its schools.
    """
    if "urn" in frame:
        return frame[frame["urn"].isin(codes)]
    if "uid" in frame:
        return frame[frame["uid"].isin(uids)]
    if "level" in frame:
        chosen = codes if name != PUBLISHED else set()
        return frame[(frame["level"] == "england") | frame["code"].isin(chosen)]
    return frame
