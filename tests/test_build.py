"""The sample from committed tables to a whole site, and what a person sees when something given is wrong."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.web import links

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "sample" / "datapackages"
EXPECTED = ROOT / "tests" / "expected"
TABLE = "absence/data/2018-19.csv"


def tree(folder: Path) -> dict[str, str]:
    """The sha256 of every file by its path below ``folder``."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A copy of the sample that a test may spoil."""
    return shutil.copytree(SAMPLE, tmp_path / "datapackages")


def urns(closed: bool) -> set[str]:
    lines = [line.split(maxsplit=1) for line in (SAMPLE.parent / "urns.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return {urn for urn, why in lines if why.startswith("closed") is closed}


def test_the_sample_is_cut_from_the_committed_packages(tmp_path: Path) -> None:
    """If not, cut it anew: the command stands at the head of ``urns.txt``. ``local`` is an example, ``evidence`` whole reviews."""
    assert main(["sample", "--urns", str(SAMPLE.parent / "urns.txt"), "--to", str(tmp_path / "sample")]) == 0
    assert tree(tmp_path / "sample") == {path: each for path, each in tree(SAMPLE).items() if not path.startswith(("local/", "evidence/"))}


def test_every_school_of_the_sample_has_a_page_and_every_open_one_its_figures(sample_site: Path) -> None:
    assert {path.stem for path in (sample_site / "school").glob("*.html")} == urns(closed=True) | urns(closed=False)
    assert {path.stem for path in (sample_site / "school").glob("*.json")} == urns(closed=False)


def test_every_link_of_the_sample_leads_somewhere(sample_site: Path) -> None:
    assert links.broken(sample_site) == []


def test_a_planted_broken_link_is_found(sample_site: Path, tmp_path: Path) -> None:
    site = shutil.copytree(sample_site, tmp_path / "site")
    page = site / "school" / "107947.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", '<a href="999999.html">planted</a></main>'), encoding="utf-8")
    assert links.Broken("school/107947.html", "999999.html") in links.broken(site)


def test_any_school_is_four_clicks_from_home_without_javascript(sample_site: Path) -> None:
    reached, edge = {"index.html"}, {"index.html"}
    for _ in range(4):
        edge = {target for page in edge for target in targets(sample_site, page)} - reached
        reached |= edge
    assert {f"school/{urn}.html" for urn in urns(closed=True) | urns(closed=False)} <= reached


def targets(site: Path, page: str) -> set[str]:
    """The pages that ``page`` links to, by their path below the site."""
    if not page.endswith(".html") or not (site / page).is_file():
        return set()
    html = (site / page).read_bytes()
    found = {
        ((site / page).parent / link.decode().partition("#")[0]).resolve() for link in links.LINKS[0].findall(html) if b":" not in link
    }
    whole = {path / "index.html" if path.is_dir() else path for path in found}
    return {path.relative_to(site.resolve()).as_posix() for path in whole if path.is_relative_to(site.resolve())}


def test_no_page_of_the_a_to_z_is_over_60_kb(sample_site: Path) -> None:
    assert max(path.stat().st_size for path in (sample_site / "a-to-z").glob("*.html")) <= 60_000


def test_figures_are_as_expected(sample_site: Path) -> None:
    """Golden files. After a change that is meant: copy them anew from ``build/sample-site`` and read the difference."""
    golden = [path.relative_to(EXPECTED) for path in EXPECTED.rglob("*.json")]
    assert {path.parts[0] for path in golden} >= {"school", "trust", "local-authority"}
    for path in golden:
        assert (sample_site / path).read_text(encoding="utf-8") == (EXPECTED / path).read_text(encoding="utf-8"), path


def test_a_second_build_changes_no_byte(sample_site: Path, tmp_path: Path) -> None:
    folders = ("--datapackages", str(SAMPLE), "--build", str(tmp_path / "packages"), "--site", str(tmp_path / "site"))
    assert main(["build", *folders]) == 0
    assert tree(tmp_path / "site") == tree(sample_site)


Spoil = Callable[[Path], None]


