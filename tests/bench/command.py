"""One command, watched: its time, its processor time, its memory and what it said."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from threading import Event, Thread

PAUSE = 0.25  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """``seconds`` on the clock, ``cpu`` in all processes; ``memory`` the highest sum of their shares, in bytes; ``said`` on stderr."""

    seconds: float
    cpu: float
    memory: int
    said: str


def run(arguments: Sequence[str], folder: Path) -> Run:
    """Run this Python with ``arguments`` in ``folder``. Raises CalledProcessError if it fails."""
    before, begun = _cpu(), time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak, over = [0], Event()
    watch = Thread(target=_watch, args=(child.pid, peak, over))
    watch.start()
    _, said = child.communicate()
    seconds = time.perf_counter() - begun
    over.set()
    watch.join()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, list(arguments), stderr=said)
    return Run(seconds, _cpu() - before, peak[0], said)


def _cpu() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, peak: list[int], over: Event) -> None:
    while not over.wait(PAUSE):
        peak[0] = max(peak[0], sum(_share(process) for process in _tree(pid)))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(task).split():
            yield from _tree(int(child))


def _share(pid: int) -> int:
    """Bytes of memory; what processes share is split among them, or a forked worker would count its parent's twice."""
    lines = (line.split() for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines())
    return sum(int(words[1]) * 1024 for words in lines if words[0] == "Pss:")


def _read(path: Path) -> str:
    """The text, or nothing of a process that has just ended."""
    try:
        return path.read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return ""
