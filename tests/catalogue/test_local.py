"""The contract of what a place sets itself: read whole, refused where it could be taken for a national figure or lose a reason."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import catalogue
from pipeline.catalogue.framework import load_framework
from pipeline.catalogue.local import load_local
from pipeline.errors import CatalogueError
from tests.small_local import MEASURE, NAME, contract, write_local

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests/sample/datapackages"
LOUD = "Example: not real figures"

Spoil = Callable[[dict[str, Any]], object]


def test_a_local_package_is_read_whole(tmp_path: Path) -> None:
    write_local(tmp_path)
    (local,) = load_local(tmp_path)
    assert (local.level, local.code, local.example) == ("trust", "2001", False)
    assert local.statement == "We want every child to be heard."
    assert [measure.id for measure in local.dataset.measures] == ["local-heard"]


def test_a_folder_without_any_has_none(tmp_path: Path) -> None:
    assert load_local(tmp_path) == ()


def test_it_is_no_national_package(tmp_path: Path) -> None:
    write_local(tmp_path)
    assert catalogue.load(tmp_path) == {}


def no_reasons(content: dict[str, Any]) -> None:
    field = content["resources"][0]["schema"]["fields"][-1]
    del field["missingValues"]


def other_schema(content: dict[str, Any]) -> None:
    content["resources"][1]["schema"] = copy.deepcopy(content["resources"][1]["schema"])
    content["resources"][1]["schema"]["fields"][0]["description"] = "Another."


def empty_reason(content: dict[str, Any]) -> None:
    content["resources"][0]["schema"]["fields"][-1]["missingValues"] = ["", "c"]


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda content: content.pop("owner"), "a mapping"),
        (lambda content: content["owner"].update(name="x"), "'name'"),
        (lambda content: content["owner"].update(level="region"), "school, trust, local-authority"),
        (lambda content: content["resources"][0]["schema"].update(primaryKey=["code"]), r"\[level, code, phase, period\]"),
        (lambda content: [table.update(type="file") for table in content["resources"]], "0 tables"),
        (other_schema, "2 tables"),
        (no_reasons, "one of c, z, x, low, u"),
        (empty_reason, "one of c, z, x, low, u"),
    ],
)
def test_a_wrong_contract_is_refused(tmp_path: Path, spoil: Spoil, found: str) -> None:
    content = copy.deepcopy(contract())
    spoil(content)
    write_local(tmp_path, content)
    with pytest.raises(CatalogueError, match=found):
        load_local(tmp_path)


@pytest.mark.parametrize(
    ("measures", "found"),
    [
        ([], "one at least"),
        ([{**MEASURE, "id": "heard"}], "begins with local-"),
        ([{**MEASURE, "rollup": {"method": "sum"}}], "never added up"),
        ([MEASURE, MEASURE], "'local-heard' twice"),
    ],
)
def test_a_wrong_measure_is_refused(tmp_path: Path, measures: list[dict[str, Any]], found: str) -> None:
    write_local(tmp_path, measures=measures)
    with pytest.raises(CatalogueError, match=found):
        load_local(tmp_path)


def test_two_owners_have_no_measure_of_one_name(tmp_path: Path) -> None:
    write_local(tmp_path)
    write_local(tmp_path, {**contract(), "name": "others"})
    with pytest.raises(CatalogueError, match="'local-heard' twice"):
        load_local(tmp_path)


def test_none_is_called_local(tmp_path: Path) -> None:
    write_local(tmp_path).rename(tmp_path / "local" / "gone")
    (tmp_path / "local/datapackage.yaml").write_text("name: local\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="a folder of packages"):
        load_local(tmp_path)


def test_the_framework_takes_no_local_measure(tmp_path: Path) -> None:
    content = yaml.safe_load((SAMPLE / "framework.yaml").read_text(encoding="utf-8"))
    content["phases"]["primary"][0] = load_local(SAMPLE)[0].dataset.measures[0].id
    (tmp_path / "framework.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"'local-example-trust-adult'.*expected the id of a measure of a package"):
        load_framework(tmp_path, catalogue.load(SAMPLE))


def test_an_example_says_so_everywhere() -> None:
    examples = [local for local in load_local(SAMPLE) if local.example]
    assert examples
    for local in examples:
        said = [local.dataset.title, local.dataset.descriptor["description"], local.statement]
        said += [text for measure in local.dataset.measures for text in (measure.title, measure.definition)]
        assert [text for text in said if not text.startswith(LOUD)] == []


def test_no_example_is_among_what_is_published() -> None:
    assert [local.dataset.name for local in load_local(ROOT / "datapackages") if local.example] == []
    assert NAME not in catalogue.load(ROOT / "datapackages")
