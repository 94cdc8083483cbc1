"""Answers in HTTP as bytes, the right ones and the wrong, out of which the tests build a server's behaviour."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from time import sleep

from tests.data.fetching.faulty_server import Behaviour, Question

ROWS = "".join(f"{100_000 + number},School {number},{number * 7919 % 1000}\n" for number in range(1500))
CONTENT = ("URN,SCHNAME,NOR\n" + ROWS).encode()
PAGE = b"<!DOCTYPE html>\n<html><head><title>Sorry, there is a problem with the service</title></head><body></body></html>\n"
ETAG = '"state-1"'
CSV = {"Content-Type": "text/csv"}


def head(status: str = "200 OK", headers: dict[str, object] | None = None) -> bytes:
    """The status line and the headers."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in (headers or {}).items()), "", ""]
    return "\r\n".join(lines).encode()


def whole(body: bytes = CONTENT, status: str = "200 OK", told: int | None = None, **headers: object) -> list[bytes]:
    """An answer with its length, be it true or ``told``; an underscore in a header's name stands for a hyphen."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return [head(status, {**CSV, "Content-Length": len(body) if told is None else told, **named}), body]


def unmeasured(body: Iterable[bytes], **headers: object) -> Iterator[bytes]:
    """An answer that ends when the connection does."""
    return chain([head(headers={**CSV, **{name.replace("_", "-"): value for name, value in headers.items()}})], body)


def chunked(pieces: Iterable[bytes], last: bytes = b"0\r\n\r\n", **headers: object) -> Iterator[bytes]:
    """An answer in chunks."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    yield head(headers={**CSV, "Transfer-Encoding": "chunked", **named})
    for piece in pieces:
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    yield last


def pieces(body: bytes = CONTENT, size: int = 4096) -> list[bytes]:
    """The body cut up."""
    return [body[start : start + size] for start in range(0, len(body), size)]


def dripped(answer: Iterable[bytes], pause: float) -> Iterator[bytes]:
    """The answer one byte at a time."""
    for byte in chain.from_iterable(answer):
        yield bytes([byte])
        sleep(pause)


def endless(piece: bytes = b"1,2,3\n" * 500) -> Iterator[bytes]:
    """A body that goes on far beyond any file of these tests; if nothing stopped it, the test should fail and the disk not be full."""
    return repeat(piece, 20_000)


def moved(place: str) -> list[bytes]:
    """A redirect."""
    return [head("302 Found", {"Location": place, "Content-Length": 0})]


def rest(question: Question, body: bytes = CONTENT, etag: str = ETAG, shift: int = 0) -> list[bytes]:
    """What a server gives that goes on where the client left off, if the file is still the same."""
    asked = question.headers.get("range", "")
    if not asked or question.headers.get("if-range") != etag:
        return whole(body, ETag=etag)
    start = int(asked.removeprefix("bytes=").removesuffix("-"))
    span = f"bytes {start + shift}-{len(body) - 1}/{len(body)}"
    return whole(body[start:], "206 Partial Content", ETag=etag, Content_Range=span)


def flipped(body: bytes, place: int) -> bytes:
    """One bit of the body turned over."""
    place %= len(body)
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def first(fault: Iterable[bytes], then: Behaviour) -> Behaviour:
    """The fault for the first question, and another behaviour for all that follow."""
    bytes_of_it = list(fault)
    return lambda question: then(question) if question.number else bytes_of_it


GZIPPED = gzip.compress(CONTENT, mtime=0)
BOMB = gzip.compress(b"0" * 20_000_000, mtime=0)


def silence(pause: float) -> Iterator[bytes]:
    """No answer for a while, and then none."""
    sleep(pause)
    yield b""


def renamed(answer: list[bytes]) -> list[bytes]:
    """The same answer as if of another state of the file."""
    return [answer[0].replace(ETAG.encode(), b'"state-3"'), *answer[1:]]
