"""Whether a file is the one that its descriptor speaks of: to the byte, and by its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.checks.faults import Fault, Table

# Frictionless's sentences, which it fills in the same way.
BYTES = 'The data source does not match the expected byte count: expected is "{}" and actual is "{}"'
HASH = 'The data source does not match the expected hash count: expected is "{}" and actual is "{}"'


def digest(path: Path, algorithm: str = "sha256") -> str:
    """The file's hash, as it lies, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def weight_faults(table: Table) -> Iterator[Fault]:
    """A fault for each of the two that is another than the descriptor says; none where it says nothing."""
    found = table.path.stat().st_size
    if table.weight is not None and table.weight != found:
        yield Fault("byte-count", BYTES.format(table.weight, found), f"{table.weight} bytes")
    algorithm, _, told = table.hash.rpartition(":")
    if told and (actual := digest(table.path, algorithm or "md5")) != told:
        yield Fault("hash-count", HASH.format(told, actual), table.hash)
