"""The right file comes by every right way, is not asked for twice, and is told of in one line."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import catalogue
from pipeline.data.fetching import fetch
from pipeline.data.fetching.policy import STRICT
from pipeline.data.sources import Raw
from pipeline.errors import CatalogueError, SourceError
from tests.data.fetching.answers import CONTENT, ETAG, GZIPPED, chunked, first, moved, pieces, rest, unmeasured, whole
from tests.data.fetching.faulty_server import Behaviour, Question, serving
from tests.data.fetching.fetched import RAW, loosened, lying_about, package


def _redirected(question: Question) -> list[bytes]:
    port = question.headers["host"].partition(":")[2]
    return whole() if question.path == "/there?a=%20b" else moved(f"http://other.example:{port}/there?a= b")


GOOD: dict[str, Behaviour] = {
    "plain": lambda _: whole(),
    "chunked": lambda _: chunked(pieces(size=1000)),
    "chunked, with a trailer": lambda _: chunked(pieces(), last=b"0\r\nX-Sum: 1\r\n\r\n"),
    "no length": lambda _: unmeasured([CONTENT]),
    "gzip on the way": lambda _: whole(GZIPPED, Content_Encoding="gzip"),
    "gzip in chunks": lambda _: chunked(pieces(GZIPPED, 100), Content_Encoding="gzip"),
    "gzip in members": lambda _: whole(gzip.compress(CONTENT[:9]) + gzip.compress(CONTENT[9:]) + b"\0" * 5, Content_Encoding="gzip"),
    "no type": lambda _: whole(Content_Type=""),
    "type with a charset": lambda _: whole(Content_Type="Text/CSV; charset=utf-8"),
    "redirected to a listed host": _redirected,
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("raw", [RAW, f"{RAW}.gz"])
def test_a_right_answer_is_taken(name: str, raw: str, tmp_path: Path) -> None:
    with serving(GOOD[name]) as server:
        dataset = package(tmp_path / "package", server, raw)
        told = [str(told) for told in fetch(dataset, tmp_path / "raw", policy=loosened(server))]
    assert told == [f"{raw}: fetched, {len(CONTENT)} bytes as locked"]
    assert lying_about(tmp_path / "raw") == {raw}
    assert Raw(tmp_path / "raw", dataset, catalogue.locked(dataset)).bytes(raw) == CONTENT


def test_a_file_that_its_publisher_packs_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    with serving(lambda _: whole(GZIPPED, Content_Type="application/gzip")) as server:
        dataset = package(tmp_path / "package", server, f"{RAW}.gz")
        assert [told.outcome for told in fetch(dataset, tmp_path, policy=loosened(server))] == ["fetched"]
    assert gzip.decompress((tmp_path / f"{RAW}.gz").read_bytes()) == CONTENT


def test_what_is_packed_here_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    for place, body in (("a", CONTENT), ("b", GZIPPED)):
        with serving(lambda _, body=body: whole(body, Content_Type="")) as server:  # type: ignore[misc]
            list(fetch(package(tmp_path / "package", server, f"{RAW}.gz"), tmp_path / place, policy=loosened(server)))
    assert (tmp_path / "a" / f"{RAW}.gz").read_bytes() == (tmp_path / "b" / f"{RAW}.gz").read_bytes()


@pytest.mark.parametrize("encoded", [False, True])
def test_only_the_rest_is_asked_for(encoded: bool, tmp_path: Path) -> None:
    body, packing = (GZIPPED, {"Content_Encoding": "gzip"}) if encoded else (CONTENT, {})
    cut = whole(body[:3000], told=len(body), ETag=ETAG, **packing)
    with serving(first(cut, lambda q: _packed(rest(q, body), encoded))) as server:
        assert [told.outcome for told in fetch(package(tmp_path / "p", server), tmp_path, policy=loosened(server))] == ["fetched"]
    assert [(q.headers.get("range"), q.headers.get("if-range")) for q in server.asked] == [(None, None), ("bytes=3000-", ETAG)]
    assert (tmp_path / RAW).read_bytes() == CONTENT


def _packed(answer: list[bytes], encoded: bool) -> list[bytes]:
    return [answer[0].replace(b"ETag", b"Content-Encoding: gzip\r\nETag"), *answer[1:]] if encoded else answer


@pytest.mark.parametrize(("named", "resumes"), [({"ETag": 'W/"1"'}, False), ({"Last_Modified": "Sat, 21 Nov 2026 10:00:00 GMT"}, True)])
def test_a_part_is_kept_only_if_its_state_has_a_name(named: dict[str, str], resumes: bool, tmp_path: Path) -> None:
    with serving(lambda _: whole(CONTENT[:3000], told=len(CONTENT), **named)) as server, pytest.raises(SourceError):
        list(fetch(package(tmp_path / "p", server), tmp_path / "raw", policy=loosened(server)))
    assert lying_about(tmp_path / "raw") == ({f"{RAW}.part"} if resumes else set())


def test_a_spoilt_part_is_no_help_and_no_harm(tmp_path: Path) -> None:
    for spoilt in (b"", b"\n", b"{}\n1", b'{"address": 1}\n2', b"\xff" * 20_000, b'["a"]\nURN'):
        (tmp_path / "raw").mkdir(exist_ok=True)
        (tmp_path / f"{RAW}.part").write_bytes(spoilt)
        with serving(rest) as server:
            assert [told.outcome for told in fetch(package(tmp_path / "p", server), tmp_path, policy=loosened(server))] == ["fetched"]
        (tmp_path / RAW).unlink()


def test_a_file_that_is_here_is_not_asked_for(tmp_path: Path) -> None:
    with serving(lambda _: whole()) as server:
        for outcome in ("fetched", "here"):
            assert [told.outcome for told in fetch(package(tmp_path / "p", server), tmp_path, policy=loosened(server))] == [outcome]
        (tmp_path / RAW).write_bytes(CONTENT[:-1])
        assert [told.outcome for told in fetch(package(tmp_path / "p", server), tmp_path, policy=loosened(server))] == ["fetched"]
    assert len(server.asked) == 2


@pytest.mark.parametrize(("asked", "waits"), [("7", [7.0, 2.0]), ("soon", [1.0, 2.0]), ("Sat, 21 Nov 2020 10:00:00 GMT", [1.0, 2.0])])
def test_a_server_says_how_long_to_wait(asked: str, waits: list[float], tmp_path: Path) -> None:
    waited: list[float] = []
    busy = [whole(b"", "429 Too Many Requests", Retry_After=asked), whole(b"", "503 Service Unavailable"), whole()]
    with serving(lambda question: busy[question.number]) as server:
        list(fetch(package(tmp_path / "p", server), tmp_path, policy=loosened(server, sleep=waited.append)))
    assert waited == waits


def test_no_wait_outlasts_the_time_that_a_file_has(tmp_path: Path) -> None:
    with serving(lambda _: whole(b"", "503 Service Unavailable", Retry_After="60")) as server, pytest.raises(SourceError, match="at try 1"):
        list(fetch(package(tmp_path / "p", server), tmp_path, policy=loosened(server, seconds=30.0)))


@pytest.mark.parametrize(("page", "way"), [("https://www.gov.uk/x", "get it by hand from https://www.gov.uk/x"), ("", "ask Nobody for it")])
def test_what_has_no_address_is_to_be_got_by_hand(page: str, way: str, tmp_path: Path) -> None:
    told = list(fetch(package(tmp_path / "p", None, page=page), tmp_path))
    assert [str(one) for one in told] == [f"{RAW}: its address is not known; {way} and hand it over with --from FOLDER"]
    assert lying_about(tmp_path) == {"p/lock.yaml"}


def _unlisted(dataset_folder: Path) -> None:
    text = (dataset_folder / "lock.yaml").read_text(encoding="utf-8")
    (dataset_folder / "lock.yaml").write_text(text.replace(RAW, "../../secret.csv"), encoding="utf-8")


def _unhashed(dataset_folder: Path) -> None:
    text = (dataset_folder / "lock.yaml").read_text(encoding="utf-8")
    (dataset_folder / "lock.yaml").write_text(text.replace(hashlib.sha256(CONTENT).hexdigest(), "none"), encoding="utf-8")


@pytest.mark.parametrize("spoil", [_unlisted, _unhashed])
def test_a_lock_that_says_something_else_is_refused(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    dataset = package(tmp_path / "p", None)
    spoil(tmp_path / "p")
    with pytest.raises((SourceError, CatalogueError), match=r"secret\.csv; expected a file listed|found 'none'; expected 64"):
        list(fetch(dataset, tmp_path))


def test_the_strict_policy_takes_no_loopback(tmp_path: Path) -> None:
    with serving(lambda _: whole()) as server:
        dataset = package(tmp_path / "p", server)
        with pytest.raises(SourceError, match="expected one that begins with https://"):
            list(fetch(dataset, tmp_path))
        with pytest.raises(SourceError, match=r"'127\.0\.0\.1'; expected a public address"):
            list(fetch(dataset, tmp_path, policy=replace(loosened(server), private=STRICT.private)))
    assert server.asked == []
