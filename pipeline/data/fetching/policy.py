"""What a fetch may do, where and for how long. Nothing on the command line loosens it; only the tests, on loopback, hand in another."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


def resolved(host: str, port: int) -> Sequence[str]:
    """The numbers of ``host``, each once, in the order in which they are to be tried. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of one fetch; times in seconds, sizes in bytes.

    ``seconds`` is for one file with all its tries and waits. In every ``window`` at least ``least`` bytes must come.
    ``longest_wait`` is the most that a server may ask us to wait. ``private`` lists the non-public numbers that may be asked:
    none, but in a test.
    """

    scheme: str = "https"
    ports: frozenset[int] = frozenset({443})
    private: frozenset[str] = frozenset()
    redirects: int = 5
    attempts: int = 4
    seconds: float = 1800.0
    connect: float = 10.0
    window: float = 30.0
    least: int = 30_000
    longest_wait: float = 120.0
    resolve: Callable[[str, int], Sequence[str]] = resolved
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    sleep: Callable[[float], None] = time.sleep


STRICT = Policy()
