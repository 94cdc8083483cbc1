"""Where a raw file may be got from and where it may lie: held when the contract is read, before anything is asked of anyone."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import CatalogueError

HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")  # a name in full: no number, port or wildcard
ADDRESS = re.compile(r"https://([a-z0-9.-]+)/[!\"$-~]{0,2000}")  # what could name a user, a port or a fragment has no place in it


def hold_hosts(where: str, hosts: Any) -> frozenset[str]:
    """The hosts that may be asked for a package's raw files. Raises CatalogueError unless each is a name in full, in small letters."""
    if not isinstance(hosts, list):
        raise CatalogueError(where, type(hosts).__name__, "a list of hosts")
    for host in hosts:
        if not isinstance(host, str) or not HOST.fullmatch(host):
            raise CatalogueError(where, repr(host), "a host's name in full, in small letters, as in www.gov.uk")
    return frozenset(hosts)


def hold_source(where: str, source: dict[str, Any], hosts: frozenset[str]) -> None:
    """Raise CatalogueError unless ``raw`` stays inside the import folder and ``download`` is https from one of the ``hosts``."""
    if not _is_inside(source["raw"]):
        raise CatalogueError(f"{where}, raw", repr(source["raw"]), "a path inside the import folder")
    if "download" in source and not _is_allowed(source["download"], hosts):
        expected = "https://HOST/PATH with nothing else before the path, of a host that the descriptor lists under hosts"
        raise CatalogueError(f"{where}, download", repr(source["download"]), expected)


def _is_inside(raw: Any) -> bool:
    parts = raw.split("/") if isinstance(raw, str) else [""]
    return not {"", ".", ".."} & set(parts) and "\\" not in raw and raw.isprintable()


def _is_allowed(address: Any, hosts: frozenset[str]) -> bool:
    match = ADDRESS.fullmatch(address) if isinstance(address, str) else None
    return match is not None and match[1] in hosts
