"""What came of a file before the connection broke: ``NAME.part`` beside its place, one line on where it came from, then its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http.client import HTTPResponse
from pathlib import Path

from pipeline.data.fetching.timing import BUFFER
from pipeline.data.fetching.troubles import RefusedError

ETAG = re.compile(r'"[!#-~]{0,200}"')  # a strong one: a weak one does not promise the same bytes
LONGEST_LINE = 10_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Which state of which file the bytes are of. ``validator`` is the server's own word for it, empty if it has none."""

    address: str
    validator: str
    encoding: str


def origin(address: str, answer: HTTPResponse) -> Origin:
    """What the answer says of itself. Raises RefusedError for an encoding that we did not ask for."""
    encoding = answer.getheader("Content-Encoding", "").strip().lower().replace("identity", "").replace("x-gzip", "gzip")
    if encoding not in {"", "gzip"}:
        raise RefusedError(f"content packed as {encoding[:40]!a}", "gzip, or nothing")
    etag = answer.getheader("ETag", "").strip()
    return Origin(address, etag if ETAG.fullmatch(etag) else "" if etag else _day(answer), encoding)


def _day(answer: HTTPResponse) -> str:
    """The time of the last change, written anew, for want of an ETag."""
    try:
        return format_datetime(parsedate_to_datetime(answer.getheader("Last-Modified", "")), usegmt=True)
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is not whole yet. Nothing here is trusted: the whole is held to its hash as if it had come at once."""

    path: Path

    def begin(self, origin: Origin) -> None:
        """Start anew with no bytes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(json.dumps(asdict(origin)).encode("ascii") + b"\n")

    def known(self, address: str) -> Origin | None:
        """Where the bytes came from; None if there are none to go on from, or not from ``address``."""
        if not self.path.is_file():
            return None
        with self.path.open("rb") as file:
            match = re.fullmatch(rb"(\{.*\})\n", file.readline(LONGEST_LINE))
        try:
            found = Origin(**json.loads(match[1])) if match else None
        except (ValueError, TypeError):
            return None
        return found if found and found.address == address and found.validator and self.size() else None

    def size(self) -> int:
        """How many of the file's bytes are here."""
        with self.path.open("rb") as file:
            return self.path.stat().st_size - len(file.readline(LONGEST_LINE))

    def append(self, pieces: Iterable[bytes]) -> None:
        """Add bytes as they come; those that came stay if the next do not."""
        with self.path.open("ab") as file:
            for piece in pieces:
                file.write(piece)

    def pieces(self) -> Iterator[bytes]:
        """The file's bytes so far."""
        with self.path.open("rb") as file:
            file.readline(LONGEST_LINE)
            while piece := file.read(BUFFER):
                yield piece

    def discard(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)
