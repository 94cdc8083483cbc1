"""What a page costs: composed, set into the shell, written; beside plain writing and beside the theme, in one run."""

from __future__ import annotations

import gc
import gzip
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline import catalogue
from pipeline.catalogue.framework import load_framework
from pipeline.model import Page
from pipeline.web.pages import COMPOSE
from pipeline.web.pages.atlas import Atlas
from pipeline.web.shell import Shell, build_written
from tests.bench.command import run
from tests.bench.table import Line
from tests.bench.whole import CONTRACTS, ROOT

PAGES, THEME_PAGES = 2_000, 150
THEME = """\
site_name: Bench
theme: {name: material, font: false}
plugins: []
nav: [index.md]
not_in_nav: '/*'
markdown_extensions: [md_in_html]
"""


def lines(folder: Path) -> Iterator[Line]:
    """Costs of schools' pages drawn by lot from the packages built in ``folder``."""
    composed, pages = _composed(folder / "packages")
    yield Line("Composing a school's page", f"{composed:.2f} ms of CPU")
    setting, html = _set(pages, folder)
    yield Line("Setting it into the shell", f"{setting:.3f} ms of CPU", "at most 2 ms")
    writing = _timed(lambda: _write(html, folder / "plain"))
    both = _timed(lambda: _set_and_write(pages, folder))
    yield Line(
        "Setting and writing, beside writing the same bytes",
        f"{both:.3f} ms beside {writing:.3f} ms: {both / writing:.1f} times",
        "at most 4 times",
    )
    theme = _theme(pages[:THEME_PAGES], folder)
    yield Line(
        "The theme on the same content outside its navigation",
        f"{theme:.1f} ms of CPU: {theme / setting:,.0f} times the shell",
        "at least 20 times",
    )
    yield Line("The same beside composing and setting", f"{theme / (composed + setting):.0f} times")
    sizes = [len(page) for page in html]
    packed = [len(gzip.compress(page)) for page in html[:500]]
    yield Line(
        "A school's page on average",
        f"{sum(sizes) / len(sizes) / 1e3:.1f} KB, gzipped {sum(packed) / len(packed) / 1e3:.1f} KB",
        "at most 30 and 8 KB",
    )


def _composed(built: Path) -> tuple[float, list[Page]]:
    """Milliseconds of CPU a page, and the pages."""
    datasets = catalogue.load(CONTRACTS)
    atlas = Atlas.open(built, datasets, load_framework(CONTRACTS, datasets))
    urns = random.Random(1).sample(sorted(atlas.register.schools), min(PAGES, len(atlas.register.schools)))
    pages: list[Page] = []
    gc.freeze()
    spent = _timed(lambda: pages.extend(COMPOSE["school"](atlas, urn, atlas.strands("school", urn)) for urn in urns), len(urns))
    return spent, pages


def _set(pages: list[Page], folder: Path) -> tuple[float, list[bytes]]:
    shell = _shell(folder)
    html: list[bytes] = []
    return _timed(lambda: html.extend(shell.set(page) for page in pages), len(pages)), html


def _shell(folder: Path) -> Shell:
    written = folder / "written"
    if not written.exists():
        build_written(ROOT / "mkdocs.yml", written)
    return Shell.read(written)


def _write(html: list[bytes], out: Path) -> None:
    out.mkdir(exist_ok=True)
    for number, page in enumerate(html):
        (out / f"{number}.html").write_bytes(page)


def _set_and_write(pages: list[Page], folder: Path) -> None:
    shell, out = _shell(folder), folder / "set"
    out.mkdir(exist_ok=True)
    for number, page in enumerate(pages):
        (out / f"{number}.html").write_bytes(shell.set(page))


def _timed(work: Callable[[], object], count: int = PAGES) -> float:
    """Milliseconds of CPU for each of ``count``."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000 / count


def _theme(pages: list[Page], folder: Path) -> float:
    """Milliseconds of CPU a page that the theme takes for the same bodies, less an empty build."""
    empty, full = _theme_build([], folder / "theme-empty"), _theme_build(pages, folder / "theme")
    return (full - empty) * 1000 / len(pages)


def _theme_build(pages: list[Page], folder: Path) -> float:
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(THEME, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Bench\n", encoding="utf-8")
    for number, page in enumerate(pages):
        (folder / "docs" / f"{number}.md").write_text(page.body, encoding="utf-8")
    return run(("-m", "mkdocs", "build", "--quiet"), folder).cpu
