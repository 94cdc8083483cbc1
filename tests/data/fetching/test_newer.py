"""A publisher's newer file is told of, with as little downloaded as will do and nothing changed; a fault is never taken for a release."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.data.fetching import newer
from pipeline.errors import SourceError
from tests.data.fetching.answers import CONTENT, GZIPPED, PAGE, chunked, endless, first, flipped, pieces, unmeasured, whole
from tests.data.fetching.faulty_server import Behaviour, serving
from tests.data.fetching.fetched import RAW, loosened, lying_about, package

OTHER = flipped(CONTENT, 500)


def _told(behaviour: Behaviour, tmp_path: Path, raw: str = RAW) -> list[str]:
    with serving(behaviour) as server:
        dataset = package(tmp_path / "p", server, raw)
        before = (tmp_path / "p/lock.yaml").read_bytes()
        try:
            return [f"{told.outcome} {told}" for told in newer(dataset, loosened(server))]
        finally:
            assert lying_about(tmp_path) == {"p/lock.yaml"}
            assert (tmp_path / "p/lock.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (RAW, whole()),
        (RAW, list(chunked(pieces()))),
        (RAW, list(unmeasured([CONTENT]))),
        (RAW, whole(GZIPPED, Content_Encoding="gzip")),
        (f"{RAW}.gz", whole(GZIPPED, Content_Type="application/gzip")),
        (f"{RAW}.gz", whole()),
    ],
)
def test_the_locked_file_is_the_same(raw: str, answer: list[bytes], tmp_path: Path) -> None:
    assert _told(lambda _: answer, tmp_path, raw) == [f"same {raw}: the publisher's file is the locked one"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (whole(OTHER), f"{len(OTHER)} bytes with the sha256"),
        (whole(OTHER, Last_Modified="yesterday\x1b[2J"), r"last changed 'yesterday\x1b[2J'"),
        (whole(CONTENT + b"1,2,3\n"), f"{len(CONTENT) + 6} bytes, and not {len(CONTENT)}"),
        (list(chunked(pieces(CONTENT[:99]))), "99 bytes with the sha256"),
        (list(chunked(pieces(CONTENT * 3))), f"more than {len(CONTENT)} bytes"),
    ],
)
def test_another_file_is_newer(answer: list[bytes], words: str, tmp_path: Path) -> None:
    told = _told(lambda _: answer, tmp_path)
    assert told[0].startswith(f"newer {RAW}: the publisher has a newer file: ")
    assert words in told[0]


def test_a_length_saves_the_download(tmp_path: Path) -> None:
    sent = 0

    def counted() -> Iterable[bytes]:
        nonlocal sent
        yield whole(b"", told=10**12)[0]
        for piece in endless(b"1,2,3\n" * 10_000):
            sent += len(piece)
            yield piece

    assert f"{10**12} bytes, and not" in _told(lambda _: counted(), tmp_path)[0]
    assert sent < 20_000_000


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (whole(PAGE), "a page in HTML"),
        (whole(PAGE, Content_Type="text/html"), "'text/html'"),
        (whole(b""), "an empty file"),
        (whole(PAGE, "404 Not Found"), "the answer 404"),
        (whole(CONTENT[:99], told=len(CONTENT)), "found 99 bytes, at try 3"),
        (list(unmeasured([CONTENT[:99]])), "no word of how many"),
    ],
)
def test_a_fault_is_no_release(answer: list[bytes], words: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=words):
        _told(lambda _: answer, tmp_path)


def test_a_fault_that_passes_is_got_over(tmp_path: Path) -> None:
    assert _told(first(whole(PAGE, "500 Internal Server Error"), lambda _: whole()), tmp_path)[0].startswith("same")


def test_what_has_no_address_cannot_be_asked_for(tmp_path: Path) -> None:
    told = list(newer(package(tmp_path / "p", None, page="https://www.gov.uk/x")))
    assert [one.outcome for one in told] == ["missing"]
