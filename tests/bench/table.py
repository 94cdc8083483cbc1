"""A line of the benchmark's table."""

from __future__ import annotations

import os
import platform
from datetime import date
from typing import NamedTuple

GIB = 2**30


class Line(NamedTuple):
    """What was measured, what came out and what it must be."""

    what: str
    found: str
    bound: str = ""

    def __str__(self) -> str:
        return f"| {self.what} | {self.found} | {self.bound} |"


def heading() -> str:
    """The day, the machine and the table's head."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB of memory, Python {platform.python_version()}"
    return f"Measured on {date.today().isoformat()}, {machine}.\n\n| what | found | bound |\n|---|---|---|"
