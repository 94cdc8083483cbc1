"""What is wrong with a file before its cells are understood: each fault in its row, none in what is right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.checks import blocks
from pipeline.checks.faults import Table
from pipeline.checks.parsing import batches
from pipeline.checks.structure import Structure, structure
from pipeline.errors import PackageError


def table(path: Path, content: bytes, encoding: str = "utf-8", **dialect: object) -> Table:
    path.write_bytes(content)
    return Table("t", path, "t.csv", {}, dialect, encoding)


@pytest.fixture(params=[8, 1 << 19], ids=["tiny blocks", "whole"])
def file(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a file; what is found does not hang on where the blocks are cut."""
    monkeypatch.setattr(blocks, "BLOCK_BYTES", request.param)
    return tmp_path / "t.csv"


def told(found: Structure) -> list[tuple[str, int | None, int | None]]:
    return [(fault.code, fault.row, fault.field_number) for fault in found.faults]


FAULTS: list[tuple[bytes, list[tuple[str, int | None, int | None]], bool]] = [
    (b"a,b\n1,2\n\xff,4\n", [("encoding-error", 3, None)], False),
    (b"a,b\n1,\xe2\x82\n", [("encoding-error", 2, None)], False),
    (b"\xef\xbb\xbfa,b\n1,2\n", [("byte-order-mark", None, None)], True),
    (b"\xef\xbb\xbf", [("byte-order-mark", None, None), ("source-error", None, None)], False),
    (b"", [("source-error", None, None)], False),
    (b"a,b\n", [("no-rows", None, None)], True),
    (b"a,b", [("no-rows", None, None)], True),
    (b"\n1,2\n", [("blank-header", None, None)], False),
    (b"a,\n1,2\n", [("blank-label", None, 2)], True),
    (b"a,b,a\n1,2,3\n", [("duplicate-label", None, 3)], True),
    (b"a,b\n1,2\n\n3,4\n", [("blank-row", 3, None)], True),
    (b"a,b\n1,2\n,\n3,4\n", [("blank-row", 3, None)], True),
    (b'a,b\r\n1,2\r\n"",""\r\n', [("blank-row", 3, None)], True),
    (b"a,b,c\n1\n1,2,3,4\n", [("missing-cell", 2, 2), ("missing-cell", 2, 3), ("extra-cell", 3, 4)], True),
    (b"a,b,c\n1,2\n1,2,3,4\n", [("missing-cell", 2, 3), ("extra-cell", 3, 4)], True),
    (b"a,b\n1,x\x00y\n", [("control-character", 2, 2)], True),
    (b"a,b\n1\x07,2\n3,\x7f\n", [("control-character", 2, 1), ("control-character", 3, 2)], True),
    (b"a,b\n1,\xc2\x93x\xc2\x94\n", [("control-character", 2, 2)] * 2, True),
    (b'a,b\n1,"2\n3,4\n', [("unclosed-quote", 2, None)], False),
    (b'a,b\n1,2\n3,"4', [("unclosed-quote", 3, None)], False),
    (b'a,b\n1,"2"x\n3,4\n', [("stray-quote", 2, 2)], False),
    (b'a,b\n1,2\nx"y,4\n"5",6\n', [("stray-quote", 3, 1)], False),
    (b'a,b\n1,2\n3,4"\n5,6\n7,8\n', [("stray-quote", 3, 2)], False),
    (b"a,b\n1,2\r\n3,4\n", [("mixed-line-ends", 2, None)], True),
    (b"a,b\r\n1,2\r\n3,4\n5,6\r\n", [("mixed-line-ends", 3, None)], True),
    (b"a,b\n1,2\r3,4\n", [("extra-cell", 2, 3), ("mixed-line-ends", 2, 2)], False),
    (b'a,b,c\n1,"2,3\n4,5",6\n7,8,9\n', [("swallowed-rows", 2, 2)], True),
    (b'a,b,c\n1,2,"3\n4,5,6\n7,8,9"\n', [("swallowed-rows", 2, 3)], True),
    (b'a,b,c\n"1,2,3\n4,5,6\n7",8,9\n', [("swallowed-rows", 2, 1)], True),
]


