"""The contracts are read strictly: what is misspelt, missing or strange is refused in one line."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import catalogue
from pipeline.errors import CatalogueError
from tests.small_package import MEASURE, descriptor, write_package


def test_a_package_is_read_whole(tmp_path: Path) -> None:
    write_package(tmp_path)
    dataset = catalogue.load(tmp_path)["away"]
    assert [measure.id for measure in dataset.measures] == ["away"]
    assert dataset.measures[0].rollup.weight == "pupils"
    assert dataset.measures[0].package == "away"
    assert dataset.sources[0].raw == "raw/away.csv"


def _misspelt(contract: dict[str, Any]) -> None:
    schema = contract["resources"][0]["schema"]
    schema["primarykey"] = schema.pop("primaryKey")


def _unknown(contract: dict[str, Any]) -> None:
    contract["licence"] = "OGL"


def _outside(contract: dict[str, Any]) -> None:
    contract["resources"][0]["path"] = "../secret.csv"


def _address(contract: dict[str, Any]) -> None:
    contract["resources"][0]["path"] = "https://example.org/data.csv"


def _twice(contract: dict[str, Any]) -> None:
    contract["resources"].append(contract["resources"][0])


def _untyped(contract: dict[str, Any]) -> None:
    contract["resources"][0]["schema"]["fields"][0]["type"] = "words"


def _constraint(contract: dict[str, Any]) -> None:
    contract["resources"][0]["schema"]["fields"][5]["constraints"] = {"min": 0}


def _renamed(contract: dict[str, Any]) -> None:
    contract["name"] = "other"


def _sourceless(contract: dict[str, Any]) -> None:
    del contract["sources"]


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_misspelt, "primarykey"),
        (_unknown, "licence"),
        (_outside, "secret"),
        (_address, "example.org"),
        (_twice, "twice"),
        (_untyped, "words"),
        (_constraint, "'min'"),
        (_renamed, "other"),
        (_sourceless, "sources"),
    ],
)
def test_a_wrong_descriptor_is_refused(tmp_path: Path, spoil: Callable[[dict[str, Any]], None], found: str) -> None:
    contract: dict[str, Any] = copy.deepcopy(descriptor())
    spoil(contract)
    write_package(tmp_path, contract)
    with pytest.raises(CatalogueError, match=found) as caught:
        catalogue.load(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_national_package_has_no_owner(tmp_path: Path) -> None:
    folder = write_package(tmp_path, {**descriptor(), "owner": {"level": "trust", "code": "2001"}})
    told = rf"{folder / 'datapackage.yaml'}, owner: found .*2001.*; expected none: only a package below local/ has one"
    for read in (lambda: catalogue.load(tmp_path), lambda: catalogue.load_one(folder)):
        with pytest.raises(CatalogueError, match=told):
            read()


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("quoteChar", '""'),
        ("quoteChar", ""),
        ("quoteChar", 5),
        ("delimiter", ",,"),
        ("delimiter", ""),
        ("delimiter", None),
        ("escapeChar", "\\\\"),
        ("commentChar", "##"),
        ("lineTerminator", "||"),
        ("header", "no"),
        ("quotChar", "'"),
    ],
)
def test_a_dialect_that_is_not_read_is_refused(tmp_path: Path, key: str, wrong: object) -> None:
    contract: dict[str, Any] = copy.deepcopy(descriptor())
    contract["resources"][1]["dialect"][key] = wrong
    write_package(tmp_path, contract)
    with pytest.raises(CatalogueError, match=rf"resource 2018-19, dialect.*{key}"):
        catalogue.load(tmp_path)


@pytest.mark.parametrize("wrong", ["utf9", "cp1252", 8])
def test_an_encoding_other_than_ours_is_refused(tmp_path: Path, wrong: object) -> None:
    contract: dict[str, Any] = copy.deepcopy(descriptor())
    contract["resources"][1]["encoding"] = wrong
    write_package(tmp_path, contract)
    with pytest.raises(CatalogueError, match=f"resource 2018-19, encoding: found {wrong!r}; expected utf-8"):
        catalogue.load(tmp_path)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"colum": "x"}, "colum"),
        ({"column": "gone_pct"}, "gone_pct"),
        ({"rollup": {"method": "median"}}, "median"),
        ({"rollup": {"method": "mean"}}, "weight"),
        ({"unit": "furlong"}, "furlong"),
        ({"chart": "pie"}, "pie"),
        ({"compare": "town"}, "town"),
        ({"phases": ["kindergarten"]}, "kindergarten"),
        ({"breaks": [{"period": "2018-19"}]}, "reason"),
    ],
)
def test_a_wrong_measure_is_refused(tmp_path: Path, change: dict[str, object], found: str) -> None:
    write_package(tmp_path, measures=[{**MEASURE, **change}])
    with pytest.raises(CatalogueError, match=found):
        catalogue.load(tmp_path)


def test_a_measure_without_its_question_is_refused(tmp_path: Path) -> None:
    write_package(tmp_path, measures=[{key: word for key, word in MEASURE.items() if key != "question"}])
    with pytest.raises(CatalogueError, match="question"):
        catalogue.load(tmp_path)


def test_a_measure_id_stands_once(tmp_path: Path) -> None:
    write_package(tmp_path, measures=[MEASURE, MEASURE])
    with pytest.raises(CatalogueError, match="'away' twice"):
        catalogue.load(tmp_path)


@pytest.mark.parametrize(("content", "found"), [(b"name: [", "YAML"), (b"name: \xff", "byte 6"), (b"name: a\nname: b\n", "twice")])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes, found: str) -> None:
    (write_package(tmp_path) / "datapackage.yaml").write_bytes(content)
    with pytest.raises(CatalogueError, match=found):
        catalogue.load(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such folder"):
        catalogue.load(tmp_path / "nowhere")


def test_an_unknown_package_is_refused(tmp_path: Path) -> None:
    write_package(tmp_path)
    with pytest.raises(CatalogueError, match="'home'"):
        catalogue.chosen(catalogue.load(tmp_path), "home")


def test_the_lock_keeps_the_day_of_first_access(tmp_path: Path) -> None:
    dataset = catalogue.load_one(write_package(tmp_path))
    assert catalogue.locked(dataset) == {}
    catalogue.write_lock(dataset, {"raw/away.csv": ("abc", 3)}, "2026-01-01")
    catalogue.write_lock(dataset, {"raw/away.csv": ("abc", 3)}, "2026-02-02")
    assert catalogue.locked(dataset) == {"raw/away.csv": "abc"}
    assert "2026-01-01" in (dataset.folder / "lock.yaml").read_text()
