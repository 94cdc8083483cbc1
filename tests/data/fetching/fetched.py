"""A package whose one file lies on a server of the tests, and a policy that lets it be asked."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline import catalogue
from pipeline.data.fetching.policy import Policy
from pipeline.model import Dataset, Source
from tests.data.fetching.answers import CONTENT
from tests.data.fetching.faulty_server import LOOPBACK, Server

HOST = "data.example"
RAW = "raw/away.csv"


def package(folder: Path, server: Server | None, raw: str = RAW, content: bytes = CONTENT, page: str = "") -> Dataset:
    """A dataset with a lock in ``folder``; without a server its file's address is not known."""
    address = f"http{'s' if server.secure else ''}://{HOST}:{server.port}/away.csv" if server else ""
    source = Source("Away", "Nobody", raw, path=page, download=address)
    folder.mkdir(exist_ok=True)
    dataset = Dataset("away", "Away", folder, {"hosts": [HOST, "other.example"]}, (), (source,))
    catalogue.write_lock(dataset, {raw: (hashlib.sha256(content).hexdigest(), len(content))}, "2026-11-22")
    return dataset


def resolved(host: str, _port: int) -> tuple[str, ...]:
    """The tests' names."""
    return {HOST: (LOOPBACK,), "other.example": (LOOPBACK,)}[host]


def loosened(server: Server, **changes: object) -> Policy:
    """The strict policy, with loopback allowed and without the waits."""
    ports = frozenset({server.port})
    allowed = Policy(scheme="https" if server.secure else "http", ports=ports, private=frozenset({LOOPBACK}), resolve=resolved)
    return replace(allowed, **{"sleep": lambda _: None, "attempts": 3, **changes})  # type: ignore[arg-type]


def lying_about(folder: Path) -> set[str]:
    """Every file below ``folder``, hidden ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
