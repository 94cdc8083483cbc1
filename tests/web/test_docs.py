"""What is written by hand: it links to what is there, asks nobody else for anything, and builds with the theme's successor too."""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from plotly.offline import get_plotlyjs_version

from pipeline import catalogue
from pipeline.catalogue.framework import load_framework
from pipeline.web.shell import Shell, build_written

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "docs/assets/vendor"
PLOTLY_SHA256 = "44456857d5a488b4161c2e1bf25fb0932b63767a085223520745fde4eaac50a7"
FONT_BYTES = 60_000
# Composed and set into the shell when the whole site is built; the test of all links covers them.
COMPOSED = re.compile(r"(a-to-z|data|school|trust|region|local-authority|measure)/|england\.html|assets/(charts|finder)\.js")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The written site, built once."""
    out = tmp_path_factory.mktemp("docs") / "site"
    build_written(ROOT / "mkdocs.yml", out)
    return out


def _pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if path.parent.name not in ("shell", "lean") and path.name != "404.html"]


def test_every_link_between_written_pages_resolves(site: Path) -> None:
    broken = [f"{page.relative_to(site)} -> {link}" for page in _pages(site) for link in _links(page) if not _resolves(site, page, link)]
    assert not broken


def _links(page: Path) -> list[str]:
    return re.findall(r'(?:href|src|action)="(?!https?:)([^"]*)"', page.read_text(encoding="utf-8"))


def _resolves(site: Path, page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(site.resolve()):
        return False
    if COMPOSED.match(str(target.relative_to(site.resolve())) + ("/" if path.endswith("/") else "")):
        return True
    target = target / "index.html" if target.is_dir() else target
    return target.is_file() and (not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"))


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    loads = r'<(?:script|img|link|iframe|source)[^>]*(?:src|href)="(?:https?:)?//[^"]*"'
    for page in site.rglob("*.html"):
        assert not re.findall(loads, page.read_text(encoding="utf-8")), page
    assert not re.findall(r"url\(\s*[\"']?(?:https?:)?//|@import", (site / "assets/oec.css").read_text(encoding="utf-8"))


def test_every_written_page_has_one_heading_a_title_and_a_description(site: Path) -> None:
    titles = []
    for page in _pages(site):
        text = page.read_text(encoding="utf-8")
        assert len(re.findall(r"<h1[ >]", text)) == 1, page
        assert re.search(r'<meta name="description" content="[^"]{40,}">', text), page
        titles += re.findall(r"<title>([^<]+)</title>", text)
    assert len(set(titles)) == len(_pages(site))


READ = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "tint"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "tint"),
    ("link", "paper"),
    ("link", "card"),
]
READ += [
    ("link", "tint"),
    ("me", "paper"),
    ("on-me", "me"),
    ("on-deep", "deep"),
    ("on-deep-soft", "deep"),
    ("warn-ink", "warn"),
    ("on-focus", "focus"),
]
SEEN = [("la", "paper"), ("england", "card"), ("la", "card"), ("me", "card"), ("edge", "card"), ("edge", "paper")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("least", "pairs"), [(4.5, READ), (3.0, SEEN)])
def test_text_and_lines_stand_out_from_their_ground(scheme: str, least: float, pairs: list[tuple[str, str]]) -> None:
    """WCAG 2.2, criteria 1.4.3 and 1.4.11 at level AA."""
    tokens = _tokens(scheme)
    weak = [f"{front} on {ground}" for front, ground in pairs if _contrast(tokens[front], tokens[ground]) < least]
    assert not weak


def _tokens(scheme: str) -> dict[str, str]:
    """The colours in force, by token: those of the dark scheme stand over those of the light."""
    sheet = (ROOT / "docs/assets/oec.css").read_text(encoding="utf-8")
    roots = re.findall(r":root\{([^}]*)\}", sheet)[: 1 + (scheme == "dark")]
    return {name: colour for root in roots for name, colour in re.findall(r"--([a-z-]+):(#[0-9a-f]+)", root)}


def _contrast(front: str, ground: str) -> float:
    lighter, darker = sorted((_luminance(front), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_asset_that_the_stylesheet_names_is_there() -> None:
    sheet = ROOT / "docs/assets/oec.css"
    named = re.findall(r"url\(([^)\"']+)\)", sheet.read_text(encoding="utf-8"))
    assert named
    assert all((sheet.parent / name).is_file() for name in named)


def test_every_colour_is_a_token() -> None:
    sheet = (ROOT / "docs/assets/oec.css").read_text(encoding="utf-8")
    rules = re.sub(r":root\{[^}]*\}", "", sheet)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)


def test_every_token_that_is_used_is_declared() -> None:
    sheet = (ROOT / "docs/assets/oec.css").read_text(encoding="utf-8")
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet)) <= set(re.findall(r"(--[a-z0-9-]+):", sheet))


def test_plotly_in_the_browser_is_the_one_that_the_tests_know() -> None:
    script = (VENDOR / "plotly-lean.min.js").read_bytes()
    assert f"plotly.js (lean: see plotly-lean.entry.js) v{get_plotlyjs_version()}".encode() in script[:200]
    assert hashlib.sha256(script).hexdigest() == PLOTLY_SHA256
    assert "MIT License" in (VENDOR / "plotly-lean.LICENSE.txt").read_text(encoding="utf-8")


def test_the_font_is_small_and_has_its_licence() -> None:
    fonts = list(VENDOR.glob("*.woff2"))
    assert fonts
    assert sum(font.stat().st_size for font in fonts) <= FONT_BYTES
    assert "SIL OPEN FONT LICENSE" in (VENDOR / "evidence-serif.LICENSE.txt").read_text(encoding="utf-8")


def test_the_footer_names_the_release_of_the_packages() -> None:
    release = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["release"]
    descriptors = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "datapackages").glob("*/datapackage.yaml")]
    assert descriptors
    assert max(str(descriptor["version"]) for descriptor in descriptors) == release


def test_the_successor_builds_the_same_pages(site: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    done = subprocess.run([sys.executable, "-m", "zensical", "build"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert Shell.read(tmp_path / "site").full.split() == Shell.read(site).full.split()
    for page in _pages(site):
        other = tmp_path / "site" / page.relative_to(site)
        assert _words(other) == _words(page)


def _words(page: Path) -> str:
    """The text of the page's middle, without spaces: the successor wraps code in more elements."""
    middle = re.findall(r"<main.*</main>", page.read_text(encoding="utf-8"), re.DOTALL)[0]
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", middle)))


def test_what_nobody_publishes_stands_among_the_methods_with_who_knows_it(sample_site: Path) -> None:
    told = html.unescape((sample_site / "methods/index.html").read_text(encoding="utf-8"))
    datasets = catalogue.load(Path("datapackages"))
    unpublished = load_framework(Path("datapackages"), datasets).unpublished
    assert len(unpublished) > 10
    for gap in unpublished:
        assert f"<td>{gap.holder}</td><td>{gap.why}</td>" in told
