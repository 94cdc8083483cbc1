"""No column of a raw file is passed over in silence: each is taken or left out for a reason, by one package or by ``left_out.yaml``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import catalogue
from tests.data import list_raw_columns
from tests.data.inventories import INVENTORY, Answers, Inventory, listed, read

PACKAGES = Path(__file__).parents[2] / "datapackages"
IMPORTED = sorted(path.parent.name for path in PACKAGES.glob(f"*/{catalogue.LOCK}"))
COLUMNS = [("a.csv", "urn"), ("a.csv", "pupils"), ("b.xlsx#one", "urn"), ("b.xlsx#one", "note")]


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers(read(PACKAGES), listed())


def test_every_column_has_an_answer(answers: Answers) -> None:
    files = pd.Series([file for file, _ in answers.unanswered()], dtype="str").value_counts()
    assert files.to_dict() == {}


def test_no_column_has_two_answers(answers: Answers) -> None:
    assert answers.contradicted() == []


def test_a_question_that_is_passed_on_is_answered(answers: Answers) -> None:
    assert answers.lost() == []


def test_every_pattern_is_of_a_column_that_there_is(answers: Answers) -> None:
    assert answers.idle == []


@pytest.mark.parametrize("package", IMPORTED)
def test_a_package_takes_columns_of_the_files_of_its_lock_and_of_no_others(answers: Answers, package: str) -> None:
    files = {entry["raw"] for entry in catalogue.read_yaml(PACKAGES / package / catalogue.LOCK)["files"]}
    assert answers.taken(package) == files, f"{package}/{INVENTORY}"


def of(package: str, *entries: dict[str, Any]) -> Inventory:
    return Inventory(package, list(entries))


def left(*columns: str, reason: str = "No measure.") -> list[dict[str, Any]]:
    return [{"columns": list(columns), "reason": reason}]


def test_what_is_left_out_is_found() -> None:
    whole = of("one", {"raw": "a.csv", "taken": ["urn"], "left_out": left("*")}, {"raw": "b.xlsx", "taken": ["*"]})
    assert Answers([whole], COLUMNS).unanswered() == []
    part = of("one", {"raw": "a.csv", "taken": ["urn"]}, {"raw": "b.xlsx#one", "taken": ["u*"]})
    assert Answers([part], COLUMNS).unanswered() == [("a.csv", "pupils"), ("b.xlsx#one", "note")]


def test_two_reasons_are_found_and_a_column_may_be_taken_twice() -> None:
    one, two = of("one", {"raw": "a.csv", "taken": ["*"]}), of("two", {"raw": "*.csv", "taken": ["urn"], "left_out": left("pup*")})
    assert Answers([one, two], COLUMNS).contradicted() == ["a.csv pupils: ['one', 'two']"]
    both = of("two", {"raw": "b.xlsx", "left_out": left("note")}), of("one", {"raw": "b.xlsx", "left_out": left("note")})
    assert Answers(list(both), COLUMNS).contradicted() == ["b.xlsx#one note: ['one', 'two']"]
    passed = of("two", {"raw": "*.csv", "taken": ["urn"], "left_out": left("*", reason="In one.")})
    assert Answers([one, passed], COLUMNS).contradicted() == []
    assert Answers([one, passed], COLUMNS).lost() == []
    assert Answers([passed], COLUMNS).lost() == ["two: a.csv pupils"]
    back = of("one", {"raw": "a.csv", "left_out": left("pupils", reason="In two.")})
    assert Answers([passed, back], COLUMNS).lost() == ["two: a.csv pupils", "one: a.csv pupils"]


def test_patterns_of_nothing_are_found() -> None:
    idle = of("one", {"raw": "a.csv", "taken": ["urn", "UKPRN"]}, {"raw": "c.csv", "left_out": left("*")})
    assert Answers([idle], COLUMNS).idle == ["one: 'UKPRN' of a.csv", "one: '*' of c.csv"]


def test_columns_are_read_out_of_every_kind_of_file(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.csv").write_bytes('\ufeffURN,"Town" ,Town\r\n1,x,y\r\n'.encode())
    (raw / "b.csv.gz").write_bytes(gzip.compress("URN\tF\xeate\n".encode("cp1252")))
    (raw / "c.json").write_text(json.dumps([{"id": 1}, {"id": 2, "pct": 3}]))
    (raw / "d.geojson").write_text(json.dumps({"features": [{"properties": {"code": 1}}]}))
    (raw / "e.rds").write_bytes(b"R")
    pd.DataFrame({"p": [1]}).to_parquet(raw / "f.parquet")
    pd.DataFrame([["Title", None], ["URN", "Per\ncent"], ["1", 2]]).to_excel(raw / "g.xlsx", header=False, index=False, sheet_name="s")
    list_raw_columns.main(raw, tmp_path / "listing.gz")
    found = [("a.csv", "URN"), ("a.csv", "Town"), ("b.csv.gz", "URN"), ("b.csv.gz", "F\xeate"), ("c.json", "id"), ("c.json", "pct")]
    found += [("d.geojson", "code"), ("d.geojson", "geometry"), ("e.rds", "(whole)"), ("f.parquet", "p")]
    assert listed(tmp_path / "listing.gz") == [*found, ("g.xlsx#s", "URN"), ("g.xlsx#s", "Per cent")]
