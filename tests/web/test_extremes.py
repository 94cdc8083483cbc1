"""Places at the edge of what there can be: valid, whole at every width, in light and dark, and no figure where there is none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests import axe, judges
from tests.conftest import ROOT, SAMPLE
from tests.web.extremes import LARGE, NAME, PAGES, SUPPRESSED, plant
from tests.web.sample_pages import UNFOLD, draw, width

WIDTHS = (320, 768, 1280)  # what fits the narrowest phone fits any
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="session")
def extreme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the extreme places."""
    folder = tmp_path_factory.mktemp("extremes")
    plant(SAMPLE, folder / "datapackages")
    folders = [word for name in ("datapackages", "build", "site") for word in (f"--{name}", str(folder / name))]
    subprocess.run([sys.executable, "-W", "error", "-m", "pipeline", "build", *folders], cwd=ROOT, check=True, capture_output=True)
    return folder / "site"


def test_every_page_is_valid(extreme: Path) -> None:
    assert judges.html_faults([extreme / path for path in PAGES.values()]) == []


@pytest.mark.parametrize("kind", PAGES)
def test_everybody_can_read_it_at_every_width(page: Page, extreme: Path, serve: Callable[[Path], str], kind: str) -> None:
    page.goto(serve(extreme) + PAGES[kind])
    draw(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for wide in WIDTHS:
            page.set_viewport_size({"width": wide, "height": 800})
            assert width(page) <= wide
            assert axe.violations(page) == []


def test_what_is_suppressed_is_nowhere_a_figure(page: Page, extreme: Path, serve: Callable[[Path], str]) -> None:
    address, numbers, sentences = serve(extreme), page.locator("article.measure .num b"), page.locator("article.measure .say")
    page.goto(address + PAGES["one of sixty schools"])
    assert numbers.count() > 0
    page.goto(address + PAGES["every figure suppressed"])
    page.evaluate(UNFOLD)
    assert numbers.count() == 0
    said = sentences.all_text_contents()
    expect(page.locator(".short")).to_contain_text("are suppressed by their publisher")
    assert any("suppressed" in sentence for sentence in said)
    assert not [sentence for sentence in said if re.search(r"\d+ in (?:every )?100\b|\d ?%", sentence)]
    figures = json.loads((extreme / f"school/{SUPPRESSED}.json").read_text(encoding="utf-8"))["figures"]
    assert {value for figure in figures for value in figure["values"]} == {"c"}


def test_a_long_name_stands_whole(extreme: Path) -> None:
    assert len(NAME) == 200
    for kind in ("a very long name", "a trust of sixty schools"):
        assert f"<h1>{NAME}</h1>" in (extreme / PAGES[kind]).read_text(encoding="utf-8")


def test_a_trust_of_sixty_leads_to_each(extreme: Path) -> None:
    links = set(re.findall(r"\.\./school/(\d+)\.html", (extreme / PAGES["a trust of sixty schools"]).read_text(encoding="utf-8")))
    assert len(links) == LARGE
