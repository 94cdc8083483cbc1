"""The small package twice, the second one to be changed, and a repository that has the first one committed."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

import yaml

from tests.small_package import descriptor, write_package

IDENTITY = {f"GIT_{who}_{what}": f"{who.lower()}@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders of the same package."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    return write_package(tmp_path / "old"), write_package(tmp_path / "new")


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    """Replace text in a file, packed or not; each must be found."""
    packed = path.suffix == ".gz"
    text = (gzip.decompress(path.read_bytes()) if packed else path.read_bytes()).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if packed else text.encode())


def contract(folder: Path, **changed: object) -> None:
    """Write the package's descriptor anew."""
    (folder / "datapackage.yaml").write_text(yaml.safe_dump({**descriptor(), **changed}), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    """Run git there, with no settings but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *arguments], cwd=folder, env={**kept, **IDENTITY, **ALONE}, check=True, capture_output=True)


def committed(root: Path) -> None:
    """Commit all that lies in ``root``, in a repository of its own."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "As it lies there")
