"""How long each stage took, said while it happens; a bar on the long ones."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Bar:
    """Counts the parts of one stage that are done."""

    def __init__(self, progress: Progress, name: str, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task(name, total=total)

    def advance(self, parts: int = 1) -> None:
        """Say that ``parts`` more are done."""
        self._progress.advance(self._task, parts)


@dataclass
class Stages:
    """Prints each stage's name and seconds to ``out`` and keeps them in ``seconds`` for the benchmark."""

    out: TextIO = field(default_factory=lambda: sys.stderr)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        start = time.perf_counter()
        yield
        self._done(name, start)

    @contextmanager
    def bar(self, name: str, total: int) -> Iterator[Bar]:
        """Time one long stage of ``total`` parts and show how far it has come (on a terminal only)."""
        start = time.perf_counter()
        columns = (TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(file=self.out), transient=True) as progress:
            yield Bar(progress, name, total)
        self._done(name, start)

    def _done(self, name: str, start: float) -> None:
        took = time.perf_counter() - start
        self.seconds[name] = self.seconds.get(name, 0.0) + took
        print(f"{name:<34} {took:7.1f} s", file=self.out, flush=True)
