"""Whole bodies of real-looking places, held in tests/expected. To renew them: ``python -m tests.web.pages.test_golden``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.model import Level
from pipeline.web.pages import COMPOSE
from pipeline.web.pages.atlas import Atlas
from tests.web.small_england import open_atlas
from tests.web.small_measures import CLOSED, LEEDS, PRIMARY, SECONDARY, TRUST

EXPECTED = Path(__file__).parents[2] / "expected" / "pages"
PLACES: dict[str, tuple[Level, str]] = {
    "primary": ("school", PRIMARY),
    "secondary": ("school", SECONDARY),
    "trust": ("trust", TRUST),
    "authority": ("local-authority", LEEDS),
}


def body(atlas: Atlas, name: str) -> str:
    """One line for each element that opens a part, so that a difference can be read."""
    if name == "closed":
        html = COMPOSE["closed"](atlas, CLOSED).body
    else:
        level, code = PLACES[name]
        html = COMPOSE[level](atlas, code, atlas.strands(level, code)).body
    for part in ("<section", "<article", "<p", "<tr", "<li", "<dt", "<figure", "<h4", "<details"):
        html = html.replace(part, f"\n{part}")
    return f"{html.strip()}\n"


@pytest.mark.parametrize("name", [*PLACES, "closed"])
def test_the_body_is_as_it_was(atlas: Atlas, name: str) -> None:
    assert body(atlas, name) == (EXPECTED / f"{name}.html").read_text(encoding="utf-8")


def _renew() -> None:
    EXPECTED.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        atlas = open_atlas(Path(folder))
        for name in [*PLACES, "closed"]:
            (EXPECTED / f"{name}.html").write_text(body(atlas, name), encoding="utf-8")


if __name__ == "__main__":
    _renew()
