"""A tiny package on disk for tests of the waist: three schools, two periods, every kind of cell."""

from __future__ import annotations

import gzip
from pathlib import Path

import yaml

REASONS = [{"value": code, "label": code} for code in ("c", "z", "x", "low", "u")]
FIELDS = [
    {"name": "level", "type": "string", "description": "Level.", "constraints": {"required": True, "enum": ["school"]}},
    {"name": "code", "type": "string", "description": "URN.", "constraints": {"required": True, "pattern": r"\d{6}"}},
    {"name": "phase", "type": "string", "description": "Phase.", "constraints": {"required": True}},
    {"name": "period", "type": "string", "description": "Year.", "constraints": {"required": True, "pattern": r"\d{4}-\d{2}"}},
    {"name": "la", "type": "string", "description": "Authority."},
    {"name": "pupils", "type": "integer", "description": "Pupils.", "constraints": {"minimum": 0}, "missingValues": REASONS},
    {
        "name": "away_pct",
        "type": "number",
        "description": "Away.",
        "unit": "percent",
        "constraints": {"minimum": 0, "maximum": 100},
        "missingValues": REASONS,
    },
]
SCHEMA = {"fields": FIELDS, "primaryKey": ["level", "code", "phase", "period"], "missingValues": [""]}
HEADER = "level,code,phase,period,la,pupils,away_pct"
ROWS = {
    "2017-18": ["school,100001,primary,2017-18,E09000001,200,5.0", "school,100002,primary,2017-18,E09000001,100,c"],
    "2018-19": ["school,100001,primary,2018-19,E09000001,210,6.20", "school,100002,primary,2018-19,E09000001,x,low"],
}
MEASURE = {
    "id": "away",
    "column": "away_pct",
    "domain": "inclusion",
    "direction": "lower",
    "questions": ["What do you do about it?", "How do you know?"],
    "interval": {"method": "none", "why": "Everybody is counted."},
    "title": "Away",
    "question": "Are children there?",
    "definition": "Share of pupils who are away.",
    "says": "of pupils were away",
    "unit": "percent",
    "decimals": 1,
    "phases": ["primary"],
    "compare": "phase",
    "rollup": {"method": "mean", "weight": "pupils"},
}


def resource(period: str, packed: bool = False) -> dict[str, object]:
    """One period's resource as a descriptor lists it."""
    extra = {"compression": "gz"} if packed else {}
    path = f"data/{period}.csv{'.gz' if packed else ''}"
    dialect = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    named = {"name": period, "path": path, "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {**named, **extra, "dialect": dialect, "schema": SCHEMA}


def descriptor() -> dict[str, object]:
    """The whole contract of the package ``away``."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "away",
        "title": "Away",
        "description": "A test.",
        "version": "1",
        "created": "2026-11-22T00:00:00Z",
        "licenses": [{"name": "OGL-UK-3.0"}],
        "sources": [{"title": "Raw", "publisher": "Nobody", "raw": "raw/away.csv"}],
        "resources": [resource("2017-18"), resource("2018-19", packed=True)],
    }


def write_package(root: Path, contract: dict[str, object] | None = None, measures: list[dict[str, object]] | None = None) -> Path:
    """Write the package below ``root`` and give its folder."""
    folder = root / "away"
    (folder / "data").mkdir(parents=True)
    (folder / "datapackage.yaml").write_text(yaml.safe_dump(contract or descriptor()), encoding="utf-8")
    (folder / "measures.yaml").write_text(yaml.safe_dump(measures if measures is not None else [MEASURE]), encoding="utf-8")
    (folder / "README.md").write_text("# Away\n", encoding="utf-8")
    table = {period: "\n".join([HEADER, *rows, ""]).encode() for period, rows in ROWS.items()}
    (folder / "data/2017-18.csv").write_bytes(table["2017-18"])
    (folder / "data/2018-19.csv.gz").write_bytes(gzip.compress(table["2018-19"], mtime=0))
    return folder
