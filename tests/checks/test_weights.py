"""A file is the one that its descriptor speaks of, or another."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.at_hand import URN, table, told

CONTENT = b"urn\n100000\n"


@pytest.mark.parametrize("digest", [f"sha256:{hashlib.sha256(CONTENT).hexdigest()}", hashlib.md5(CONTENT).hexdigest(), ""])
def test_the_file_that_is_meant(tmp_path: Path, digest: str) -> None:
    assert told(replace(table(tmp_path, [URN], ["100000"]), weight=len(CONTENT), hash=digest)) == []


def test_another_file(tmp_path: Path) -> None:
    other = replace(table(tmp_path, [URN], ["100001"]), weight=12, hash=f"sha256:{hashlib.sha256(CONTENT).hexdigest()}")
    assert told(other) == [("byte-count", None, ""), ("hash-count", None, "")]
