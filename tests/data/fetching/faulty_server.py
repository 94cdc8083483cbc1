"""A server on loopback that answers as it is told to, byte for byte, be it right or wrong."""

from __future__ import annotations

import socketserver
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import NamedTuple

LOOPBACK = "127.0.0.1"
CERTIFICATE = Path(__file__).with_name("loopback.pem")


class Question(NamedTuple):
    """What was asked: the path, the headers by their names in small letters, and how many questions came before."""

    path: str
    headers: dict[str, str]
    number: int


Behaviour = Callable[[Question], Iterable[bytes]]


class Server(socketserver.ThreadingTCPServer):
    """Answers every question with the bytes that ``behaviour`` gives; ``asked`` keeps the questions."""

    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, behaviour: Behaviour, secure: bool) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.behaviour, self.secure = behaviour, secure
        self.asked: list[Question] = []

    @property
    def port(self) -> int:
        """The port that was free."""
        return int(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        """A client that goes away, or that does not trust us, is what many of the tests want."""


class _Handler(socketserver.StreamRequestHandler):
    server: Server
    timeout = 5.0

    def setup(self) -> None:
        if self.server.secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self.request = context.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        first = self.rfile.readline().decode("ascii").split()
        lines = iter(lambda: self.rfile.readline().decode("ascii").strip(), "")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        question = Question(first[1], headers, len(self.server.asked))
        self.server.asked.append(question)
        try:
            for piece in self.server.behaviour(question):
                self.request.sendall(piece)
        except OSError:
            return  # the client has heard enough
        finally:
            if self.server.secure:
                self.request.close()


@contextmanager
def serving(behaviour: Behaviour, secure: bool = False) -> Iterator[Server]:
    """The server while the block runs; all its threads are over when it ends."""
    with Server(behaviour, secure) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
