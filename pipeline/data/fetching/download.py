"""One file from its publisher's address to its place: asked for, taken up where it broke off, and landed only if it is the locked one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

from pipeline.data.fetching.asking import asked, has_no_end, received
from pipeline.data.fetching.contents import most_on_the_wire
from pipeline.data.fetching.kinds import hold_type
from pipeline.data.fetching.landing import land
from pipeline.data.fetching.parts import Origin, Part, origin
from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.timing import Deadline
from pipeline.data.fetching.troubles import RefusedError, TransferError
from pipeline.data.fetching.trying import hold_status, tried
from pipeline.model import Pin

PACKED = {"Accept-Encoding": "gzip"}
RIGHT, PARTIAL, BEYOND = 200, 206, 416


@dataclass(frozen=True, slots=True)
class Wanted:
    """A locked file and where to ask for it; ``where`` names it in a message, ``raw`` is its path in the lock."""

    where: str
    raw: str
    address: str
    hosts: frozenset[str]
    pin: Pin


def download(wanted: Wanted, target: Path, policy: Policy) -> None:
    """Put the file at ``target``. Raises SourceError, and then ``target`` is as it was; a NAME.part may lie beside it to go on from."""
    deadline = Deadline(policy.seconds)
    part = Part(target.with_name(f"{target.name}.part"))
    tried(lambda: _attempt(wanted, target, part, policy, deadline), wanted.where, policy, deadline)


def _attempt(wanted: Wanted, target: Path, part: Part, policy: Policy, deadline: Deadline) -> None:
    """One try. What came in two pieces, or with nothing to tell its end, may be wrong for a fault of the way, so it is tried anew."""
    known = part.known(wanted.address)
    with asked(wanted.address, wanted.hosts, _headers(part, known), policy, deadline) as answer:
        now = _begun(wanted, part, known, answer)
        is_doubtful = answer.status == PARTIAL or has_no_end(answer)
        _receive(received(answer), part, now, most_on_the_wire(wanted.pin))
    try:
        land(part.pieces(), now.encoding, wanted.pin, target)
    except RefusedError as refused:
        if is_doubtful:
            raise TransferError(refused.found, refused.expected) from refused
        raise
    finally:
        part.discard()


def _headers(part: Part, known: Origin | None) -> dict[str, str]:
    """The rest of the file if it is still the one that was begun, else all of it."""
    return PACKED | ({"Range": f"bytes={part.size()}-", "If-Range": known.validator} if known else {})


def _begun(wanted: Wanted, part: Part, known: Origin | None, answer: HTTPResponse) -> Origin:
    """Where the part's bytes come from, with the part ready for the answer's. Raises RefusedError and TransferError."""
    if answer.status in {PARTIAL, BEYOND} and not (known and _goes_on(part, known, answer, wanted.address)):
        part.discard()
        raise TransferError(f"the answer {answer.status} that does not go on where the part ends", "200 and the file")
    hold_status(answer, {RIGHT, PARTIAL})
    hold_type(answer.getheader("Content-Type", ""), wanted.raw)
    now = origin(wanted.address, answer)
    if answer.status == RIGHT or not known:
        part.begin(now)
        known = now
    if answer.length is not None and part.size() + answer.length > most_on_the_wire(wanted.pin):
        part.discard()
        raise RefusedError(f"a file of {answer.length} bytes on its way", f"no more than the {wanted.pin.bytes} bytes that are locked")
    return known


def _goes_on(part: Part, known: Origin, answer: HTTPResponse, address: str) -> bool:
    """Whether the bytes of a 206 are the next ones of the very same state of the file."""
    match = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", answer.getheader("Content-Range", "").strip())
    now = origin(address, answer)
    is_same = now.encoding == known.encoding and now.validator in {"", known.validator}
    return answer.status == PARTIAL and match is not None and int(match[1]) == part.size() and is_same


def _receive(pieces: Iterator[bytes], part: Part, now: Origin, most: int) -> None:
    """Take the body in. What cannot be gone on with is not left lying about."""
    try:
        part.append(_no_more_than(most - part.size(), pieces))
    except RefusedError:
        part.discard()
        raise
    except TransferError:
        if not now.validator:
            part.discard()
        raise


def _no_more_than(most: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            raise RefusedError("a file without an end", "no more bytes than the lock says")
        yield piece
