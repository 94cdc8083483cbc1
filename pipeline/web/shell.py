"""All that knows the site generator's output: it builds the written pages, and sets every other page into the shell that it built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from pipeline.errors import SiteError
from pipeline.model import Page

TITLE, DESCRIPTION, BODY = "@@title@@", "@@description@@", "<!--@@body@@-->"
FULL, LEAN = "shell", "lean"
MARKER = re.compile(r"<!--@@(.+?)@@-->")
CURRENT = ' aria-current="true"'
# What the generator adds and no page asks for: the theme's own look, and a sitemap, which would need the site's address and the day's date.
UNUSED = ("assets/images", "assets/javascripts", "assets/stylesheets", "search", "sitemap.xml", "sitemap.xml.gz", "objects.inv")

# Pages that lie behind the door of another folder.
BEHIND = {"measure": "methods"}

Frame = tuple[str, str, str, str]


@dataclass(slots=True)
class Shell:
    """The two frames that the generator built, full and lean, each cut at its three markers once for a depth and a door."""

    full: str
    lean: str
    frames: dict[tuple[bool, int, str], Frame] = field(default_factory=dict)

    @classmethod
    def read(cls, site: Path) -> Shell:
        """The shell out of the written site in ``site``. Raises SiteError when a frame or one of its markers is missing."""
        return cls(_pattern(site / FULL / "index.html"), _pattern(site / LEAN / "index.html"))

    def set(self, page: Page, lean: bool = False) -> bytes:
        """The whole HTML of ``page`` in UTF-8; ``lean`` gives the small frame of a school that has closed.

        Title and description are plain text and are escaped here; the body is HTML and is not.
        """
        folder, depth = page.path.split("/", 1)[0], page.path.count("/")
        frame = self.frames.get((lean, depth, folder)) or self._cut(lean, depth, folder)
        head, middle, above, below = frame
        parts = (head, escape(page.title), middle, escape(page.description), above, page.body, below)
        return "".join(parts).encode()

    def _cut(self, lean: bool, depth: int, folder: str) -> Frame:
        html = _opened(_moved(self.lean if lean else self.full, depth), depth, folder)
        head, rest = html.split(TITLE)
        middle, rest = rest.split(DESCRIPTION)
        above, below = rest.split(BODY)
        self.frames[lean, depth, folder] = head, middle, above, below
        return head, middle, above, below


def build_written(config: Path, out: Path) -> None:
    """Build the pages written by hand, and the shell, from ``config`` into the new or empty folder ``out``.

    Raises SiteError when the folder holds anything (the generator would empty it) or the generator complains.
    """
    if out.is_dir() and any(out.iterdir()):
        raise SiteError(out, "files of an earlier build", "a new folder, since the generator empties it")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config), "--site-dir", str(out.resolve())]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    if done.returncode:
        raise SiteError(
            config, " ".join(done.stderr.split()) or f"exit code {done.returncode}", "a site that mkdocs builds without a warning"
        )
    _drop(out, UNUSED)


def drop_frames(site: Path) -> None:
    """Take the two empty frames out of the site once they have been read: they are not pages."""
    _drop(site, (FULL, LEAN))


def fill(path: Path, marker: str, body: str) -> None:
    """Put ``body`` where the written page at ``path`` says ``<!--@@MARKER@@-->``. Raises SiteError unless it says so once."""
    comment, text = f"<!--@@{marker}@@-->", path.read_text(encoding="utf-8")
    if text.count(comment) != 1:
        raise SiteError(path, f"{text.count(comment)} times the marker {comment}", "it once")
    path.write_text(text.replace(comment, body), encoding="utf-8")


def fill_all(path: Path, bodies: Mapping[str, str]) -> set[str]:
    """Put ``bodies`` where the written page at ``path`` names them, as often as it does; the names that it has.

    Raises SiteError for a name that is not among them.
    """
    text = path.read_text(encoding="utf-8")
    named = set(MARKER.findall(text))
    strange = sorted(named - set(bodies))
    if strange:
        raise SiteError(path, f"the marker {strange[0]}", f"one of {', '.join(sorted(bodies))}")
    path.write_text(MARKER.sub(lambda found: bodies[found[1]], text), encoding="utf-8")
    return named


def _drop(site: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _pattern(path: Path) -> str:
    if not path.is_file():
        raise SiteError(path, "no such file", "the shell that mkdocs builds from docs/")
    html = path.read_text(encoding="utf-8")
    for marker in (TITLE, DESCRIPTION, BODY):
        if html.count(marker) != 1:
            raise SiteError(path, f"{html.count(marker)} times the marker {marker}", "it once")
    return html


def _moved(html: str, depth: int) -> str:
    """The frame, built one level deep, as it must read ``depth`` folders below the site's root: all its own links are relative."""
    return html.replace('="../', f'="{"../" * depth or "./"}')


def _opened(html: str, depth: int, folder: str) -> str:
    """Mark the door that ``folder`` lies behind; what has no door of its own is a place, behind Schools as built."""
    link = f'<a href="{"../" * depth or "./"}{BEHIND.get(folder, folder)}/">'
    return html.replace(CURRENT, "").replace(link, f"{link[:-1]}{CURRENT}>", 1) if link in html else html
