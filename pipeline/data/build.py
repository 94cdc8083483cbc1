"""Committed packages to built ones: read and checked, rolled up, written for visitors."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import packages
from pipeline.data.authorities import todays_code
from pipeline.data.coverage import printed, withhold
from pipeline.data.likenesses import LINES, Likeness
from pipeline.data.methods import funnel, scorecard
from pipeline.data.methods.agreement import agreement
from pipeline.data.methods.intervals import interval_fields, with_intervals
from pipeline.data.methods.joining import joining
from pipeline.data.methods.validation import validation
from pipeline.data.rollups import roll_up
from pipeline.model import ALL_PHASES, LEVELS, PHASES, Dataset, Measure
from pipeline.stages import Stages
from pipeline.workers import workers

PERIOD = re.compile(r"\d{4}-\d{2}")
CODE = "URN of a school, GIAS group UID of a trust, ONS code of an area."
LA = "ONS code of the authority in that period; where a council was replaced but its area was not, today's code. Empty on roll-ups."
KEY = ["level", "code", "phase", "period"]
DERIVED = ("scorecard", "spread", "joining", "validation", "agreement", "funnels", "funnel_limits", "funnel_schools")


def build(datasets: Mapping[str, Dataset], out: Path, stages: Stages) -> None:
    """Build every package into the empty folder ``out``, one folder each. Raises PackageError."""
    links = packages.read(datasets["trusts"])["membership"]
    members = membership(links)
    with stages.stage("similar schools"):
        likeness = Likeness.of(datasets, links)
    results = packages.read(datasets["trust_results"]) if "trust_results" in datasets else {}
    plan = _Plan(members, links, likeness, results, out, stages)
    own = [dataset for dataset in datasets.values() if not dataset.descriptor.get("derived")]
    with workers(_begin, plan) as pool:
        cards = pool.map(_work, own, chunksize=1)
    with stages.stage("derived packages"):
        made = {name: scorecard.in_order([frame for found in cards for frame in found.get(name, ())]) for name in DERIVED}
        _derived(datasets, likeness, made, out)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What every package is built with."""

    members: pd.DataFrame
    links: pd.DataFrame
    likeness: Likeness
    results: Mapping[str, pd.DataFrame]
    out: Path
    stages: Stages

    def build(self, dataset: Dataset) -> dict[str, list[pd.DataFrame]]:
        """Write one package, and give what it adds to the derived ones, by table."""
        with self.stages.stage(f"package {dataset.name}"):
            frames, schemas = _frames(dataset, self.members)
            if dataset.name == "schools":
                frames, schemas = {**frames, "lines": self.likeness.lines}, {**schemas, "lines": LINES}
            packages.write_built(dataset, frames, schemas, self.out / dataset.name)
        if not dataset.measures:
            return {}
        with self.stages.stage(f"scorecard {dataset.name}"):
            return self._cards(frames[dataset.name], dataset.measures)

    def _cards(self, table: pd.DataFrame, measures: tuple[Measure, ...]) -> dict[str, list[pd.DataFrame]]:
        like = self.likeness.schools
        found = (
            *scorecard.rows(table, measures, like),
            joining(table, measures, like, self.links),
            validation(table, measures, like),
            agreement(table, measures, self.results),
            *funnel.rows(table, measures, like),
        )
        return dict(zip(DERIVED, found, strict=True))


_PLANS: list[_Plan] = []  # a worker's own


def _begin(plan: _Plan) -> None:
    _PLANS.append(plan)


def _work(dataset: Dataset) -> dict[str, list[pd.DataFrame]]:
    return _PLANS[-1].build(dataset)


def _derived(datasets: Mapping[str, Dataset], likeness: Likeness, made: dict[str, pd.DataFrame], out: Path) -> None:
    derived = {"similar_schools": {**likeness.tables, "validation": made.pop("validation")}, "scorecard": made}
    for name, tables in derived.items():
        schemas = {resource["name"]: resource["schema"] for resource in packages.declared(datasets[name])}
        # A table that a few schools are too few for is left out rather than published empty.
        packages.write_built(datasets[name], {each: table for each, table in tables.items() if len(table)}, schemas, out / name)


