"""Serves a folder on this machine only, as any static host would."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/geo+json")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """The tests' output is for the tests."""


class _Packing(_Quiet):
    """Gzips what is text and keeps the connection, as hosts do."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | None:
        """The whole answer in memory, packed if that pays."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        content, kind = path.read_bytes(), self.guess_type(str(path))
        packed = kind.startswith(TEXT)
        content = gzip.compress(content, 6, mtime=0) if packed else content
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return BytesIO(content)


@contextmanager
def served(folder: Path, packed: bool = False) -> Iterator[str]:
    """The address of ``folder`` while the block runs, on a port that was free; ``packed`` sends text gzipped."""
    handler = _Packing if packed else _Quiet
    with ThreadingHTTPServer((HOST, 0), partial(handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://{HOST}:{server.server_port}/"
        server.shutdown()
        thread.join()
