"""Packages of Debian and Ubuntu, put onto this machine where it lets itself be changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence

Command = tuple[str, ...]


def debian(packages: Sequence[str]) -> Iterator[tuple[Command, ...]]:
    """The ways to install the packages, each a row of commands: as root, or by sudo; none where there is no apt."""
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            yield _apt(packages)
        elif shutil.which("sudo"):
            yield _apt(packages, "sudo", "-n")


def went_well(commands: Sequence[Command]) -> bool:
    """Run the commands, one after the other; whether all of them succeeded."""
    return all(subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0 for command in commands)


def _apt(packages: Sequence[str], *before: str) -> tuple[Command, ...]:
    apt = (*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    return (*apt, "update"), (*apt, "install", "-y", "--no-install-recommends", *packages)
