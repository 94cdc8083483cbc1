"""What the finder finds beside places: written pages with their headings, measures with their questions, and data packages.

Grain: ``pages.json`` one row a page: its address below the site's root, its title, what it answers, and its headings as pairs of the
part's name and the heading. A page written later is found because it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from pipeline.model import Dataset
from pipeline.web.charts.embed import ENCODE

H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
PART = re.compile(r'<h[23] id="?([^">]+)"?[^>]*>(.*?)</h[23]>', re.DOTALL)
SAYS = re.compile(r'<meta name="description" content="([^"]*)">')
TAG = re.compile(r"<[^>]+>")
UNFOUND = ("404.html", "index.html", "find/index.html")  # the page of an error, and those on which the finder stands


class Leaf(NamedTuple):
    """One page; ``parts`` are its headings, each with the part's name in the address."""

    path: str
    title: str
    says: str
    parts: Sequence[tuple[str, str]] = ()


def written(site: Path) -> Iterator[Leaf]:
    """The written pages, while nothing else is in the site's folder, by address."""
    for path in sorted(site.rglob("*.html")):
        address, html = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        if address not in UNFOUND and (title := H1.search(html)):
            says = SAYS.search(html)
            parts = [(name, _plain(text)) for name, text in PART.findall(html)]
            yield Leaf(address.removesuffix("index.html"), _plain(title[1]), unescape(says[1]) if says else "", parts)


def measured(datasets: Iterable[Dataset]) -> Iterator[Leaf]:
    """The pages of the packages and of their measures."""
    for dataset in datasets:
        yield Leaf(f"data/{dataset.name}/", dataset.title, "")
        yield from (Leaf(f"measure/{measure.id}.html", measure.title, measure.question) for measure in dataset.measures)


def write(leaves: Iterable[Leaf], path: Path) -> None:
    """Write ``pages.json``. Raises ``OSError`` if it cannot be written."""
    path.write_text(ENCODE(list(leaves)), encoding="utf-8")


def _plain(html: str) -> str:
    return " ".join(unescape(TAG.sub("", html)).split())
