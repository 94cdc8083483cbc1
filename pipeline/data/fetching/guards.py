"""Whom a fetch may speak to: held for the first address and again for every redirect, before a connection is made."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.troubles import RefusedError, TransferError

NAT64 = ipaddress.ip_network("64:ff9b::/96")
LONGEST_SHOWN = 200

Number = ipaddress.IPv4Address | ipaddress.IPv6Address


class Door(NamedTuple):
    """A vetted address. ``numbers`` are what was vetted, so they are what is dialled: the name is not looked up a second time."""

    host: str
    port: int
    target: str
    numbers: tuple[str, ...]


def vetted(address: str, hosts: frozenset[str], policy: Policy) -> Door:
    """The door behind ``address``. Raises RefusedError, or TransferError if the name cannot be looked up just now."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        raise RefusedError(f"the address {shown(address)}", "a well-formed one") from None
    if parts.scheme != policy.scheme:
        raise RefusedError(f"the address {shown(address)}", f"one that begins with {policy.scheme}://")
    if parts.username is not None or parts.password is not None or port not in policy.ports:
        raise RefusedError(f"the address {shown(address)}", "one without a user's name and a port of its own")
    host = parts.hostname or ""
    if host not in hosts:
        raise RefusedError(f"the host {shown(host)}", f"one that the descriptor lists under hosts: {', '.join(sorted(hosts)) or 'none'}")
    return Door(host, port, _target(parts), _numbers(host, port, policy))


def shown(text: str) -> str:
    """What a stranger wrote, safe to print: no control character, no great length."""
    return ascii(text[:LONGEST_SHOWN])


def is_public(number: str) -> bool:
    """Whether ``number`` stands in the open internet, and whatever number is wrapped in it too."""
    try:
        parsed = ipaddress.ip_address(number)
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in (parsed, *_wrapped(parsed)))


def _wrapped(number: Number) -> list[Number]:
    """The IPv4 numbers that an IPv6 number carries to a gateway."""
    if isinstance(number, ipaddress.IPv4Address):
        return []
    wrapped: list[Number | None] = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
    if number in NAT64:
        wrapped.append(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
    return [one for one in wrapped if one is not None]


def _target(parts: SplitResult) -> str:
    """Path and query as they go over the wire: ASCII, without blanks or line ends."""
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe="%/:=&?~+!$,;'@()*[]")


def _numbers(host: str, port: int, policy: Policy) -> tuple[str, ...]:
    """All numbers of the host. One that is not public spoils the rest: no honest publisher mixes them."""
    try:
        numbers = tuple(policy.resolve(host, port))
    except OSError as error:
        raise TransferError(f"no number for the host {host} ({error})", "a host that can be looked up") from error
    for number in numbers:
        if number not in policy.private and not is_public(number):
            raise RefusedError(f"{host} at {shown(number)}", "a public address of the internet")
    return numbers
