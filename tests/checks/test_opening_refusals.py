"""Descriptors that are merely wrong: each is refused where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.opening import open_any
from pipeline.errors import CatalogueError
from tests.checks.package_at_hand import Change, field, package, schema, table

WRONG: dict[str, Change] = {
    "no table": lambda d: d.update(resources=[]),
    "a str": lambda d: d.update(resources="schools"),
    "'resources'": lambda d: d.pop("resources"),
    "name: found 1": lambda d: d.update(name=1),
    "found 7": lambda d: table(d).update(name=7),
    "the key 'name'": lambda d: table(d).pop("name"),
    "'schools' twice": lambda d: d["resources"].append(table(d)),
    "no such file 'data/other.csv'": lambda d: table(d).update(path="data/other.csv"),
    "a folder": lambda d: table(d).update(path="data"),
    "path: found None": lambda d: table(d).pop("path"),
    "2 files of one table": lambda d: table(d).update(path=["data/schools.csv", "data/schools.csv"]),
    "0 files of one table": lambda d: table(d).update(path=[]),
    "data inside the descriptor": lambda d: table(d).update(data=[["urn"], [1]]),
    "format: found 'xlsx'": lambda d: table(d).update(format="xlsx"),
    "scheme: found 'http'": lambda d: table(d).update(scheme="http"),
    "compression: found 'rar'": lambda d: table(d).update(compression="rar"),
    "encoding: found 'klingon'": lambda d: table(d).update(encoding="klingon"),
    "encoding: found 'base64'": lambda d: table(d).update(encoding="base64"),
    "encoding: found '../x'": lambda d: table(d).update(encoding="../x"),
    "dialect, delimiter: found ',,'": lambda d: table(d).update(dialect={"delimiter": ",,"}),
    "dialect, delimiter: found '\"'": lambda d: table(d).update(dialect={"delimiter": '"'}),
    "dialect, quoteChar: found '\"\"'": lambda d: table(d).update(dialect={"quoteChar": '""'}),
    "dialect, quoteChar: found ''": lambda d: table(d).update(dialect={"csv": {"quoteChar": ""}}),
    "dialect, escapeChar: found": lambda d: table(d).update(dialect={"escapeChar": "\\"}),
    "dialect, commentChar: found '#'": lambda d: table(d).update(dialect={"commentChar": "#"}),
    "dialect, header: found 'yes'": lambda d: table(d).update(dialect={"header": "yes"}),
    "schema: found a list": lambda d: table(d).update(schema=[]),
    "the key 'fields'": lambda d: schema(d).pop("fields"),
    "type: found 'int'": lambda d: field(d).update(type="int"),
    "type: found ['integer']": lambda d: field(d).update(type=["integer"]),
    "field 1, name: found 5": lambda d: field(d).update(name=5),
    "the field 'urn' twice": lambda d: field(d, 1).update(name="urn"),
    "pattern of a field of type integer": lambda d: field(d)["constraints"].update(pattern="[0-9]+"),
    "minimum of a field of type string": lambda d: field(d, 1)["constraints"].update(minimum=1),
    "minLength of a field of type integer": lambda d: field(d)["constraints"].update(minLength=1),
    "minimum: found 'low'": lambda d: field(d)["constraints"].update(minimum="low"),
    "minimum: found 1.5": lambda d: field(d)["constraints"].update(minimum=1.5),
    "minimum: found True": lambda d: field(d)["constraints"].update(minimum=True),
    "minimum 1 above maximum 0": lambda d: field(d)["constraints"].update(maximum=0),
    "minLength: found -1": lambda d: field(d, 1)["constraints"].update(minLength=-1),
    "required: found 'yes'": lambda d: field(d)["constraints"].update(required="yes"),
    "enum: found an empty list": lambda d: field(d)["constraints"].update(enum=[]),
    "enum: found a str": lambda d: field(d)["constraints"].update(enum="abc"),
    "pattern: found 5": lambda d: field(d, 1)["constraints"].update(pattern=5),
    "missingValues: found 0": lambda d: schema(d).update(missingValues=[0]),
    "missingValues: found a str": lambda d: schema(d).update(missingValues="c"),
    "trueValues: found 1": lambda d: field(d).update(trueValues=[1]),
    "bareNumber: found 'no'": lambda d: field(d).update(bareNumber="no"),
    "primaryKey: found 'id'": lambda d: schema(d).update(primaryKey="id"),
    "primaryKey: found an empty list": lambda d: schema(d).update(primaryKey=[]),
    "primaryKey: found nothing": lambda d: schema(d).update(primaryKey=None),
    "uniqueKeys: found 'id'": lambda d: schema(d).update(uniqueKeys=[["id"]]),
    "fieldsMatch: found 'most'": lambda d: schema(d).update(fieldsMatch="most"),
    "resource: found 'b'": lambda d: schema(d).update(foreignKeys=[{"fields": "urn", "reference": {"resource": "b", "fields": "x"}}]),
    "package: found '../b'": lambda d: schema(d).update(foreignKeys=[{"fields": "urn", "reference": {"package": "../b", "fields": "x"}}]),
    "package: found 'http:": lambda d: schema(d).update(
        foreignKeys=[{"fields": "urn", "reference": {"package": "http://b", "fields": "x"}}]
    ),
    "1 fields that refer to 2": lambda d: schema(d).update(foreignKeys=[{"fields": "urn", "reference": {"fields": ["urn", "name"]}}]),
    "checks: found list": lambda d: d.update(checks=[]),
    "bytes: found 'many'": lambda d: table(d).update(bytes="many"),
}


@pytest.mark.parametrize("message", WRONG)
def test_a_wrong_descriptor_is_refused_where_it_is_wrong(tmp_path: Path, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        open_any(package(tmp_path / "small", WRONG[message]))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["no-such-folder", "notes.pdf", "empty"])
def test_what_holds_no_table_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    with pytest.raises(CatalogueError, match=name):
        open_any(tmp_path / name)
