"""The catalogue: every package is listed with its size, and its page gives each file with the hash that it has."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.errors import SiteError
from pipeline.model import Dataset
from pipeline.web.pages import catalogue as all_packages
from pipeline.web.pages import package
from tests.small_package import descriptor, write_package

README = "# Away\n\nOne row a <em>school</em>.\n\n## Quirks\n\n| | b |\n|---|---|\n| 1 | 2 |\n"
LOCK = "files:\n- {raw: raw/away.csv, publisher: Nobody, period: 2018-19, sha256: abc123, bytes: 2048, accessed: '2026-11-22'}\n"


def _built(tmp_path: Path, contract: dict[str, object] | None = None) -> tuple[Dataset, Path]:
    folder = write_package(tmp_path / "datapackages", contract)
    (folder / "README.md").write_text(README, encoding="utf-8")
    (folder / "lock.yaml").write_text(LOCK, encoding="utf-8")
    dataset = catalogue.load_one(folder)
    frame = pd.concat(packages.read(dataset).values(), ignore_index=True)
    schema = dataset.descriptor["resources"][0]["schema"]
    packages.write_built(dataset, {"away": frame}, {"away": schema}, tmp_path / "built" / "away")
    return dataset, tmp_path / "built"


def test_the_catalogue_lists_each_package(tmp_path: Path) -> None:
    dataset, built = _built(tmp_path)
    page = all_packages.compose({"away": dataset}, built)
    assert page.path == "data/index.html"
    assert '<a href="away/">Away</a>' in page.body
    assert '<a href="away/datapackage.json">' in page.body
    assert "<dt>Rows</dt><dd>4</dd>" in page.body
    assert "2017/18 to 2018/19" in page.body


def test_a_package_gives_each_file_with_its_own_hash(tmp_path: Path) -> None:
    dataset, built = _built(tmp_path)
    page = package.compose(dataset, built)
    assert page.path == "data/away/index.html"
    given = dict(re.findall(r'<a href="([\w.]+)">\1</a>.*sha256 ([0-9a-f]{64})', page.body))
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (built / "away").iterdir()}
    assert given == files


def test_a_package_tells_its_columns_and_reasons(tmp_path: Path) -> None:
    dataset, built = _built(tmp_path)
    body = package.compose(dataset, built).body
    for field in dataset.descriptor["resources"][0]["schema"]["fields"]:
        assert f"<code>{field['name']}</code>" in body
    for code in ("c", "z", "x", "low", "u"):
        assert f"<dt><code>{code}</code></dt>" in body
    assert "<small>percent</small>" in body


def test_a_package_tells_its_readme_once_under_one_heading(tmp_path: Path) -> None:
    dataset, built = _built(tmp_path)
    body = package.compose(dataset, built).body
    assert len(re.findall("<h1", body)) == 1
    assert "<p>One row a <em>school</em>.</p>" in body
    assert '<h3 id="about-quirks">Quirks</h3>' in body
    assert "<td>2</td>" in body
    assert "<th></th>" not in body


def test_a_package_tells_where_it_is_from(tmp_path: Path) -> None:
    source = {"title": "Raw & ready", "publisher": "Nobody", "raw": "raw/away.csv", "period": "2018-19", "compiledBy": "someone/else"}
    dataset, built = _built(tmp_path, {**descriptor(), "sources": [source]})
    text = unescape(re.sub(r"<[^>]+>", "", package.compose(dataset, built).body))
    assert "Raw & ready, Nobody, 2018/19; as compiled by someone/else" in text
    assert "Accessed 22 November 2026, 2.0 kB" in text
    assert "sha256 abc123" in text


@pytest.mark.parametrize(
    ("years", "runs"),
    [
        ([], []),
        (["2018-19"], [("2018/19", "2018/19")]),
        (["2023-24", "1998-99", "1999-00", "2000-01"], [("1998/99", "2000/01"), ("2023/24", "2023/24")]),
        (["schools", "2018-19"], [("2018/19", "2018/19")]),
    ],
)
def test_years_are_told_in_unbroken_runs(years: list[str], runs: list[tuple[str, str]]) -> None:
    dataset = Dataset("away", "Away", Path(), {"resources": [{"name": year} for year in years]}, (), ())
    assert package.spans(dataset) == runs


def test_a_month_is_not_told_as_a_school_year(tmp_path: Path) -> None:
    sources = [
        {"title": "Raw", "publisher": "Nobody", "raw": f"raw/{n}.csv", "period": period} for n, period in enumerate(("2022-12", "2022-23"))
    ]
    dataset, built = _built(tmp_path, {**descriptor(), "sources": sources})
    body = package.compose(dataset, built).body
    assert body.index("Nobody, 2022/23") < body.index("Nobody, 2022-12")


def test_a_package_that_is_not_built_is_refused(tmp_path: Path) -> None:
    dataset, built = _built(tmp_path)
    (built / "away/datapackage.json").unlink()
    with pytest.raises(SiteError, match="descriptor of a built package"):
        package.compose(dataset, built)


def test_a_package_without_its_words_is_refused(tmp_path: Path) -> None:
    dataset, built = _built(tmp_path)
    (dataset.folder / "README.md").unlink()
    with pytest.raises(SiteError, match="README"):
        package.compose(dataset, built)
