"""Whole folders or nothing: built beside, then swapped in, so that what stood before stands until the new one is ready."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """An empty folder next to ``target``, on the same disk; gone again at the end whatever happens."""
    building = target.parent / f".{target.name}-building"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def swap(building: Path, target: Path) -> None:
    """Put ``building`` in the place of ``target``."""
    old = target.parent / f".{target.name}-old"
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    building.rename(target)
    shutil.rmtree(old, ignore_errors=True)
