"""The benchmark: a Markdown table, line by line as it is measured."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import checks, pages, site, whole
from tests.bench.table import Line, heading

PARSER = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
PARSER.add_argument("--reuse", type=Path, help="a folder with `packages` and `site` already built: skips the whole builds")
PARSER.add_argument("--checks", action="store_true", help="only what the check of tables costs")


def main() -> None:
    """Measure in a new folder below ``build``, on the disk that a build would use, and remove it."""
    options = PARSER.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    print(heading(), flush=True)
    Path("build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir="build", prefix="bench-") as folder:
        for line in _asked(Path(folder).resolve(), options):
            print(line, flush=True)


def _asked(folder: Path, options: argparse.Namespace) -> Iterator[Line]:
    if not options.checks:
        yield from _lines(folder, options.reuse and options.reuse.resolve())
    yield from checks.lines(folder)


def _lines(folder: Path, reuse: Path | None) -> Iterator[Line]:
    if reuse:
        for name in ("packages", "site"):
            (folder / name).symlink_to(reuse / name)
    else:
        yield from whole.lines(folder)
    yield from pages.lines(folder)
    yield from site.lines((folder / "site").resolve())


main()
