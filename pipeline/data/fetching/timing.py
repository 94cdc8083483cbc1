"""Time runs out: no wait on a socket outlasts the file's deadline or the least speed, be it for a header or a body."""

from __future__ import annotations

import io
import socket
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.troubles import TransferError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 65_536
SHORTEST = 0.001  # a time-out of 0 would mean "do not wait at all"


class Deadline:
    """The moment by which a file must be here, tries and waits and all."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self._end = seconds, monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left; 0 or less once it has passed."""
        return self._end - monotonic()

    def left(self) -> float:
        """Seconds left. Raises TransferError that is not worth another try once it has passed."""
        left = self.remaining()
        if left <= 0:
            raise TransferError(f"no end after {self.seconds:g} seconds", "the whole file by then", again=False)
        return left


class Paced(io.RawIOBase):
    """The bytes that come in by a socket, held to a deadline and a least speed; closing it leaves the socket to its owner."""

    def __init__(self, plug: socket.socket, deadline: Deadline, policy: Policy) -> None:
        super().__init__()
        self._plug, self._deadline, self._policy = plug, deadline, policy
        self._since, self._came = monotonic(), 0

    def readable(self) -> bool:
        """A stream to read."""
        return True

    def makefile(self, _mode: str) -> io.BufferedReader:
        """The stream, as an HTTP answer asks a socket for it."""
        return io.BufferedReader(self, BUFFER)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Wait for some bytes. Raises TransferError when they come too late or too slowly, and OSError."""
        while True:
            window = self._since + self._policy.window - monotonic()
            self._plug.settimeout(max(min(self._deadline.left(), window), SHORTEST))
            try:
                count = self._plug.recv_into(buffer)
            except TimeoutError:
                self._hold_pace(0)
            else:
                self._hold_pace(count)
                return count

    def _hold_pace(self, count: int) -> None:
        self._came += count
        if monotonic() - self._since < self._policy.window:
            return
        if self._came < self._policy.least:
            raise TransferError(f"{self._came} bytes in {self._policy.window:g} seconds", f"at least {self._policy.least}")
        self._since, self._came = monotonic(), 0