def edited(path: str, change: Callable[[bytes], bytes]) -> Spoil:
    """Spoils one file of the sample."""

    def spoil(packages: Path) -> None:
        before = (packages / path).read_bytes()
        after = change(before)
        assert after != before
        (packages / path).write_bytes(after)

    return spoil


def without_last_column(table: bytes) -> bytes:
    return b"".join(line.rpartition(b",")[0] + b"\n" for line in table.splitlines())


def with_code(table: bytes) -> bytes:
    head, first, *rest = table.splitlines(keepends=True)
    return b"".join([head, first.rpartition(b",")[0] + b",q\n", *rest])


def missing(packages: Path) -> None:
    (packages / TABLE).unlink()


SPOILT: dict[str, tuple[Spoil, str]] = {
    "a missing file": (missing, "2018-19.csv"),
    "a column gone": (edited(TABLE, without_last_column), "persistent_absence_15_pct"),
    "an unknown code": (edited(TABLE, with_code), "found 'q'"),
    "a duplicate key": (edited(TABLE, lambda table: table + table.splitlines(keepends=True)[1]), "100000"),
    "an undecodable byte": (edited(TABLE, lambda table: table + b"\xff\n"), "0xff"),
    "a misspelt key": (edited("absence/datapackage.yaml", lambda text: text.replace(b"primaryKey", b"primarykey")), "primarykey"),
    "a misspelt measure": (edited("absence/measures.yaml", lambda text: text.replace(b"decimals", b"decimal", 1)), "decimal"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_the_check_tells_it_too(packages: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    SPOILT[fault][0](packages)
    assert main(["check", "--datapackages", str(packages)]) in (1, 2)
    said = "".join(capsys.readouterr())
    assert "absence" in said
    assert "to mend" in said or said.count("\n") == 1


@pytest.mark.parametrize("fault", SPOILT)
def test_a_fault_is_told_in_one_line(packages: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    spoil, told = SPOILT[fault]
    spoil(packages)
    assert main(["build", "--datapackages", str(packages), "--build", str(packages / "b"), "--site", str(packages / "s")]) == 1
    said = capsys.readouterr().err
    stages, error = said.splitlines()[:-1], said.splitlines()[-1]
    assert all(line.endswith(" s") for line in stages)  # what was done before the fault was met
    assert "Error: " in error
    assert "absence" in said
    assert "found" in said
    assert "expected" in said
    assert told in said


@pytest.mark.parametrize("fault", SPOILT)
def test_what_stood_before_a_fault_still_stands(packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    for name in ("built", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("what stood before", encoding="utf-8")
    before = tree(tmp_path / "built"), tree(tmp_path / "site")
    SPOILT[fault][0](packages)
    folders = ("--datapackages", str(packages), "--build", str(tmp_path / "built"), "--site", str(tmp_path / "site"))
    assert main(["build", *folders]) == 1
    assert "expected" in capsys.readouterr().err.splitlines()[-1]
    assert (tree(tmp_path / "built"), tree(tmp_path / "site")) == before
    assert {path.name for path in tmp_path.iterdir()} == {"datapackages", "built", "site"}


def test_a_page_that_fails_leaves_the_old_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("what stood before", encoding="utf-8")
    config = "site_name: x\nstrict: true\nnav: [missing.md]\nextra: {released: 25 November 2026}\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    folders = ("--build", str(tmp_path / "packages"), "--site", str(tmp_path / "site"), "--config", str(tmp_path / "mkdocs.yml"))
    assert main(["build", "--datapackages", str(SAMPLE), *folders]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("SiteError: ")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "what stood before"


def test_an_altered_raw_file_is_refused_and_the_tables_stay(packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(packages)
    for line in (packages / "absence" / "lock.yaml").read_text(encoding="utf-8").splitlines():
        if line.startswith("- raw: "):
            path = tmp_path / "raw" / line.removeprefix("- raw: ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(b"altered") if path.suffix == ".gz" else b"altered")
    assert main(["import", "absence", "--datapackages", str(packages), "--from", str(tmp_path / "raw")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith("SourceError: ")
    assert "found sha256" in said[-1]
    assert tree(packages) == before
