"""Local measures on their way to visitors: each owner's tables as one, held to the owner's own places, rolled up nowhere.

Grain: one row a place, phase and period, as in the measure tables. Traps: a row of a place that is not the owner's, a phase that no
page has, and a figure of so few pupils that they could be recognised.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline import packages
from pipeline.accounts import Local
from pipeline.catalogue import chosen
from pipeline.data.methods.intervals import interval_fields, with_intervals
from pipeline.data.told import hold_told
from pipeline.errors import PackageError
from pipeline.model import ALL_PHASES, PHASES, Dataset

FEWEST = 6  # pupils behind a figure that may be told
PERIOD = re.compile(r"\d{4}-\d{2}")

Owners = Mapping[tuple[str, str], set[str]]


def build(found: Iterable[Local], datasets: Mapping[str, Dataset], out: Path) -> None:
    """Build each owner's package into ``out/OWNER``, its statement in the descriptor. Raises PackageError."""
    for local, whole in held(found, datasets):
        owner = {**local.dataset.descriptor["owner"], "statement": local.statement}
        dataset = replace(local.dataset, descriptor={**local.dataset.descriptor, "owner": owner})
        schema = packages.tables(dataset)[0]["schema"]
        schema = {**schema, "fields": [*schema["fields"], *interval_fields(dataset.measures)]}
        packages.write_built(dataset, {dataset.name: with_intervals(whole, dataset.measures)}, {dataset.name: schema}, out / dataset.name)


def held(found: Iterable[Local], datasets: Mapping[str, Dataset]) -> Iterator[tuple[Local, pd.DataFrame]]:
    """Each owner with its rows. Raises PackageError for words that are not there yet, and for rows that break the schema, are of somebody
    else or tell of too few pupils.
    """
    owners: Owners | None = None
    for local in found:
        _hold_told(local)
        owners = owners or _owners(datasets)
        rows = pd.concat(packages.read(local.dataset).values(), ignore_index=True)
        _hold_own(local, rows, owners)
        _hold_words(local, rows)
        _hold_once(local, rows)
        _hold_few(local, rows)
        yield local, rows.sort_values(["level", "code", "phase", "period"], ignore_index=True)


def _owners(datasets: Mapping[str, Dataset]) -> Owners:
    """Level and code of every place that may set measures, with the URNs of its open schools. A federation has no page to show them on."""
    opened = packages.read_text(chosen(datasets, "schools"), "schools")
    members = packages.read_text(chosen(datasets, "trusts"), "membership")
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for level, codes in (("school", opened["urn"]), ("local-authority", opened["la"])):
        for code, urn in zip(codes, opened["urn"], strict=True):
            found[level, code].add(urn)
    members = members[members["urn"].isin(opened["urn"])]
    for uid, urn in zip(members["uid"], members["urn"], strict=True):
        found["trust", uid].add(urn)
    return dict(found)


def _hold_told(local: Local) -> None:
    """No word that a reader needs is left to be written."""
    dataset = local.dataset
    told = {"statement": local.statement, "title": dataset.title, "description": dataset.descriptor["description"]}
    for measure in dataset.measures:
        asked = enumerate(measure.questions, start=1)
        told |= {f"{measure.id}, title": measure.title, f"{measure.id}, question": measure.question}
        told |= {f"{measure.id}, definition": measure.definition, f"{measure.id}, says": f"{measure.leads}{measure.says}"}
        told |= {f"{measure.id}, question {number}": question for number, question in asked}
    hold_told(dataset.folder, told)


def _hold_own(local: Local, rows: pd.DataFrame, owners: Owners) -> None:
    owner = local.level, local.code
    if owner not in owners:
        raise PackageError(local.dataset.folder, f"the owner {' '.join(owner)}", "a trust, school or authority that has a page")
    allowed = {owner, *(("school", urn) for urn in owners[owner])}
    strange = [place for place in zip(rows["level"], rows["code"], strict=True) if place not in allowed]
    if strange:
        raise PackageError(local.dataset.folder, f"a row of {' '.join(strange[0])}", "the owner or one of its schools")


def _hold_words(local: Local, rows: pd.DataFrame) -> None:
    """A phase or year of another spelling would stand on no page."""
    phases, periods = set(rows["phase"]) - {*PHASES, ALL_PHASES}, [each for each in rows["period"] if not PERIOD.fullmatch(each)]
    if phases:
        raise PackageError(local.dataset.folder, f"the phase {min(phases)!r}", f"one of {', '.join((*PHASES, ALL_PHASES))}")
    if periods:
        raise PackageError(local.dataset.folder, f"the period {periods[0]!r}", "an academic year such as 2024-25")


def _hold_once(local: Local, rows: pd.DataFrame) -> None:
    """No row stands twice in all tables together, and a school, which has one phase, has one row a year."""
    schools = rows["level"] == "school"
    key = [rows["level"], rows["code"], rows["phase"].mask(schools, ""), rows["period"]]
    twice = pd.DataFrame(dict(enumerate(key))).duplicated()
    if twice.any():
        row = rows[twice].iloc[0]
        raise PackageError(local.dataset.folder, f"a second row of {row['level']} {row['code']} in {row['period']}", "each once")


def _hold_few(local: Local, rows: pd.DataFrame) -> None:
    for measure in (each for each in local.dataset.measures if each.pupils):
        few = rows[measure.pupils].between(0, FEWEST, inclusive="neither") & rows[measure.column].notna()
        if few.any():
            row = rows[few].iloc[0]
            found = f"a figure of {row[measure.pupils]:.0f} pupils ({row['code']}, {row['period']})"
            raise PackageError(f"{local.dataset.folder}, {measure.column}", found, f"the reason c where fewer than {FEWEST} are counted")
