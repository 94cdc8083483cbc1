"""Words that a reader needs, which `new` leaves for a person to write: none may be published before they are there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import PackageError

TODO = "TODO"  # what `new` leaves in their place
README = "README.md"
SHOWN = 60  # letters of what was found


def hold_told(folder: Path, told: Mapping[str, object]) -> None:
    """Each text of ``told``, by where it stands, and the README in ``folder`` must be written. Raises PackageError."""
    readme = folder / README
    for where, text in {**told, README: readme.read_text(encoding="utf-8") if readme.is_file() else ""}.items():
        left = next((line.strip() for line in str(text).splitlines() if TODO in line), None)
        if left is not None or not str(text).strip():
            raise PackageError(f"{folder}, {where}", repr((left or "")[:SHOWN]), "words for a reader")
