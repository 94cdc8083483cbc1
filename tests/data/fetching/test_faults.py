"""Twenty runs of every fault: what lies in a file's place afterwards is the locked file to the byte, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.fetching import fetch
from pipeline.errors import SourceError
from tests.data.fetching.answers import CONTENT, rest
from tests.data.fetching.faults import FAULTS, NEVER
from tests.data.fetching.faulty_server import Server, serving
from tests.data.fetching.fetched import RAW, loosened, lying_about, package

RUNS = 20
SAYS = {
    "truncated": "as the answer's Content-Length says",
    "truncated, resumable": "as the answer's Content-Length says",
    "chunk cut": "a broken answer",
    "chunk size that is no number": "a broken answer",
    "last chunk too soon": "33238 bytes as locked",
    "no length, cut": "at try 3; expected 33238 bytes as locked",
    "no length, cut, gzip": "a gzip file that ends too soon",
    "length too short": "33238 bytes as locked",
    "length too long": "as the answer's Content-Length says",
    "length beyond all bounds": "no more than the 33238 bytes",
    "an error page": "content of the type 'text/html'",
    "an error page that says it is CSV": "a page in HTML",
    "an error page as long as the file": "a page in HTML",
    "an error page in gzip": "a page in HTML",
    "flipped bits": "expected sha256",
    "flipped bits in gzip": "",  # what gives it away depends on the place
    "gzip that is none": "a broken gzip file",
    "an unknown packing": "content packed as 'br'",
    "one byte a second": "in 0.03 seconds, at try 2; expected at least 1000",
    "one byte a second, and patience": "no end after 0.1 seconds",
    "one byte a second, headers too, for ever": "no end after 0.1 seconds",
    "silence": "in 0.03 seconds, at try 2; expected at least 1000",
    "redirects in a loop": "more than 5 redirects",
    "redirects without end": "more than 5 redirects",
    "redirect to nowhere": "without a place to go",
    "redirect to another scheme": "expected one that begins with http://",
    "redirect to another host": "found the host 'evil.example'",
    "redirect to a number": "found the host '127.0.0.1'",
    "redirect to another port": "without a user's name and a port",
    "redirect with a password": "without a user's name and a port",
    "a bomb in gzip": "gzip that unpacks to more than",
    "a bomb of empty members": "found 0 bytes",
    "an endless body": "a file without an end",
    "endless chunks": "a file without an end",
    "endless headers": "no answer",
    "no HTTP": "no answer",
    "404": "the answer 404",
    "500": "the answer 500, at try 3",
    "429 for a day": "again in 86400 seconds), at try 1",
    "a part that nobody asked for": "the answer 206",
}


@pytest.mark.parametrize("name", FAULTS)
def test_no_bad_byte_is_taken(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    for run in range(RUNS):
        place = tmp_path / str(run)
        with serving(fault.behaviour(run)) as server:
            told = _outcome(place, tmp_path / "package", server, fault.limits)
        assert told == "fetched" if fault.mends else SAYS[name] in told
        assert not (place / RAW).exists() or (place / RAW).read_bytes() == CONTENT
        assert lying_about(place) <= ({RAW} if fault.mends else {f"{RAW}.part"})


@pytest.mark.parametrize("name", FAULTS)
def test_a_mended_server_serves_what_the_faulty_one_left_undone(name: str, tmp_path: Path) -> None:
    place = tmp_path / "raw"
    with serving(FAULTS[name].behaviour(3)) as server:
        _outcome(place, tmp_path / "package", server, FAULTS[name].limits)
    with serving(rest) as server:
        assert _outcome(place, tmp_path / "package", server, {}) in {"fetched", "here"}
    assert (place / RAW).read_bytes() == CONTENT
    assert lying_about(place) == {RAW}


def test_every_fault_has_its_words() -> None:
    assert set(SAYS) == set(NEVER)


def test_a_good_file_in_its_place_outlasts_a_bad_answer(tmp_path: Path) -> None:
    with serving(FAULTS["flipped bits"].behaviour(0)) as server:
        dataset = package(tmp_path / "package", server)
        (tmp_path / "raw").mkdir()
        (tmp_path / RAW).write_bytes(b"an older release")
        with pytest.raises(SourceError, match=r"found sha256 .*; expected sha256 .* as locked"):
            list(fetch(dataset, tmp_path, policy=loosened(server)))
    assert (tmp_path / RAW).read_bytes() == b"an older release"


def _outcome(place: Path, folder: Path, server: Server, limits: dict[str, object]) -> str:
    try:
        return "".join(told.outcome for told in fetch(package(folder, server), place, policy=loosened(server, **limits)))
    except SourceError as error:
        return str(error)


@pytest.mark.parametrize("name", ["the rest under another ETag", "the rest from another place"])
def test_the_rest_of_something_else_is_not_even_read(name: str, tmp_path: Path) -> None:
    with serving(FAULTS[name].behaviour(0)) as server:
        told = _outcome(tmp_path / "raw", tmp_path / "package", server, {"attempts": 2})
    assert "the answer 206 that does not go on where the part ends, at try 2" in told
    assert lying_about(tmp_path / "raw") == set()
