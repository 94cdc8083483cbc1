"""The shell: what the generator built is read once, and pages are set into it."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from pipeline.errors import SiteError
from pipeline.model import Page
from pipeline.web.shell import BODY, DESCRIPTION, TITLE, Shell, build_written, drop_frames, fill, fill_all

ROOT = Path(__file__).parents[2]
PATHS = {0: "england.html", 1: "school/100000.html", 2: "data/absence/index.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The written site, built once."""
    out = tmp_path_factory.mktemp("written") / "site"
    build_written(ROOT / "mkdocs.yml", out)
    return out


def _set(site: Path, path: str, lean: bool = False) -> str:
    return Shell.read(site).set(Page(path, "A & B", 'the "best"', "<h1>Body</h1>"), lean).decode()


@pytest.mark.parametrize("lean", [False, True])
def test_title_description_and_body_stand_in_the_page(site: Path, lean: bool) -> None:
    html = _set(site, "school/100000.html", lean)
    assert "<title>A &amp; B · Open Evidence Centre</title>" in html
    assert '<meta name="description" content="the &quot;best&quot;">' in html
    assert re.search(r"<main[^>]*>\s*<h1>Body</h1>\s*</main>", html)
    assert "@@" not in html


@pytest.mark.parametrize("lean", [False, True])
@pytest.mark.parametrize(("depth", "path"), PATHS.items())
def test_links_lead_to_the_root_from_every_depth(site: Path, depth: int, path: str, lean: bool) -> None:
    links = re.findall(r'(?:href|src|action)="(?!https?:|#)([^"]*)"', _set(site, path, lean))
    assert len(links) > 4
    up = "../" * depth or "./"
    assert all(link.startswith(up) and not link.startswith(up + "../") for link in links), links


def test_the_door_in_front_of_the_page_is_marked(site: Path) -> None:
    current = r'<a href="[./]*([a-z-]+)/" aria-current="true">'
    assert re.findall(current, _set(site, "trust/1.html")) == ["find"]
    assert re.findall(current, _set(site, "england.html")) == ["find"]
    assert re.findall(current, _set(site, "data/index.html")) == ["data"]
    assert re.findall(current, _set(site, "data/absence/index.html")) == ["data"]
    assert re.findall(current, _set(site, "measure/away.html")) == ["methods"]


def test_frames_are_light(site: Path) -> None:
    bare = Page("school/100000.html", "", "", "")
    shell = Shell.read(site)
    assert len(shell.set(bare)) < 5_000
    assert len(shell.set(bare, lean=True)) < 1_500


def test_both_frames_have_the_skip_link_and_the_same_stylesheet(site: Path) -> None:
    for lean in (False, True):
        html = _set(site, "school/100000.html", lean)
        assert '<a class="skip" href="#main">' in html
        assert '<main id="main"' in html
        assert '<link rel="stylesheet" href="../assets/oec.css">' in html


def test_setting_a_page_costs_less_than_a_tenth_of_a_millisecond(site: Path) -> None:
    shell, page = Shell.read(site), Page("school/100000.html", "A", "B", "<p>word</p>" * 2_000)
    start = time.process_time()
    for _ in range(1_000):
        shell.set(page)
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize("marker", [TITLE, DESCRIPTION, BODY])
@pytest.mark.parametrize("copies", [0, 2])
def test_a_frame_without_each_marker_once_is_refused(tmp_path: Path, marker: str, copies: int) -> None:
    for name in ("shell", "lean"):
        (tmp_path / name).mkdir()
        words = "".join(each * copies if each == marker else each for each in (TITLE, DESCRIPTION, BODY))
        (tmp_path / name / "index.html").write_text(words, encoding="utf-8")
    with pytest.raises(SiteError, match=re.escape(f"found {copies} times the marker {marker}")):
        Shell.read(tmp_path)


def test_a_site_without_the_shell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="no such file"):
        Shell.read(tmp_path)


def test_a_rebuild_changes_no_byte(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    build_written(ROOT / "mkdocs.yml", again)
    assert _content(again) == _content(site)


def test_nothing_that_no_page_asks_for_is_left(site: Path) -> None:
    top = {path.name for path in site.iterdir()}
    assert top == {"404.html", "about", "assets", "compare", "embed", "evidence", "find", "index.html", "lean", "methods", "shell"}
    assert not [path for path in _content(site) if path.endswith((".map", ".gz")) or "sitemap" in path]


def test_the_frames_go_once_they_are_read(tmp_path: Path) -> None:
    for name in ("shell", "lean", "about"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
    drop_frames(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["about"]


def test_the_generator_is_not_let_loose_on_a_full_folder(tmp_path: Path) -> None:
    (tmp_path / "precious.html").touch()
    with pytest.raises(SiteError, match="earlier build"):
        build_written(ROOT / "mkdocs.yml", tmp_path)
    assert (tmp_path / "precious.html").exists()


def test_what_the_generator_refuses_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: nobody\n", encoding="utf-8")
    with pytest.raises(SiteError, match="nobody") as caught:
        build_written(tmp_path / "mkdocs.yml", tmp_path / "out")
    assert "\n" not in str(caught.value)


def test_a_marker_of_a_written_page_is_filled(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>a</p><!--@@england@@--><p>b</p>", encoding="utf-8")
    fill(tmp_path / "index.html", "england", "<b>é</b>")
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "<p>a</p><b>é</b><p>b</p>"
    with pytest.raises(SiteError, match="@@england@@"):
        fill(tmp_path / "index.html", "england", "again")


def _content(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_page_is_filled_wherever_it_names_what_is_there(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p><!--@@a@@--> and <!--@@b/c d@@-->, again <!--@@a@@--></p>", encoding="utf-8")
    assert fill_all(page, {"a": "1 \\1", "b/c d": "2", "e": "3"}) == {"a", "b/c d"}
    assert page.read_text(encoding="utf-8") == "<p>1 \\1 and 2, again 1 \\1</p>"


def test_a_name_that_is_not_there_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<!--@@x@@-->", encoding="utf-8")
    with pytest.raises(SiteError, match="the marker x"):
        fill_all(page, {"a": "1"})
