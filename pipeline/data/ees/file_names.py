"""Checks of the two files' names, which the platform shows and splits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pipeline.data.ees.findings import Check, Finding
from pipeline.data.ees.pairs import Pair


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".csv").removesuffix(".meta")


def filename_spaces(file: str, pair: Pair) -> Iterator[Finding]:
    """A name with a space. ``file`` is data_path or meta_path."""
    path: Path = getattr(pair, file)
    if " " in path.name:
        yield Finding((path.name,))


def filename_special(file: str, pair: Pair) -> Iterator[Finding]:
    """A name with anything but letters, digits, hyphens and underscores; spaces are another check's. ``file`` as before."""
    path: Path = getattr(pair, file)
    strange = dict.fromkeys(re.findall(r"[^\w\s-]", _stem(path)))
    if strange:
        yield Finding((path.name, *strange))


def filenames_match(pair: Pair) -> Iterator[Finding]:
    """Metadata that is not named after its data."""
    if _stem(pair.data_path) != _stem(pair.meta_path) or ".meta.csv" not in pair.meta_path.name:
        yield Finding((pair.data_path.name, pair.meta_path.name))


FILE_NAMES = (
    Check("filename_spaces", partial(filename_spaces, "data_path")),
    Check("filename_spaces", partial(filename_spaces, "meta_path")),
    Check("filename_special", partial(filename_special, "data_path")),
    Check("filename_special", partial(filename_special, "meta_path")),
    Check("filenames_match", filenames_match),
)
