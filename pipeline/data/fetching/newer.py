"""Whether a publisher's file is still the locked one. Nothing is kept and nothing changed.

A server's ETag and date of change are no proof: a file may be put in another's place with an old date, or the same be put there again.
So its length decides if it tells another one, without a download; if not, the hash does.
"""

from __future__ import annotations

import hashlib
from http.client import HTTPResponse

from pipeline.data.fetching.asking import asked, has_no_end, received
from pipeline.data.fetching.contents import contents, most_on_the_wire
from pipeline.data.fetching.download import RIGHT, Wanted
from pipeline.data.fetching.guards import shown
from pipeline.data.fetching.kinds import hold_type
from pipeline.data.fetching.parts import origin
from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.timing import Deadline
from pipeline.data.fetching.troubles import RefusedError, TransferError
from pipeline.data.fetching.trying import hold_status, tried

PLAIN = {"Accept-Encoding": "identity"}  # so that the length that is told is the file's own


def difference(wanted: Wanted, policy: Policy) -> str:
    """How the publisher's file differs from the locked one, in a few words; empty if it does not. Raises SourceError."""
    deadline = Deadline(policy.seconds)
    return tried(lambda: _compared(wanted, policy, deadline), wanted.where, policy, deadline)


def _compared(wanted: Wanted, policy: Policy, deadline: Deadline) -> str:
    with asked(wanted.address, wanted.hosts, PLAIN, policy, deadline) as answer:
        hold_status(answer, {RIGHT})
        hold_type(answer.getheader("Content-Type", ""), wanted.raw)
        found = _difference(wanted, answer, origin(wanted.address, answer).encoding)
        changed = answer.getheader("Last-Modified", "")
    return f"{found}{f', last changed {shown(changed)}' if changed else ''}" if found else ""


def _difference(wanted: Wanted, answer: HTTPResponse, encoding: str) -> str:
    """A page in the file's place is refused by its first bytes before any length is believed."""
    pin, length = wanted.pin, answer.length
    digest, count = hashlib.sha256(), 0
    for piece in contents(received(answer), encoding, wanted.raw, 10 * most_on_the_wire(pin)):
        if length is not None and length != pin.bytes and not encoding and not wanted.raw.endswith(".gz"):
            return f"{length} bytes, and not {pin.bytes}"
        count += len(piece)
        if count > pin.bytes:
            return f"more than {pin.bytes} bytes"
        digest.update(piece)
    if (digest.hexdigest(), count) == (pin.sha256, pin.bytes):
        return ""
    if not count:
        raise RefusedError("an empty file", "the publisher's file")
    if has_no_end(answer):
        raise TransferError(f"{count} bytes and no word of how many there should be", "an answer that tells its length")
    return f"{count} bytes with the sha256 {digest.hexdigest()}"
