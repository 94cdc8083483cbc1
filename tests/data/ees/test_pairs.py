"""A pair of files is read as the text that stands there, or refused with a reason."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.data.ees.pairs import meta_path, read_pair
from pipeline.errors import SourceError

META = b"col_name,col_type\nnumber,Indicator\n"


def pair(folder: Path, data: bytes, meta: bytes = META, name: str = "x.csv") -> Path:
    (folder / name).write_bytes(data)
    (folder / "x.meta.csv").write_bytes(meta)
    return folder / name


@pytest.mark.parametrize("name", ["x.csv", "x.csv.gz"])
def test_the_metadata_lies_beside_the_data(name: str) -> None:
    assert meta_path(Path("folder") / name) == Path("folder/x.meta.csv")


def test_packed_metadata_is_found_where_no_plain_one_lies(tmp_path: Path) -> None:
    (tmp_path / "x.meta.csv.gz").write_bytes(gzip.compress(META))
    assert meta_path(tmp_path / "x.csv") == tmp_path / "x.meta.csv.gz"


def test_every_cell_is_the_text_that_stands_there(tmp_path: Path) -> None:
    read = read_pair(pair(tmp_path, b'\xef\xbb\xbfcode,number,number\r\n001,NA, 1.0\r\n"a ""b"", \nc",,null\r\n\r\n'))
    assert list(read.data.columns) == ["code", "number", "number"]
    assert read.data.to_numpy().tolist() == [["001", "NA", " 1.0"], ['a "b", \nc', "", "null"]]
    assert read.meta["col_type"].tolist() == ["Indicator"]


def test_a_packed_file_is_read_as_its_content(tmp_path: Path) -> None:
    assert len(read_pair(pair(tmp_path, gzip.compress(b"a,b\n1,2\n"), name="x.csv.gz")).data) == 1


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    read = read_pair(pair(tmp_path, b"a,b\n"))
    assert (list(read.data.columns), len(read.data)) == (["a", "b"], 0)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "nothing"),
        (b"a,b\n1\n", "Expected 2 columns, got 1"),
        (b"a,b\n1,2\n1,2,3\n", "Expected 2 columns, got 3"),
        (b"a,b\n\xff,2\n", "byte 4 that is not UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "byte 0 that is not UTF-8"),
        (b"a,b\n1,\x002\n", "byte 6 that is NUL"),
    ],
)
def test_what_is_no_whole_csv_in_utf_8_is_refused(tmp_path: Path, data: bytes, found: str) -> None:
    with pytest.raises(SourceError, match=found):
        read_pair(pair(tmp_path, data))


@pytest.mark.parametrize("data", [b"a,b\n", gzip.compress(b"a,b\n1,2\n" * 50)[:-9], gzip.compress(b"a,b\n" + b"1,2\n" * 999_999)])
def test_what_is_no_whole_gzip_of_a_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceError, match=r"gzip|unpacks"):
        read_pair(pair(tmp_path, data, name="x.csv.gz"))


def test_a_missing_file_is_named_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(SourceError, match=r"^x\.meta\.csv: found no such file"):
        read_pair(tmp_path / "x.csv")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(SourceError, match="ends in"):
        read_pair(tmp_path / "x.txt")
