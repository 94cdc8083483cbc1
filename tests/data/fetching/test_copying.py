"""A folder is a source like any other: what is copied from it is held to the lock, and what it lacks is told of."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.data.fetching import fetch
from pipeline.errors import SourceError
from tests.data.fetching.answers import CONTENT, GZIPPED, PAGE, flipped, whole
from tests.data.fetching.faulty_server import serving
from tests.data.fetching.fetched import RAW, lying_about, package


def _put(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("name", "content"),
    [("raw/away.csv.gz", GZIPPED), ("raw/away.csv", CONTENT), ("away.csv.gz", gzip.compress(CONTENT, 1)), ("away.csv", CONTENT)],
)
def test_a_file_is_found_under_its_path_or_name_packed_or_not(name: str, content: bytes, tmp_path: Path) -> None:
    folder = _put(tmp_path / "folder", name, content)
    told = list(fetch(package(tmp_path / "p", None, "raw/away.csv.gz"), tmp_path / "raw", folder))
    assert [str(one) for one in told] == [f"raw/away.csv.gz: copied, {len(CONTENT)} bytes as locked"]
    assert gzip.decompress((tmp_path / "raw/raw/away.csv.gz").read_bytes()) == CONTENT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (flipped(CONTENT, 77), "sha256"),
        (CONTENT[:-1], f"{len(CONTENT) - 1} bytes"),
        (CONTENT + b"\n", "more than"),
        (PAGE, "a page in HTML"),
        (PAGE.decode().encode("utf-16"), "a page in HTML"),
        (GZIPPED, "a binary file"),
        (b"", "found 0 bytes"),
    ],
)
def test_another_file_under_its_name_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    folder = _put(tmp_path / "folder", RAW, content)
    with pytest.raises(SourceError, match=words):
        list(fetch(package(tmp_path / "p", None), tmp_path / "raw", folder))
    assert lying_about(tmp_path / "raw") == set()


def test_what_a_folder_lacks_is_told_and_nobody_is_asked(tmp_path: Path) -> None:
    with serving(lambda _: whole()) as server:
        (tmp_path / "folder").mkdir()
        told = list(fetch(package(tmp_path / "p", server, page="https://www.gov.uk/x"), tmp_path / "raw", tmp_path / "folder"))
    assert [one.outcome for one in told] == ["missing"]
    assert "it is not in that folder; get it by hand from https://www.gov.uk/x" in str(told[0])
    assert server.asked == []