@pytest.mark.parametrize(("content", "wanted", "readable"), FAULTS)
def test_a_fault_is_found_in_its_row(file: Path, content: bytes, wanted: list[tuple[str, int | None, int | None]], readable: bool) -> None:
    found = structure(table(file, content))
    assert sorted(told(found), key=str) == sorted(wanted, key=str)
    assert found.readable == readable
    assert sum(found.totals.values()) == len(wanted)


RIGHT = [
    b"a,b\n1,2\n",
    b"a,b\r\n1,2\r\n",
    b"a,b\r\n1,2",
    b"a\n1\n2\n",
    b'"a","b"\n"1","2"\n',
    b'a,b\n"x ""y"" z",""""\n',
    b'a,b\r\n"one\ntwo",2\r\n',
    b'a,b,c,d\n1,"12 High Street,\nOldtown,\nKent",3,4\n',
    b'a,b\n1,"Yes, we do.\nNo, we do not."\n',
    b"a,b\n1,x\ty\n",
    "a,b\n1,£5 – né\n".encode(),
    b"a,b\n1,\n,2\n",
]


@pytest.mark.parametrize("content", RIGHT)
def test_what_is_right_raises_no_alarm(file: Path, content: bytes) -> None:
    assert structure(table(file, content)).totals == {}


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-1", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(file: Path, encoding: str) -> None:
    one = table(file, "a,b\n£1,é\n2,ü".encode(encoding), encoding)
    found = structure(one)
    assert found.totals == {}
    assert [row for batch in batches(one, found) for row in batch.to_pylist()] == [{"a": "£1", "b": "é"}, {"a": "2", "b": "ü"}]


def test_a_byte_that_another_encoding_does_not_know_is_told_by_its_place(file: Path) -> None:
    (fault,) = structure(table(file, b"a,b\n1,\x81\n", "cp1252")).faults
    assert fault.code == "encoding-error"
    assert "byte 6 " in fault.message


def test_other_separators_and_quotes_are_read(file: Path) -> None:
    one = table(file, b"a;b\n'1;2';'it''s'\n", delimiter=";", quoteChar="'")
    found = structure(one)
    assert found.totals == {}
    assert next(batches(one, found)).to_pylist() == [{"a": "1;2", "b": "it's"}]


def test_rows_that_parsing_leaves_out_do_not_shift_the_numbers_of_the_others(file: Path) -> None:
    one = table(file, b"a,b\n1,2\n3\n\n5,6\n7,8,9\n,\n11,12\n")
    found = structure(one)
    rows = [row["a"] for batch in batches(one, found) for row in batch.to_pylist()]
    assert rows == ["1", "5", "", "11"]
    assert found.numbers(np.arange(len(rows))).tolist() == [2, 5, 7, 8]
    assert found.left_out.tolist() == [3, 4, 6]
    assert found.rows == 7


def test_ten_megabytes_in_a_cell_are_found_and_parsed(tmp_path: Path) -> None:
    one = table(tmp_path / "t.csv", b"a,b\n1,2\n3," + b"x" * 10_000_000 + b'\n5,"' + b"y,\n" * 500_000 + b'"\n')
    found = structure(one)
    assert [(fault.code, fault.row, fault.field) for fault in found.faults] == [("large-cell", 3, "b"), ("large-cell", 4, "b")]
    assert sum(batch.num_rows for batch in batches(one, found)) == 3


def test_a_row_without_an_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "ROW_BYTES", 1_000_000)
    found = structure(table(tmp_path / "t.csv", b'a,b\n1,"' + b"1,2\n" * 1_000_000))
    assert told(found) == [("unclosed-quote", 2, None)]


def test_all_are_counted_and_the_first_thousand_kept(tmp_path: Path) -> None:
    found = structure(table(tmp_path / "t.csv", b"a,b\n" + b"1\n" * 5000))
    assert found.totals == {"missing-cell": 5000}
    assert [fault.row for fault in found.faults] == list(range(2, 1002))


def test_what_cannot_be_told_apart_is_not_parsed(tmp_path: Path) -> None:
    one = table(tmp_path / "t.csv", b'a,b\n1,"2\n')
    with pytest.raises(PackageError, match="unclosed-quote"):
        next(batches(one))
