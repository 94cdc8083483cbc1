"""Raw files are found, held to their hash and read cell by cell."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from pipeline import catalogue
from pipeline.data.sources import Raw
from pipeline.errors import SourceError
from tests.small_package import descriptor, write_package

NAME = "raw/away.csv"
CONTENT = b"\xef\xbb\xbfURN,PCT\r\n100001, 5.0\r\n\r\n100002,SUPP\r\n"


def _raw(tmp_path: Path, content: bytes = CONTENT, locked: dict[str, str] | None = None) -> Raw:
    (tmp_path / "raw").mkdir()
    (tmp_path / NAME).write_bytes(content)
    return Raw(tmp_path, catalogue.load_one(write_package(tmp_path)), locked or {})


def test_cells_are_read_as_text_without_mark_or_blank(tmp_path: Path) -> None:
    raw = _raw(tmp_path)
    frame = raw.csv(NAME)
    assert frame.columns.tolist() == ["URN", "PCT"]
    assert frame.to_numpy().tolist() == [["100001", "5.0"], ["100002", "SUPP"]]
    assert raw.pins == {NAME: (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))}


def test_the_hash_is_of_the_file_before_gzip(tmp_path: Path) -> None:
    contract = descriptor()
    contract["sources"] = [{"title": "Raw", "publisher": "Nobody", "raw": "away.csv.gz"}]
    dataset = catalogue.load_one(write_package(tmp_path, contract))
    (tmp_path / "away.csv.gz").write_bytes(gzip.compress(CONTENT))
    raw = Raw(tmp_path, dataset, {"away.csv.gz": hashlib.sha256(CONTENT).hexdigest()})
    assert raw.bytes("away.csv.gz") == CONTENT


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="as locked"):
        _raw(tmp_path, locked={NAME: "0" * 64}).bytes(NAME)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    raw = _raw(tmp_path)
    (tmp_path / NAME).unlink()
    with pytest.raises(SourceError, match="no such file"):
        raw.bytes(NAME)


def test_a_file_that_no_descriptor_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"secret\.csv"):
        _raw(tmp_path).bytes("secret.csv")


def test_a_broken_gzip_is_refused(tmp_path: Path) -> None:
    contract = descriptor()
    contract["sources"] = [{"title": "Raw", "publisher": "Nobody", "raw": "away.csv.gz"}]
    dataset = catalogue.load_one(write_package(tmp_path, contract))
    (tmp_path / "away.csv.gz").write_bytes(b"no gzip")
    with pytest.raises(SourceError, match="gzip"):
        Raw(tmp_path, dataset).bytes("away.csv.gz")


def test_an_undecodable_byte_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="byte 2 that is not"):
        _raw(tmp_path, b"a,\xe9\n").csv(NAME)


def test_a_short_row_needs_leave_and_a_long_one_never_gets_it(tmp_path: Path) -> None:
    raw = _raw(tmp_path, b"a,b\n1\n")
    with pytest.raises(SourceError, match="line 2: found 1 cells"):
        raw.csv(NAME)
    assert raw.csv(NAME, ragged=True).to_numpy().tolist() == [["1", ""]]
    (tmp_path / NAME).write_bytes(b"a,b\n1,2,3\n")
    with pytest.raises(SourceError, match="line 2: found 3 cells"):
        raw.csv(NAME, ragged=True)
