"""What can befall a transfer. Neither leaves this folder: each becomes a SourceError, or another try."""

from __future__ import annotations


class TransferError(Exception):
    """The transfer broke; what came so far may serve the next try, which is worth making after ``wait`` seconds if ``again``."""

    def __init__(self, found: str, expected: str = "the whole file", wait: float = 0.0, again: bool = True) -> None:
        self.found, self.expected, self.wait, self.again = found, expected, wait, again
        super().__init__(found)


class RefusedError(Exception):
    """What is offered is not what may be taken, and asking again would not change it."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(found)
