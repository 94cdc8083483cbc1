"""What kind of file a name promises: the content types that a server may give it, and how its first bytes look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.data.fetching.guards import shown
from pipeline.data.fetching.troubles import RefusedError

GZIP = b"\x1f\x8b"
OPENING = 1024  # bytes that are looked at
BINARY = (GZIP, b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"PAR1", b"\x89PNG")
PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|!--|\?xml|script|meta|title)", re.IGNORECASE)

UNTOLD = {"", "application/octet-stream", "binary/octet-stream", "application/download", "application/x-download"}
PACKED = {"application/gzip", "application/x-gzip"}
CSV_TYPES = {"text/csv", "application/csv", "text/x-csv", "text/comma-separated-values", "text/plain", "application/vnd.ms-excel"}
JSON_TYPES = {"application/json", "text/json", "text/plain", "application/geo+json", "application/vnd.geo+json"}
XLSX_TYPES = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel", "application/zip"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file by its suffix: ``types`` are its content types, ``opens`` the bytes of which one begins it (none: text)."""

    suffix: str
    types: frozenset[str]
    opens: tuple[bytes, ...] = ()


KINDS: Mapping[str, Kind] = {
    kind.suffix: kind
    for kind in (
        Kind(".csv", frozenset(CSV_TYPES)),
        Kind(".json", frozenset(JSON_TYPES), (b"{", b"[")),
        Kind(".geojson", frozenset(JSON_TYPES), (b"{",)),
        Kind(".xlsx", frozenset(XLSX_TYPES), (b"PK\x03\x04",)),
        Kind(".parquet", frozenset({"application/vnd.apache.parquet"}), (b"PAR1",)),
    )
}


def hold_type(content_type: str, raw: str) -> None:
    """Raise RefusedError unless a server may call the file ``raw`` that; a server that does not tell is taken at the file's own bytes."""
    given = content_type.partition(";")[0].strip().lower()
    packed = PACKED if raw.endswith(".gz") else set()
    if given not in UNTOLD | packed | _kind(raw).types:
        raise RefusedError(f"content of the type {shown(given)}", f"a {_kind(raw).suffix} file")


def hold_opening(opening: bytes, raw: str) -> None:
    """Raise RefusedError unless the first bytes, before gzip, are those of the kind of file that ``raw`` promises, and no page."""
    kind = _kind(raw)
    text = re.sub(rb"[\0\xff\xfe]|\xef\xbb\xbf", b"", opening)  # so that a page in UTF-16 is seen for what it is
    if PAGE.match(text):
        raise RefusedError("a page in HTML or XML", f"a {kind.suffix} file")
    if kind.opens and not text.lstrip().startswith(kind.opens) and not opening.startswith(kind.opens):
        raise RefusedError(f"a file that begins {shown(opening[:8].decode('latin-1'))}", f"a {kind.suffix} file")
    if not kind.opens and opening.startswith(BINARY):
        raise RefusedError(f"a binary file that begins {shown(opening[:8].decode('latin-1'))}", f"a {kind.suffix} file")


def _kind(raw: str) -> Kind:
    suffix = PurePosixPath(raw.removesuffix(".gz")).suffix.lower()
    if suffix not in KINDS:
        raise RefusedError(f"the kind {shown(suffix)}", f"one of {', '.join(KINDS)}")
    return KINDS[suffix]
