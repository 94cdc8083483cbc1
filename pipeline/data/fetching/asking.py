"""One question to a publisher's server, and its answer after redirects.

The standard library's ``http.client`` reads the answer; the connection is made here, because only so is the number that was vetted
the number that is dialled, and only so is every wait bounded, also that for a header that drips. It adds no dependency.
No proxy of the environment is used: it would look up the name again, out of our sight.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.parse import urljoin

from pipeline.data.fetching.guards import PLAIN_PORTS, Door, shown, vetted
from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.timing import BUFFER, Deadline, Paced
from pipeline.data.fetching.troubles import RefusedError, TransferError

REDIRECTS = {301, 302, 303, 307, 308}


@contextmanager
def asked(address: str, hosts: frozenset[str], headers: Mapping[str, str], policy: Policy, deadline: Deadline) -> Iterator[HTTPResponse]:
    """The answer to a GET, open to be read while the block runs. Raises RefusedError and TransferError."""
    for _ in range(policy.redirects + 1):
        with _answered(vetted(address, hosts, policy), headers, policy, deadline) as answer:
            if answer.status not in REDIRECTS:
                yield answer
                return
            address = _moved(address, answer)
    raise RefusedError(f"more than {policy.redirects} redirects, the last to {shown(address)}", "the file at the end of them")


def received(answer: HTTPResponse) -> Iterator[bytes]:
    """The body as it comes. Raises TransferError if the connection breaks or the answer ends before it should."""
    expected, count = answer.length, 0
    while piece := _piece(answer):
        count += len(piece)
        yield piece
    if expected is not None and count != expected:
        raise TransferError(f"{count} bytes", f"{expected}, as the answer's Content-Length says")


def has_no_end(answer: HTTPResponse) -> bool:
    """Whether nothing in the answer told where its body ends, so that one cut short looks like a whole one."""
    return answer.getheader("Content-Length") is None and not answer.chunked


def _piece(answer: HTTPResponse) -> bytes:
    try:
        return answer.read1(BUFFER)
    except (OSError, HTTPException, ValueError) as error:
        raise TransferError(f"a broken answer ({type(error).__name__})") from error


def _moved(address: str, answer: HTTPResponse) -> str:
    place = answer.getheader("Location")
    if not place:
        raise RefusedError(f"the answer {answer.status} without a place to go", "a redirect with a Location")
    try:
        return urljoin(address, place)
    except ValueError:
        raise RefusedError(f"a redirect to {shown(place)}", "a well-formed address") from None


@contextmanager
def _answered(door: Door, headers: Mapping[str, str], policy: Policy, deadline: Deadline) -> Iterator[HTTPResponse]:
    with _connected(door, policy, deadline) as plug:
        answer = _begun(plug, _question(door, headers, policy), policy, deadline)
        try:
            yield answer
        finally:
            answer.close()


def _begun(plug: socket.socket, question: bytes, policy: Policy, deadline: Deadline) -> HTTPResponse:
    """The answer with its headers read."""
    answer = HTTPResponse(cast(socket.socket, Paced(plug, deadline, policy)), method="GET")
    try:
        plug.settimeout(min(policy.connect, deadline.left()))
        plug.sendall(question)
        answer.begin()
    except (OSError, HTTPException, ValueError) as error:
        answer.close()
        raise TransferError(f"no answer ({type(error).__name__})", "an answer in HTTP") from error
    except TransferError:
        answer.close()
        raise
    return answer


def _question(door: Door, headers: Mapping[str, str], policy: Policy) -> bytes:
    port = "" if door.port == PLAIN_PORTS[policy.scheme] else f":{door.port}"
    asked_for = {"Host": f"{door.host}{port}", "User-Agent": "open-evidence-centre", "Accept": "*/*", "Connection": "close", **headers}
    lines = [f"GET {door.target} HTTP/1.1", *(f"{name}: {value}" for name, value in asked_for.items()), "", ""]
    return "\r\n".join(lines).encode("ascii")


@contextmanager
def _connected(door: Door, policy: Policy, deadline: Deadline) -> Iterator[socket.socket]:
    """A socket to the first of the vetted numbers that answers, in TLS for https, with the certificate held to the host's name."""
    with _dialled(door, policy, deadline) as plain:
        if policy.scheme != "https":
            yield plain
            return
        try:
            plain.settimeout(min(policy.connect, deadline.left()))
            secure = policy.trust().wrap_socket(plain, server_hostname=door.host)
        except ssl.SSLCertVerificationError as error:
            raise RefusedError(f"{door.host} with a certificate that does not hold ({error.verify_message})", "a valid one") from error
        except OSError as error:
            raise TransferError(f"no secure connection to {door.host} ({type(error).__name__})", "one in TLS") from error
        with secure:
            yield secure


def _dialled(door: Door, policy: Policy, deadline: Deadline) -> socket.socket:
    for number in door.numbers:
        try:
            return socket.create_connection((number, door.port), timeout=min(policy.connect, deadline.left()))
        except OSError:
            continue  # the next number may answer
    raise TransferError(f"no connection to {door.host}", "a server that listens")
