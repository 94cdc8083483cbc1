"""Scripts and style sheets on the wire. The browser tests meet the lighter ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import SiteError
from pipeline.web.lighter import lighten

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
MOST = {"*.js": 0.72, "*.css": 0.97}  # of the bytes that were written


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light") / "assets"
    shutil.copytree(ASSETS, folder)
    lighten(folder)
    return folder


def bytes_of(folder: Path, kind: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(kind))


@pytest.mark.parametrize("kind", MOST)
def test_they_are_lighter(light: Path, kind: str) -> None:
    assert 0 < bytes_of(light, kind) < MOST[kind] * bytes_of(ASSETS, kind)


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("(b) => /  '/.test(b)", "/  '/.test("),
        ("`b  /* c */\n ${`d  ${e.join(`,  `)}`}`", "`b  /* c */\n ${`d  ${e.join(`,  `)}`}`"),
        ('"b  // c"', '"b  // c"'),
        ("b / c / d, e = /  f/g", "e=/  f/g"),
    ],
)
def test_no_space_is_lost_where_it_has_a_meaning(tmp_path: Path, code: str, kept: str) -> None:
    (tmp_path / "one.js").write_text(f"// why\nconst a = {code};\nexport {{ a }};\n")
    lighten(tmp_path)
    light = (tmp_path / "one.js").read_text()
    assert kept in light
    assert "why" not in light


def test_what_others_wrote_stays_as_it_is(light: Path) -> None:
    assert all((light / "vendor" / path.name).read_bytes() == path.read_bytes() for path in (ASSETS / "vendor").iterdir())


def test_a_script_with_a_mistake_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("const = ;")
    with pytest.raises(SiteError, match="scripts and style sheets without a mistake"):
        lighten(tmp_path)


def test_the_library_is_not_in_the_process_that_forks() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, pipeline.web.build; print('minify' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"
