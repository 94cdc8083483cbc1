"""Tables for the check to be timed on: the same bytes at every run."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from pipeline import catalogue, packages
from tests.bench.whole import CONTRACTS

REGISTER_ROWS, REGISTER_COLUMNS = 50_000, 140
PERIODS = 20
BLOCK = 100_000  # rows after which all but the key begins again
PERCENTAGE = {"minimum": 0, "maximum": 100}
SCHOOL_FIELDS: list[dict[str, Any]] = [
    {"name": "urn", "type": "string", "constraints": {"required": True, "pattern": "[1-9][0-9]{5}"}},
    {"name": "period", "type": "string", "constraints": {"required": True, "pattern": "[0-9]{4}-[0-9]{2}"}},
    {"name": "la", "type": "string", "constraints": {"pattern": "E[0-9]{8}"}},
    {"name": "phase", "type": "string", "constraints": {"enum": ["primary", "secondary"]}},
    {"name": "pupils", "type": "integer", "constraints": {"minimum": 0}},
    {"name": "fsm_pct", "type": "number", "constraints": PERCENTAGE},
    {"name": "absence_pct", "type": "number", "constraints": PERCENTAGE, "missingValues": ["", "c", "z"]},
    {"name": "sessions", "type": "integer", "constraints": {"minimum": 0}},
    {"name": "name", "type": "string"},
    {"name": "opened", "type": "date"},
]


def schools_by_year(folder: Path, rows: int) -> Path:
    """Ten columns, a row for each school and year; the descriptor lies beside the table. The path of the descriptor."""
    lottery = random.Random(1)
    rests = [_rest(place, lottery) for place in range(min(rows, BLOCK))]
    periods = [f"{year}-{(year + 1) % 100:02d}" for year in range(2000, 2000 + PERIODS)]
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(str(field["name"]) for field in SCHOOL_FIELDS) + "\n")
        file.writelines(f"{100_000 + row // PERIODS},{periods[row % PERIODS]},{rests[row % BLOCK]}\n" for row in range(rows))
    return _described(folder, SCHOOL_FIELDS, ["urn", "period"])


def _rest(place: int, lottery: random.Random) -> str:
    """All but the key. Of fifty percentages one is suppressed."""
    percentage = "c" if place % 50 == 0 else f"{lottery.random() * 20:.2f}"
    figures = f"{lottery.randint(20, 2000)},{lottery.random() * 100:.1f},{percentage},{lottery.randint(1000, 90_000)}"
    opened = f"{1900 + place % 120}-0{1 + place % 9}-1{place % 10}"
    return f"E0900{place % 33:04d},{'primary' if place % 3 else 'secondary'},{figures},School {place // PERIODS} of England,{opened}"


def register(folder: Path) -> Path:
    """The shape of the DfE's register: real rows of ours, their columns again and again. The path of the descriptor.

    Days stand as the DfE writes them; the schools come round a second time, with other URNs.
    """
    dataset = catalogue.load(CONTRACTS)["schools"]
    schools = packages.read_text(dataset, "schools")
    schools["opened"] = schools["opened"].str.replace(r"(\d{4})-(\d\d)-(\d\d)", r"\3-\2-\1", regex=True)
    declared = next(each["schema"]["fields"] for each in dataset.descriptor["resources"] if each["name"] == "schools")
    fields = [_renamed(declared[place % len(declared)], place // len(declared)) for place in range(REGISTER_COLUMNS)]
    rows = islice(cycle(schools.itertuples(index=False, name=None)), REGISTER_ROWS)
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field["name"] for field in fields)
        writer.writerows(_wide(100_000 + place, row) for place, row in enumerate(rows))
    return _described(folder, fields, ["urn"])


def _renamed(field: Mapping[str, Any], turn: int) -> dict[str, Any]:
    shape = {"format": "%d-%m-%Y"} if field["type"] == "date" else {}
    rules = {key: value for key, value in field.get("constraints", {}).items() if key != "unique"}
    return {**field, **shape, "name": f"{field['name']}_{turn + 1}" if turn else field["name"], "constraints": rules}


def _wide(urn: int, row: Sequence[str]) -> Iterable[str]:
    return islice(cycle((str(urn), *row[1:])), REGISTER_COLUMNS)


def _described(folder: Path, fields: Sequence[Mapping[str, Any]], key: Sequence[str]) -> Path:
    schema = {"fields": list(fields), "primaryKey": list(key), "missingValues": [""]}
    resource = {"name": "table", "path": "table.csv", "type": "table", "format": "csv", "encoding": "utf-8", "schema": schema}
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "bench", "resources": [resource]}), encoding="utf-8")
    return path
