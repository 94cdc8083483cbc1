"""The faults that the fetch must withstand: each a behaviour for one run, so that no two runs are cut or bent in the same place."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain

from tests.data.fetching import answers
from tests.data.fetching.answers import BOMB, CONTENT, ETAG, GZIPPED, PAGE, chunked, first, flipped, moved, pieces, rest, unmeasured, whole
from tests.data.fetching.faulty_server import Behaviour, Question

FAST = {"window": 0.03, "least": 1000}


@dataclass(frozen=True)
class Fault:
    """What the server does in run number ``run``; ``mends`` says that a later try must succeed; ``limits`` change the policy."""

    behaviour: Callable[[int], Behaviour]
    mends: bool = False
    limits: dict[str, object] = field(default_factory=dict)


def cut(run: int) -> int:
    """Where run number ``run`` is cut, or bent."""
    return 1 + (run * 7919 + 101) % (len(CONTENT) - 2)


def always(answer: Callable[[int], object]) -> Callable[[int], Behaviour]:
    """The same answer to every question of a run."""
    return lambda run: lambda _: answer(run)  # type: ignore[return-value]


def broken_off(run: int) -> list[bytes]:
    """The file's beginning, of a state that has a name."""
    return whole(CONTENT[: cut(run)], told=len(CONTENT), ETag=ETAG)


NEVER = {
    "truncated": Fault(always(lambda run: whole(CONTENT[: cut(run)], told=len(CONTENT)))),
    "truncated, resumable": Fault(always(broken_off)),
    "chunk cut": Fault(always(lambda run: chunked(pieces(CONTENT[: cut(run)]), last=b"fff\r\n1,2"))),
    "chunk size that is no number": Fault(always(lambda run: chunked(pieces(CONTENT[: cut(run)]), last=b"zz\r\n"))),
    "last chunk too soon": Fault(always(lambda run: chunked(pieces(CONTENT[: cut(run)])))),
    "no length, cut": Fault(always(lambda run: unmeasured([CONTENT[: cut(run)]]))),
    "no length, cut, gzip": Fault(always(lambda run: unmeasured([GZIPPED[: cut(run) % len(GZIPPED)]], Content_Encoding="gzip"))),
    "length too short": Fault(always(lambda run: whole(CONTENT, told=cut(run)))),
    "length too long": Fault(always(lambda run: whole(CONTENT, told=len(CONTENT) + 1 + run))),
    "length beyond all bounds": Fault(always(lambda _: whole(CONTENT, told=10**15))),
    "an error page": Fault(always(lambda _: whole(PAGE, Content_Type="text/html"))),
    "an error page that says it is CSV": Fault(always(lambda run: whole(b"\n" * run + PAGE))),
    "an error page as long as the file": Fault(always(lambda _: whole(PAGE.ljust(len(CONTENT))))),
    "an error page in gzip": Fault(always(lambda _: whole(gzip.compress(PAGE), Content_Encoding="gzip"))),
    "flipped bits": Fault(always(lambda run: whole(flipped(CONTENT, cut(run))))),
    "flipped bits in gzip": Fault(always(lambda run: whole(flipped(GZIPPED, 10 + cut(run)), Content_Encoding="gzip"))),
    "gzip that is none": Fault(always(lambda _: whole(CONTENT, Content_Encoding="gzip"))),
    "an unknown packing": Fault(always(lambda _: whole(CONTENT, Content_Encoding="br"))),
    "one byte a second": Fault(always(lambda _: chain(whole()[:1], answers.dripped([CONTENT], 0.02))), limits={**FAST, "attempts": 2}),
    "one byte a second, and patience": Fault(
        always(lambda _: chain(whole()[:1], answers.dripped([CONTENT], 0.02))), limits={"seconds": 0.1}
    ),
    "one byte a second, headers too, for ever": Fault(
        always(lambda _: answers.dripped(chain(unmeasured([]), answers.endless()), 0.005)), limits={"seconds": 0.1}
    ),
    "silence": Fault(lambda _: lambda _: answers.silence(0.07), limits={**FAST, "attempts": 2}),
    "redirects in a loop": Fault(lambda _: lambda question: moved(question.path)),
    "redirects without end": Fault(lambda _: lambda question: moved(f"/{question.number}")),
    "redirect to nowhere": Fault(always(lambda _: [answers.head("302 Found", {"Content-Length": 0})])),
    "redirect to another scheme": Fault(always(lambda _: moved("ftp://data.example/away.csv"))),
    "redirect to another host": Fault(lambda _: lambda question: moved(f"http://evil.example:{_port(question)}/")),
    "redirect to a number": Fault(lambda _: lambda question: moved(f"http://127.0.0.1:{_port(question)}/")),
    "redirect to another port": Fault(always(lambda _: moved("http://data.example:22/"))),
    "redirect with a password": Fault(lambda _: lambda question: moved(f"http://a:b@data.example:{_port(question)}/")),
    "a bomb in gzip": Fault(always(lambda _: whole(BOMB, Content_Encoding="gzip"))),
    "a bomb of empty members": Fault(always(lambda _: whole(gzip.compress(b"") * 1500, Content_Encoding="gzip"))),
    "an endless body": Fault(always(lambda _: unmeasured(answers.endless()))),
    "endless chunks": Fault(always(lambda _: chunked(answers.endless()))),
    "endless headers": Fault(always(lambda _: chain([answers.head()[:-2]], answers.endless(b"X: y\r\n")))),
    "no HTTP": Fault(always(lambda _: [b"\0\1\2" * 100])),
    "404": Fault(always(lambda _: whole(PAGE, "404 Not Found"))),
    "500": Fault(always(lambda _: whole(PAGE, "500 Internal Server Error"))),
    "429 for a day": Fault(always(lambda _: whole(b"", "429 Too Many Requests", Retry_After="86400"))),
    "a part that nobody asked for": Fault(always(lambda _: whole(CONTENT, "206 Partial Content", Content_Range="bytes 0-1/2"))),
}

MENDED = {
    "broken off, then the rest": Fault(lambda run: first(broken_off(run), rest), mends=True),
    "wrong ETag": Fault(lambda run: first(broken_off(run), lambda question: rest(question, etag='"state-2"')), mends=True),
    "the rest of another state": Fault(
        lambda run: first(broken_off(run), lambda q: rest(q, flipped(CONTENT, len(CONTENT) - 1)) if q.number == 1 else rest(q)), mends=True
    ),
    "the rest under another ETag": Fault(
        lambda run: first(broken_off(run), lambda q: answers.renamed(rest(q)) if q.number == 1 else rest(q)), mends=True
    ),
    "the rest from another place": Fault(
        lambda run: first(broken_off(run), lambda q: rest(q, shift=-1) if q.number == 1 else rest(q)), mends=True
    ),
    "range ignored": Fault(lambda run: first(broken_off(run), lambda _: whole(ETag=ETAG)), mends=True),
    "range refused": Fault(
        lambda run: first(broken_off(run), lambda q: whole(b"", "416 Nothing There") if "range" in q.headers else whole()), mends=True
    ),
    "500 once": Fault(lambda _: first(whole(PAGE, "500 Internal Server Error"), rest), mends=True),
    "503 once": Fault(lambda _: first(whole(PAGE, "503 Service Unavailable"), rest), mends=True),
    "429 once": Fault(lambda _: first(whole(b"", "429 Too Many Requests", Retry_After="1"), rest), mends=True),
}

FAULTS = NEVER | MENDED


def _port(question: Question) -> str:
    return question.headers["host"].partition(":")[2]