def membership(links: pd.DataFrame) -> pd.DataFrame:
    """Which school counts in which trust, from which period on; one row a school and trust.

    ``since`` is the first academic year that begins on or after the day of joining. Where that day is not known but a day
    on which the school was not in the trust yet is, it is the year that begins after that.
    """
    joined = pd.to_datetime(links["joined"].where(links["joined"] != "", links["joined_after"]).replace("", None))
    year = joined.dt.year + ((joined.dt.month > 9) | ((joined.dt.month == 9) & (joined.dt.day > 1))).astype(int)
    since = ["" if math.isnan(start) else f"{int(start)}-{int(start + 1) % 100:02d}" for start in year.astype("float64")]
    return pd.DataFrame({"urn": links["urn"], "level": "trust", "parent": links["uid"], "since": since})


def _frames(dataset: Dataset, members: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Tables and schemas by name: the periods of a measure package become one table with its roll-ups."""
    read = packages.read(dataset)
    schemas = {resource["name"]: resource["schema"] for resource in packages.tables(dataset)}
    periods = [name for name in read if PERIOD.fullmatch(name)]
    frames = {name: frame for name, frame in read.items() if name not in periods}
    if periods:
        schools = pd.concat([read[name] for name in periods], ignore_index=True)
        schools["la"] = todays_code(schools["la"])
        frames = {dataset.name: _with_rollups(schools, dataset, members, frames.get("published")), **frames}
        schemas[dataset.name] = built_schema(schemas[periods[0]], dataset, rolled=_of_schools(schools))
    return frames, {name: schemas[name] for name in frames}


def _with_rollups(schools: pd.DataFrame, dataset: Dataset, members: pd.DataFrame, published: pd.DataFrame | None) -> pd.DataFrame:
    whole = schools
    if _of_schools(schools):
        rolled = withhold(roll_up(schools, dataset.measures, members), dataset.measures)
        if published is not None:
            rolled = printed(rolled, published.assign(code=todays_code(published["code"])), dataset.measures)
        whole = pd.concat([schools, rolled], ignore_index=True)
    whole = with_intervals(whole, dataset.measures)
    for name in ("level", "phase", "period", "la"):
        whole[name] = whole[name].fillna("").astype("category")
    ordered: pd.DataFrame = whole.sort_values(KEY, ignore_index=True)
    return ordered


def _of_schools(table: pd.DataFrame) -> bool:
    """Whether there are schools to be rolled up; a package of areas alone stays as it is."""
    return bool((table["level"] == "school").any())


def built_schema(schema: Mapping[str, Any], dataset: Dataset, rolled: bool = True) -> dict[str, Any]:
    """The schema of a package's built table: its own fields, wider levels and phases, and if ``rolled`` the counts of schools."""
    wider: dict[str, list[str]] = {"level": list(LEVELS), "phase": [*PHASES, ALL_PHASES]}
    fields = [_widened(field, wider) for field in schema["fields"]]
    for measure in dataset.measures:
        if rolled and measure.rollup.method != "none":
            fields += [_count(measure.column, "schools"), _count(measure.column, "missing")]
    fields += interval_fields(dataset.measures)
    return {**schema, "fields": fields}


def _widened(field: Mapping[str, Any], wider: Mapping[str, list[str]]) -> dict[str, Any]:
    if field["name"] in wider:
        return {**field, "constraints": {"required": True, "enum": wider[field["name"]]}}
    if field["name"] == "la":
        return {**field, "description": LA, "constraints": {}}
    if field["name"] == "code":
        return {**field, "description": CODE, "constraints": {"required": True}}
    bounds = {rule: limit for rule, limit in field.get("constraints", {}).items() if rule != "maximum" or field.get("unit") == "percent"}
    return {**field, "constraints": bounds}


def _count(column: str, what: str) -> dict[str, Any]:
    words = {"schools": "Schools with a figure behind this roll-up", "missing": "Schools of this roll-up whose figure is missing"}
    return {"name": f"{column}_{what}", "type": "integer", "description": f"{words[what]}: {column}.", "constraints": {"minimum": 0}}
