"""The page of comparison as a test opens it, and a sample whose figures are made up so that every kind of sentence comes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

WINDMILL, ROTHWELL, HILL_TOP, BLACKGATES = "107947", "108018", "142427", "146102"
PRIMARIES = (WINDMILL, ROTHWELL, HILL_TOP, BLACKGATES, "142452", "107859")
SECONDARIES = ("137383", "144638", "108076", "138950", "137775", "118789")
CLOSED, UNKNOWN = "107823", "999999"
HOSTILE = '=1+1,"<img src=x onerror=window.harmed=1>"'
KEY = "oec-shortlist"
MADE: Mapping[str, Mapping[str, Any]] = {  # of ks2_expected, by school: the last value, and its interval
    WINDMILL: {"value": 74, "low": 60.5, "high": 84.5, "half": [58, 66]},
    ROTHWELL: {"value": 63, "low": 45.5, "high": 77.5, "half": [61, 61]},
    HILL_TOP: {"value": 96, "low": 90.0, "high": 99.0},
    BLACKGATES: {"value": "c", "low": None, "high": None},
}


def opened(page: Page, address: str, *urns: str, beside: str = "") -> None:
    """Open the comparison and wait until all of it is drawn."""
    page.goto(f"{address}compare/?schools={','.join(urns)}{f'&beside={beside}' if beside else ''}")
    expect(page.locator("#compare[data-drawn]")).to_be_attached()


def make(site: Path, figures: Mapping[str, Mapping[str, Any]] = MADE) -> None:
    """Put figures made up into a copy of the sample's site."""
    for urn, wanted in figures.items():
        path = site / f"school/{urn}.json"
        file = json.loads(path.read_text(encoding="utf-8"))
        figure = next(each for each in file["figures"] if each["measure"] == "ks2_expected")
        empty: list[Any] = [None] * len(figure["values"])
        figure["values"] = [*(["x"] * (len(empty) - 1)), wanted["value"]]
        figure |= {name: [*empty[1:], wanted[name]] for name in ("low", "high")}
        figure |= {"half": wanted["half"]} if "half" in wanted else {}
        path.write_text(json.dumps(file), encoding="utf-8")


def rename(site: Path, urn: str, name: str) -> None:
    path = site / f"school/{urn}.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "name": name}), encoding="utf-8")


def shift(site: Path, urn: str) -> None:
    """Let the school's latest figure of ks2_expected be a year older than the others'."""
    path = site / f"school/{urn}.json"
    file = json.loads(path.read_text(encoding="utf-8"))
    figure = next(each for each in file["figures"] if each["measure"] == "ks2_expected")
    figure["values"] = [*figure["values"][:-2], 70, "x"]
    path.write_text(json.dumps(file), encoding="utf-8")
