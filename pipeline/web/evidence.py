"""The pages of the evidence centre that stand on the whole register: the gap map with its files."""

from __future__ import annotations

from pathlib import Path

from pipeline.web import gap_map, shell
from pipeline.web.pages import gap_map as gap_map_page

MAP = "evidence/gap-map"


def write(built: Path, out: Path) -> None:
    """Fill the written pages below ``out`` and write the files that their scripts fetch. Raises SiteError or PackageError."""
    found = gap_map.read(built)
    shell.fill(out / MAP / "index.html", "map", gap_map_page.compose(found))
    gap_map.write(found, out / MAP)
