"""Links of a small site made by hand: each way to be right and each way to be broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SiteError
from pipeline.web.links import Broken, broken, verify

RIGHT = (
    '<a href="../">home</a> <a href="./">list</a> <a href="a.html">itself</a> <a href=a.html>bare</a> <a href="#here">here</a>'
    '<a href="../other/">folder</a> <a href="../other/index.html#there">part</a> <a href="../other/?q=1#there">asked</a>'
    '<a href="/school/a.html">root</a> <a href="../caf%C3%A9.txt">quoted</a> <a href="../r&amp;d.txt">escaped</a>'
    '<a href="https://example.org/x">host</a> <a href="//example.org/x">host</a> <a href="mailto:x@example.org">post</a>'
    '<p>a name with src=x in it, and &lt;img src="y"&gt;</p><p title="a &#34; src=z">x</p>'
    '<script src="../run.js"></script><form action="../other/"></form><p id="here">x</p>'
)


def site(folder: Path, page: str) -> Path:
    """A site whose ``school/a.html`` is ``page``."""
    empty = dict.fromkeys(("index.html", "school/index.html", "run.js", "café.txt", "r&d.txt"), "")
    for path, text in {**empty, "school/a.html": page, "other/index.html": "<p id=there>"}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_right_links_are_let_be(tmp_path: Path) -> None:
    assert broken(site(tmp_path, RIGHT)) == []
    verify(tmp_path)


LINKS = ("b.html", "../b.html", "../../index.html", "#no", "../other/#no", "/a.html", "../other", "b%20c.html", "../run.js/", "A.html")
TAGS = ('<a href="{}">', "<a href={}>", '<img src="{}">', '<form action="{}">')


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("tag", TAGS)
def test_a_broken_link_is_found(tmp_path: Path, link: str, tag: str) -> None:
    assert broken(site(tmp_path, RIGHT + tag.format(link))) == [Broken("school/a.html", link)]


def test_an_id_that_only_begins_so_is_another(tmp_path: Path) -> None:
    assert broken(site(tmp_path, '<p id="heretic"><p id=heretic><a href="#here">')) == [Broken("school/a.html", "#here")]


def test_the_first_is_named_and_all_are_counted(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"school/a\.html: found the link x\.html \(and 2 other broken links\); expected a page"):
        verify(site(tmp_path, '<a href="x.html"><a href="y.html"><a href="z.html">'))
