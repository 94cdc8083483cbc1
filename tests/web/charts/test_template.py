"""The look: told once, colours that all readers can tell apart, and never colour alone."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from pipeline.web.charts.template import TEMPLATE, TEMPLATES
from tests.house import ROOT
from tests.web.colours import SIGHTS, apart, contrast

SHEET = (ROOT / "docs/assets/oec.css").read_text(encoding="utf-8")
LEAST_CONTRAST, LEAST_APART = 3, 20  # of what carries meaning; in CIELAB
STRIP = ("me", "la", "sim", "eng")
LINES = ("me", "england", "la")
STEPS = ("step1", "step2", "step3", "step4")


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", block))


LIGHT, DARK = (tokens(block) for block in re.findall(r":root\{(.*?)\n\}", SHEET, re.DOTALL)[:2])
SCHEMES = {"light": LIGHT, "dark": LIGHT | DARK}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["card", "paper"])
def test_every_mark_that_carries_meaning_stands_out_from_its_ground(scheme: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    marks = {*LINES, "sim", "la", "edge", "soft", "ink"}  # England's half is pale, in an outline of the edge's colour
    assert {mark for mark in marks if contrast(colours[mark], colours[ground]) < LEAST_CONTRAST} == set()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_bars_of_a_strip_stand_out_from_one_another(scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours["sim"], colours["eng"]) > 2.7
    assert contrast(colours["me"], colours["eng"]) >= LEAST_CONTRAST


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_are_told_apart_by_every_sight(scheme: str, sight: str) -> None:
    colours = SCHEMES[scheme]
    found = {pair: apart(colours[pair[0]], colours[pair[1]], sight) for pair in combinations(LINES, 2)}
    assert {pair: far for pair, far in found.items() if far < LEAST_APART} == {}
    strip = {pair: apart(colours[pair[0]], colours[pair[1]], sight) for pair in combinations(STRIP, 2)}
    assert {pair: far for pair, far in strip.items() if far < LEAST_APART - 3} == {}  # of marks of different shapes


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_maps_classes_go_from_one_end_of_one_hue_to_the_other(scheme: str, sight: str) -> None:
    steps = [SCHEMES[scheme][step] for step in STEPS]
    from_first = [apart(steps[0], step, sight) for step in steps]
    assert from_first == sorted(from_first)
    assert all(apart(one, other, sight) >= 15 for one, other in pairwise(steps))


def test_every_colour_of_the_look_is_a_token_of_the_style_sheet() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", str(TEMPLATES)))
    assert used <= set(LIGHT) | {"text"}
    assert not re.findall(r"#[0-9a-f]{3,6}", str(TEMPLATES))


def test_no_line_is_told_by_its_colour_alone() -> None:
    lines = TEMPLATE["data"]["scatter"]
    assert len(lines) <= 4
    assert len({line["line"]["dash"] for line in lines}) == len({line["marker"]["symbol"] for line in lines}) == len(lines)


@pytest.mark.parametrize("look", TEMPLATES.values(), ids=list(TEMPLATES))
def test_plotly_takes_every_look(look: dict[str, Any]) -> None:
    traces = [{"x": [1, 2, 3], "y": [1, None, 3]} for _ in look["data"]["scatter"]]
    assert len(go.Figure({"data": traces, "layout": {"template": look}}).data) == len(traces)


def test_the_measures_of_colour_are_right() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert apart("#ff0000", "#ff0000", "protanopia") == 0
    assert apart("#ffffff", "#000000") == pytest.approx(100, abs=0.1)
    assert apart("#d00000", "#507800", "deuteranopia") < apart("#d00000", "#507800")
