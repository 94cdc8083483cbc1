"""Packed files that are bombs, broken, or not what they say."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.checks import unpacking
from pipeline.checks.opening import open_any
from pipeline.checks.parsing import batches
from pipeline.checks.structure import structure
from pipeline.errors import CatalogueError

HEADER = b"urn,name\n"
ROWS = HEADER + b"100000,Abbey\n" * 20_000


def zipped(members: dict[str, bytes], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", options.get("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    begun = time.monotonic()
    with pytest.raises(CatalogueError) as caught:
        structure(open_any(path).tables[0])
    assert time.monotonic() - begun < 2
    return str(caught.value)


@pytest.mark.parametrize("line", [b"0" * 99 + b"\n", b"\n", b",\n", b"\x00"])
def test_a_bomb_is_told_by_what_comes_out_of_it(tmp_path: Path, line: bytes) -> None:
    content = HEADER + line * (200_000_000 // len(line))
    assert "packed ones" in refused(tmp_path / "a.csv.gz", gzip.compress(content, 9))


def test_a_bomb_in_a_zip_whose_header_lies(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": HEADER + b"0,\n" * 30_000_000}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    assert "broken packed file" in refused(tmp_path / "a.csv.zip", bytes(content))


def test_a_bomb_in_an_honest_zip(tmp_path: Path) -> None:
    assert "packed ones" in refused(tmp_path / "a.csv.zip", zipped({"a.csv": HEADER + b"0,\n" * 30_000_000}))


def test_no_table_is_larger_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "UNPACKED_BYTES", 100_000)
    assert "100000" in refused(tmp_path / "a.csv.gz", gzip.compress(ROWS))


@pytest.mark.parametrize("content", [gzip.compress(ROWS), gzip.compress(HEADER) + gzip.compress(ROWS.removeprefix(HEADER))])
def test_an_even_table_is_no_bomb(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv.gz").write_bytes(content)
    (table,) = open_any(tmp_path / "a.csv.gz").tables
    assert sum(batch.num_rows for batch in batches(table)) == 20_000


def test_a_zip_of_one_table_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv.zip").write_bytes(zipped({"a.csv": ROWS}))
    (table,) = open_any(tmp_path / "a.csv.zip").tables
    assert sum(batch.num_rows for batch in batches(table)) == 20_000


BROKEN = {
    "cut.csv.gz": gzip.compress(ROWS)[:-20],
    "flipped.csv.gz": gzip.compress(ROWS)[:-8] + b"\x00" * 8,
    "plain.csv.gz": ROWS,
    "rest.csv.gz": gzip.compress(ROWS) + b"and more",
    "empty.csv.gz": b"\x1f",
    "cut.csv.zip": zipped({"a.csv": ROWS})[:-30],
    "plain.csv.zip": ROWS,
    "two.csv.zip": zipped({"a.csv": ROWS, "b.csv": ROWS}),
    "none.csv.zip": zipped({}),
    "lzma.csv.zip": zipped({"a.csv": ROWS}, method=zipfile.ZIP_LZMA).replace(b"\x0e\x00", b"\x63\x00"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_packed_file_is_refused(tmp_path: Path, name: str) -> None:
    assert name in refused(tmp_path / name, BROKEN[name])
