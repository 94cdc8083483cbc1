"""Finds the links of a built site that lead nowhere. Inside the site only: no other host is asked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

from pipeline.errors import SiteError
from pipeline.workers import workers

BATCH = 500  # pages

# One pattern for each attribute: a pattern that begins with plain letters is looked for six times as fast.
LINKS = tuple(re.compile(name + rb"""="?([^\s">]+)""") for name in (b"href", b"src", b"action"))
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Broken(NamedTuple):
    """A link as it stands in ``page``, which is named by its path below the site."""

    page: str
    link: str


def verify(site: Path) -> None:
    """Raises SiteError for the first link that leads nowhere, and says how many there are."""
    found = broken(site)
    if found:
        (page, link), *others = found
        raise SiteError(site / page, f"the link {link} (and {len(others)} other broken links)", "a page or file of the site")


def broken(site: Path) -> list[Broken]:
    """Every link of every page whose file, or whose part of a page, is not there; in order of page and link."""
    check = _Check(site)
    with workers(_begin, check) as pool:
        pages = check.pages()
        parts = pool.map(_dead, (pages[at : at + BATCH] for at in range(0, len(pages), BATCH)))
    return [link for part in parts for link in part]


_CHECKS: list[_Check] = []  # a worker's own


def _begin(check: _Check) -> None:
    _CHECKS.append(check)


def _dead(pages: Sequence[str]) -> list[Broken]:
    return _CHECKS[-1].of(pages)


class _Check:
    """Each link is worked out once for all pages of a folder: a site of 47,000 pages repeats most of them."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.files = {path: where for where, path in _files(site)}
        self.targets: dict[tuple[str, bytes], str] = {}
        self.texts: dict[str, bytes] = {}

    def pages(self) -> list[str]:
        """Every page in order."""
        return sorted(path for path in self.files if path.endswith(".html"))

    def of(self, pages: Sequence[str]) -> list[Broken]:
        """The dead links of these pages."""
        return [Broken(page, link.decode(errors="replace")) for page in pages for link in self._dead(page)]

    def _dead(self, page: str) -> Iterator[bytes]:
        html = self.files[page].read_bytes()
        folder = dirname(page)
        for link in sorted({link for pattern in LINKS for link in pattern.findall(html)}):
            path, _, part = link.partition(b"#")
            target = page if link.startswith(b"#") else self._target(folder, path)
            dead = target and (target not in self.files or (part and not self._has(html if target == page else self._text(target), part)))
            if dead and _is_attribute(html, link):  # a name may say src=x, which is no link
                yield link

    def _target(self, folder: str, link: bytes) -> str:
        """The file below the site that a link without its part leads to; "" for another host's."""
        key = folder, link
        if key not in self.targets:
            self.targets[key] = _resolved(folder, unescape(link.decode(errors="replace")))
        return self.targets[key]

    def _text(self, page: str) -> bytes:
        if page not in self.texts:
            self.texts[page] = self.files[page].read_bytes()
        return self.texts[page]

    @staticmethod
    def _has(html: bytes, part: bytes) -> bool:
        return any(html.find(b"id=" + mark) >= 0 for mark in (b'"' + part + b'"', part + b" ", part + b">"))


def _is_attribute(html: bytes, link: bytes) -> bool:
    """Whether the link is the value of an attribute, and not a part of a text or of another attribute's value."""
    tags = _Tags()
    tags.feed(html.decode(errors="replace"))
    return unescape(link.decode(errors="replace")) in tags.links


class _Tags(HTMLParser):
    """What the attributes that lead somewhere hold."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links.update(value for name, value in attrs if name in ("href", "src", "action") and value)


def _files(site: Path) -> Iterator[tuple[Path, str]]:
    """Every file with its path below the site, as links name it."""
    for folder, _, names in os.walk(site):
        below = os.path.relpath(folder, site)
        for name in names:
            yield Path(folder, name), normpath(f"{below}/{name}")


def _resolved(folder: str, link: str) -> str:
    if ELSEWHERE.match(link):
        return ""
    path = unquote(link.partition("?")[0])
    whole = normpath(path.lstrip("/") if path.startswith("/") else f"{folder}/{path}" if folder else path or ".")
    return normpath(f"{whole}/index.html") if path.endswith(("/", "..", ".")) or not path else whole
