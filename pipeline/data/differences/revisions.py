"""A package's folder as it was committed: its files at one revision of git, laid out in a folder that is gone afterwards."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import PackageError

# Set by git for its hooks; there they would lead us to another repository than that of the folder.
LEADING_ASTRAY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
FILE_MODE = "100"


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[tuple[Path, str]]:
    """``folder`` as it was at ``revision``, and that revision in words; the folder is empty if it was not there yet.

    Raises PackageError outside a repository, without git or for a revision that it does not know.
    """
    place = folder.resolve()
    commit = _commit(place.parent, revision)
    prefix = _git(place.parent, "rev-parse", "--show-prefix").decode().rstrip("\n")
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / place.name
        copy.mkdir()
        for name, blob in _files(place.parent, commit, f"{prefix}{place.name}/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(_git(place.parent, "cat-file", "blob", blob))
        yield copy, f"{revision} ({commit[:7]})"


def _commit(place: Path, revision: str) -> str:
    _git(place, "rev-parse", "--git-dir")
    try:
        return _git(place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except PackageError:
        raise PackageError("git", f"no revision {revision!r}", "a commit, branch or tag of this repository") from None


def _files(place: Path, commit: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Path below ``prefix`` and blob of each regular file."""
    listing = _git(place, "ls-tree", "-r", "-z", "--full-tree", commit, "--", prefix).decode()
    for entry in listing.split("\0")[:-1]:
        about, path = entry.split("\t", 1)
        mode, _, blob = about.split(" ")
        if mode.startswith(FILE_MODE):
            yield path.removeprefix(prefix), blob


def _git(place: Path, *arguments: str) -> bytes:
    surroundings = {name: value for name, value in os.environ.items() if name not in LEADING_ASTRAY}
    try:
        return subprocess.run(["git", *arguments], cwd=place, env=surroundings, check=True, capture_output=True).stdout
    except OSError:
        raise PackageError(place, "no git, or no such folder", "a folder of a git repository") from None
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode(errors="replace").strip().splitlines() or ["an error"]
        raise PackageError(f"git {arguments[0]} in {place}", told[0], "a folder of a git repository") from error
