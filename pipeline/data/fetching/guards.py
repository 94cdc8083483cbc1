"""Whom a fetch may speak to: held for the first address and again for every redirect, before a connection is made."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.troubles import RefusedError, TransferError

NAT64 = ipaddress.ip_network("64:ff9b::/96")
PLAIN_PORTS = {"https": 443, "http": 80}
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
        port = parts.port if parts.port is not None else PLAIN_PORTS.get(parts.scheme)
    except ValueError:
        raise RefusedError(f"the address {shown(address)}", "a well-formed one") from None
    if parts.scheme != policy.scheme:
        raise RefusedError(f"the address {shown(address)}", f"one that begins with {policy.scheme}://")
    if parts.username is not None or parts.password is not None or port is None or port not in policy.ports:
        raise RefusedError(f"the address {shown(address)}", "one without a user's name and a port of its own")
    host = parts.hostname or ""
    if host not in hosts:
        raise RefusedError(f"the host {shown(host)}", f"one that the descriptor lists under hosts: {', '.join(sorted(hosts)) or 'none'}")
    return Door(host, port, _target(parts), _numbers(host, port, policy))


def shown(text: str) -> str:
    """What a stranger wrote, safe to print: no control character, no great length."""
    return ascii(text[:LONGEST_SHOWN])


def is_public(number: str) -> bool:
    """Whether ``number`` stands in the open internet; an IPv4 number inside an IPv6 one is judged as what it is."""
    try:
        one = _unwrapped(ipaddress.ip_address(number))
    except ValueError:
        return False
    is_tunnel = isinstance(one, ipaddress.IPv6Address) and (one.sixtofour or one.teredo)
    return one.is_global and not one.is_multicast and not one.is_reserved and not is_tunnel


def _unwrapped(number: Number) -> Number:
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number


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
