"""Values that no publisher would print, planted in every text of the sample's registers that its contract leaves free."""

from __future__ import annotations

import csv
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml

VALUES = (
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked = 1">',
    "javascript:window.hacked=1",
    '=HYPERLINK("http://example.invalid","Click")',
    "</title></script><script>window.hacked = 1</script>",
    "{{ 7 * 7 }} {% raw %} ${7*7} @@title@@ <!--@@body@@-->",
    "\N{RIGHT-TO-LEFT OVERRIDE}edisrevo\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER} عربي",
    "W" * 300 + " long" * 300,
    "-1+cmd|' /C calc'!A0 & 'quoted' \"twice\"",
)
REGISTERS = ("schools", "trusts", "areas", "inspections")
KEYS = ("uid", "trust", "federation", "leads_to", "successors", "urn")  # lead to other rows: a wrong one is another fault


def free(schema: dict[str, Any]) -> list[str]:
    """The text fields that neither a list nor a pattern holds."""
    texts = (field for field in schema["fields"] if field.get("type", "string") == "string" and field["name"] not in KEYS)
    return [field["name"] for field in texts if not {"enum", "pattern"} & set(field.get("constraints", {}))]


def plant(sample: Path, folder: Path) -> int:
    """Copy the sample's packages to ``folder`` with a hostile value in every free text that holds anything; how many there are."""
    copytree(sample, folder)
    planted = 0
    for name in REGISTERS:
        package = yaml.safe_load((folder / name / "datapackage.yaml").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            if "schema" in resource:
                planted += _plant(folder / name / resource["path"], free(resource["schema"]))
    return planted


def _plant(path: Path, fields: list[str]) -> int:
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    planted = 0
    for number, row in enumerate(rows):
        for at in [header.index(field) for field in fields if row[header.index(field)]]:
            row[at] = VALUES[(number + at) % len(VALUES)]
            planted += 1
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([header, *rows])
    return planted
