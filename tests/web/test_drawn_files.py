"""The files of maps and of each school say what the places' own files say: same numbers, same reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.web.charts.axis import edges

REASONS = {"c", "z", "x", "low", "u"}


def read(site: Path, path: str) -> Any:
    return json.loads((site / path).read_bytes())


def figure(place: Any, measure: str, phase: str, period: str) -> Any:
    """What a place's file has of a measure in a printed year; "" if it has no row."""
    for each in place["figures"]:
        periods = [name.replace("-", "/") for name in place["periods"][each["periods"]]]
        if each["measure"] == measure and each.get("phase", place["phase"]) == phase and period in periods:
            return each["values"][periods.index(period)]
    return ""


@pytest.mark.parametrize("measure", ["overall_absence", "attainment8", "ehc_plans"])
def test_a_map_has_each_authoritys_own_figure(sample_site: Path, measure: str) -> None:
    maps, decimals = read(sample_site, f"assets/maps/{measure}.json"), read(sample_site, "assets/measures.json")[measure]["decimals"]
    assert maps
    for phase, told in maps.items():
        assert len(told["values"]) > 1
        for code, value in told["values"].items():
            own = figure(read(sample_site, f"local-authority/{code}.json"), measure, phase, told["period"])
            assert value == (own if isinstance(own, str) else round(own, decimals)) or (value == "z" and own == "")


def test_every_authority_has_its_boundary(sample_site: Path) -> None:
    areas = read(sample_site, "assets/maps/areas.json")
    assert len(areas) == 153
    assert areas["E08000035"][:2] == ["Leeds", "E12000003"]
    assert all(rings and all(len(ring) >= 8 and len(ring) % 2 == 0 for ring in rings) for _, _, rings in areas.values())


def test_a_sum_has_no_map(sample_site: Path) -> None:
    measures = read(sample_site, "assets/measures.json")
    assert measures["pupils"]["maps"] == []
    assert {name for name, about in measures.items() if about["maps"]} == {
        path.stem for path in (sample_site / "assets/maps").glob("*.json")
    } - {"areas"}


def test_each_school_has_its_own_figure_or_its_own_reason(sample_site: Path) -> None:
    reasons: set[str] = set()
    for path in sorted((sample_site / "assets/each").glob("*.json")):
        measure, phase = next((path.stem.removesuffix(f"-{kind}"), kind) for kind in kinds(sample_site) if path.stem.endswith(f"-{kind}"))
        told, schools = read(sample_site, f"assets/each/{path.name}"), read(sample_site, f"assets/funnels/schools/{phase}.json")
        for urn, value in zip(schools["urn"], told["value"], strict=True):
            school = read(sample_site, f"school/{urn}.json")
            own = next((each.get("phase", school["phase"]) for each in school["figures"] if each["measure"] == measure), phase)
            expected = figure(school, measure, own, told["period"])
            assert value == expected or (value in REASONS and expected == ""), (path.stem, urn)
            reasons |= {value} & REASONS if isinstance(value, str) else set()
    assert reasons >= {"x", "z"}


def kinds(site: Path) -> list[str]:
    return [path.stem for path in (site / "assets/funnels/schools").glob("*.json")]


@pytest.mark.parametrize(
    ("values", "parted"),
    [([6.6, 7.4], [6.5, 7.0, 7.5]), ([59, 69], [60, 65, 70]), ([-0.3, 0.2], [-0.25, 0.0, 0.25]), ([5, 5], [4, 5, 6])],
)
def test_classes_lie_between_round_numbers(values: list[float], parted: list[float]) -> None:
    assert edges(values) == parted
