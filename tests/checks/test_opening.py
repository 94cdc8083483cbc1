"""What can be opened: packages of both versions, descriptors, resources, CSV files with a schema or without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.checks.descriptors import fields, keys
from pipeline.checks.opening import open_any
from pipeline.errors import CatalogueError
from tests.checks.package_at_hand import GOOD, Change, package, schema, table

ROOT = Path(__file__).parents[2]
STANDARD = Path(__file__).parent / "standard"
# A derived package has no tables until it is built; tests/verbs/test_check.py judges it then.
ORDERED = sorted(
    path for path in (ROOT / "datapackages").glob("*/datapackage.yaml") if "\nderived: true" not in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("descriptor", ORDERED, ids=lambda path: path.parent.name)
def test_our_own_packages_open(descriptor: Path) -> None:
    opened = open_any(descriptor.parent)
    assert opened.name == descriptor.parent.name
    assert opened.tables
    assert all(one.path.is_file() and one.schema["fields"] and one.package == opened.name for one in opened.tables)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_every_key_of_the_standard_is_known(version: str) -> None:
    ours = {"package": keys.PACKAGE, "resource": keys.RESOURCE, "dialect": keys.DIALECT, "schema": keys.SCHEMA, "field": keys.FIELD}
    ours |= {"source": keys.SOURCE, "licence": keys.LICENCE, "contributor": keys.CONTRIBUTOR}
    ours |= {"constraints": fields.KNOWN, "types": set(fields.CONSTRAINTS)}
    standard = json.loads((STANDARD / "keys.json").read_text(encoding="utf-8"))[version]
    assert standard.keys() == ours.keys()
    assert [(level, key) for level, names in standard.items() for key in names if key not in ours[level]] == []


@pytest.mark.parametrize("name", ["datapackage.json", "datapackage.yaml", "datapackage.yml"])
def test_a_folder_and_its_descriptor_are_the_same(tmp_path: Path, name: str) -> None:
    folder = package(tmp_path / "small", name=name)
    assert open_any(folder) == open_any(folder / name)
    (one,) = open_any(folder).tables
    assert (one.name, one.place, one.path, one.encoding, one.package) == (
        *("schools", "data/schools.csv", folder / "data" / "schools.csv", "utf-8", "small"),
    )


def test_two_descriptors_in_one_folder_are_one_too_many(tmp_path: Path) -> None:
    package(tmp_path, name="datapackage.yaml")
    with pytest.raises(CatalogueError, match=r"datapackage\.yaml and datapackage\.json"):
        open_any(package(tmp_path))


def test_a_resource_by_itself_opens(tmp_path: Path) -> None:
    package(tmp_path / "small")
    (tmp_path / "small" / "schools.resource.json").write_text(json.dumps(GOOD["resources"][0]), encoding="utf-8")
    (one,) = open_any(tmp_path / "small" / "schools.resource.json").tables
    assert one.schema["primaryKey"] == "urn"


@pytest.mark.parametrize("beside", ["source.schema.json", "source.tableschema.json", "source.schema.yaml"])
@pytest.mark.parametrize("named", ["source.csv", ""])
def test_a_csv_takes_the_schema_beside_it(tmp_path: Path, beside: str, named: str) -> None:
    (tmp_path / "source.csv").write_bytes((STANDARD / "source.csv").read_bytes())
    (tmp_path / beside).write_bytes((STANDARD / "schema.json").read_bytes())
    (one,) = open_any(tmp_path / (named or beside)).tables
    assert [field["type"] for field in one.schema["fields"]] == ["string", "integer"]
    assert one.path == tmp_path / "source.csv"


def test_a_csv_takes_the_schema_that_is_handed_to_it() -> None:
    (one,) = open_any(STANDARD / "source.csv", STANDARD / "schema.json").tables
    assert [field["name"] for field in one.schema["fields"]] == ["name", "age"]


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"name,age\nJohn,21\n"), ("a.tsv", b"name\tage\nJohn\t21\n")])
def test_a_csv_without_a_schema_is_a_table_of_text(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (one,) = open_any(tmp_path / name).tables
    assert one.schema["fields"] == [{"name": "name", "type": "string"}, {"name": "age", "type": "string"}]


VARIANTS: list[Change] = [
    lambda d: d.update(profile="data-package"),
    lambda d: d.update({"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}),
    lambda d: table(d).update(profile="tabular-data-resource"),
    lambda d: table(d).update(path=["data/schools.csv"]),
    lambda d: table(d).update(path="./data/schools.csv"),
    lambda d: schema(d).update(missingValues=[{"value": "c", "label": "suppressed"}, {"value": ""}]),
    lambda d: schema(d).update(fieldsMatch="subset"),
    lambda d: schema(d).update(fieldsMatch=["subset"], primaryKey=["urn", "name"], uniqueKeys=[["name"]]),
    lambda d: schema(d).update(foreignKeys=[{"fields": "urn", "reference": {"resource": "", "fields": "urn"}}]),
    lambda d: schema(d).update(foreignKeys=[{"fields": "urn", "reference": {"package": "trusts", "resource": "t", "fields": "uid"}}]),
    lambda d: table(d).update(dialect={"csv": {"delimiter": ";"}}, encoding="ISO-8859-1"),
    lambda d: table(d).update(encoding="windows-1252", scheme="file", format="csv", mediatype="text/csv"),
]


@pytest.mark.parametrize("change", VARIANTS)
def test_what_either_version_allows_is_opened(tmp_path: Path, change: Change) -> None:
    assert len(open_any(package(tmp_path / "small", change)).tables) == 1


def test_schema_and_dialect_may_stand_in_files_of_the_package(tmp_path: Path) -> None:
    folder = package(tmp_path / "small", lambda d: table(d).update(schema="schema.json", dialect="dialect.yaml"))
    (folder / "schema.json").write_bytes((STANDARD / "schema.json").read_bytes())
    (folder / "dialect.yaml").write_text("delimiter: ';'\n", encoding="utf-8")
    (one,) = open_any(folder).tables
    assert ([field["name"] for field in one.schema["fields"]], one.dialect["delimiter"]) == (["name", "age"], ";")


def test_declared_checks_stand_in_the_descriptor_or_beside_it(tmp_path: Path) -> None:
    inside = package(tmp_path / "one", lambda d: d.update(checks={"sums": []}))
    beside = package(tmp_path / "two")
    (beside / "checks.yaml").write_text("sums: []\n", encoding="utf-8")
    assert open_any(inside).checks == open_any(beside).checks == {"sums": []}
    (inside / "checks.yaml").write_text("sums: []\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="one of the two"):
        open_any(inside)
