"""What gzip packed is unpacked whole, whatever the pieces, and no further than is allowed; a file's first bytes must fit its name."""

from __future__ import annotations

import gzip
import random

import pytest

from pipeline.data.fetching.contents import contents, packed
from pipeline.data.fetching.kinds import hold_opening, hold_type
from pipeline.data.fetching.troubles import RefusedError
from tests.data.fetching.answers import CONTENT, PAGE, pieces

DENSE = b"a,b\n" + random.Random(1).randbytes(200_000).replace(b"\0", b"1")
SPARSE = b"a,b\n" + b"0,0\n" * 100_000
XLSX, PARQUET = b"PK\x03\x04" + bytes(40), b"PAR1" + bytes(40)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000, 65_536, 10**7])
@pytest.mark.parametrize("content", [CONTENT, DENSE, SPARSE, b"a,b\n" + bytes(5) + b"\n", b""])
def test_whatever_the_pieces_the_whole_is_the_same(size: int, content: bytes) -> None:
    twice = gzip.compress(content) + bytes(3) + gzip.compress(content, 1) + bytes(2)
    assert b"".join(contents(pieces(twice, size), "gzip", "x.csv", 2 * len(content))) == 2 * content
    assert b"".join(contents(pieces(twice, size), "", "x.csv.gz", 2 * len(content))) == 2 * content
    assert gzip.decompress(b"".join(packed(pieces(content, size)))) == content


@pytest.mark.parametrize("size", [1, 1000, 10**7])
@pytest.mark.parametrize("content", [CONTENT, DENSE, SPARSE])
def test_one_byte_more_than_allowed_is_too_much(content: bytes, size: int) -> None:
    with pytest.raises(RefusedError, match="unpacks to more"):
        b"".join(contents(pieces(gzip.compress(content), size), "gzip", "x.csv", len(content) - 1))


def test_gzip_that_lacks_its_end_or_has_too_much_is_broken() -> None:
    whole = gzip.compress(CONTENT)
    for broken in (*(whole[:-cut] for cut in (1, 4, 8, 9, 500)), whole + b"1", whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:], b""):
        with pytest.raises(RefusedError, match="gzip"):
            b"".join(contents(pieces(broken, 700), "gzip", "x.csv", 10**6))


@pytest.mark.parametrize(
    ("raw", "opening"),
    [
        *(("x.csv", text) for text in (CONTENT, b"\xef\xbb\xbfURN,a", "URN,a".encode("utf-16"), b"<5,>5\n1,2", b"")),
        *(("x.json", b' {"a": 1}'), ("x.json", b"\xef\xbb\xbf[]"), ("x.geojson", b"{}"), ("x.xlsx", XLSX), ("x.parquet", PARQUET)),
    ],
)
def test_a_file_that_begins_as_its_name_says_is_taken(raw: str, opening: bytes) -> None:
    hold_opening(opening, raw)


@pytest.mark.parametrize(
    "page", [PAGE, b" \r\n<HTML lang=en>", b"\xef\xbb\xbf<html>", PAGE.decode().encode("utf-16-be"), b"<?xml version='1.0'?>", b"<!-- -->"]
)
@pytest.mark.parametrize("raw", ["x.csv", "x.csv.gz", "x.json", "x.geojson", "x.xlsx", "x.parquet"])
def test_a_page_is_taken_for_no_file(raw: str, page: bytes) -> None:
    with pytest.raises(RefusedError, match="a page in HTML"):
        hold_opening(page, raw)


@pytest.mark.parametrize(
    ("raw", "opening"), [("x.csv", XLSX), ("x.csv", PARQUET), ("x.xlsx", PARQUET), ("x.json", CONTENT), ("x.exe", b"MZ")]
)
def test_a_file_of_another_kind_is_refused(raw: str, opening: bytes) -> None:
    with pytest.raises(RefusedError):
        hold_opening(opening, raw)


@pytest.mark.parametrize(
    ("raw", "given"), [("x.csv", "text/html"), ("x.csv", "application/pdf"), ("x.csv", "application/gzip"), ("x.xlsx", "text/csv")]
)
def test_a_type_that_does_not_fit_is_refused(raw: str, given: str) -> None:
    with pytest.raises(RefusedError, match="content of the type"):
        hold_type(given, raw)
