"""The JSON is Frictionless's own: it reads it back, and says the same of the same tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest
from frictionless import errors

from pipeline.checks.faults import Fault, Package, Report, Table, Task
from pipeline.checks.frictionless_judge import judge_in_full
from pipeline.checks.reports import as_json
from pipeline.checks.reports.kinds import KINDS
from pipeline.checks.words import Words, words
from tests.checks.reports_at_hand import JUMPS, NAN, PLANTED, RIGHT, SCHEMA, TYPE, report_of, table_of

V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
SAME = ("type", "title", "description", "message", "tags", "note", "rowNumber", "fieldNumber", "fieldName", "cell", "cells")


def read(report: Report) -> dict[str, Any]:
    """As JSON, after Frictionless has read it."""
    said: dict[str, Any] = json.loads(as_json(report))
    frictionless.Report.from_descriptor(json.loads(as_json(report)))
    return said


def frictionless_of(table: Table) -> dict[str, Any]:
    fields = [{**field, "missingValues": [_value(entry) for entry in field.get("missingValues", [""])]} for field in SCHEMA["fields"]]
    schema = {**SCHEMA, "$schema": V2, "fields": fields, "missingValues": [""]}
    resource = {"name": "places", "path": table.path.name, "type": "table", "schema": schema, "dialect": {"delimiter": ","}}
    report = frictionless.Resource.from_descriptor(resource, basepath=str(table.path.parent)).validate()
    said: dict[str, Any] = json.loads(report.to_json())
    return said


def _value(entry: Any) -> str:
    return str(entry["value"]) if isinstance(entry, dict) else str(entry)


@pytest.mark.parametrize("planted", PLANTED)
def test_frictionless_says_the_same_error_by_error(planted: str, tmp_path: Path) -> None:
    table = table_of(tmp_path, PLANTED[planted])
    (ours,), (theirs,) = read(judge_in_full(Package("p", tmp_path, (table,))))["tasks"], frictionless_of(table)["tasks"]
    order = [(error.get("rowNumber", 0), error["message"]) for error in theirs["errors"]]
    assert [(error.get("rowNumber", 0), error["message"]) for error in ours["errors"]] == order
    by_message = {error["message"]: error for error in ours["errors"]}
    for error in theirs["errors"]:
        assert {name: by_message[error["message"]].get(name) for name in SAME} == {name: error.get(name) for name in SAME}
        assert by_message[error["message"]].keys() == error.keys()


def test_the_whole_has_the_form_of_frictionless(tmp_path: Path) -> None:
    table = table_of(tmp_path, PLANTED["types"])
    ours, theirs = read(judge_in_full(Package("p", tmp_path, (table,)))), frictionless_of(table)
    assert list(ours) == list(theirs)
    assert set(ours["stats"]) == set(theirs["stats"])
    assert {**ours["stats"], "seconds": 0} == {**theirs["stats"], "seconds": 0}
    (mine,), (task,) = ours["tasks"], theirs["tasks"]
    assert list(mine) == list(task)
    assert set(task["stats"]) - set(mine["stats"]) == {"md5"}
    same = {"errors", "warnings", "bytes", "fields", "rows", "sha256"}
    assert {name: mine["stats"][name] for name in same} == {name: task["stats"][name] for name in same}


def test_header_faults_are_told_as_frictionless_does(tmp_path: Path) -> None:
    table = table_of(tmp_path, RIGHT, "urn,urn,,phase,opened,more")
    (ours,), (theirs,) = read(judge_in_full(Package("p", tmp_path, (table,))))["tasks"], frictionless_of(table)["tasks"]
    heads = [[error for error in task["errors"] if "#header" in error["tags"]] for task in (ours, theirs)]
    key = "message"
    assert sorted(heads[0], key=lambda error: str(error[key])) == sorted(heads[1], key=lambda error: str(error[key]))


def test_a_foreign_key_says_its_tables() -> None:
    note = 'for "urn, name": values "1, Ann" not found in the lookup table "schools" as "code, name"'
    fault = Fault("foreign-key", "", "", 4, "urn", 1, "1", ("1", "Ann"), note)
    (error,) = read(report_of(fault))["tasks"][0]["errors"]
    expected = errors.ForeignKeyError(
        note=note, cells=["1", "Ann"], row_number=4, field_names=["urn", "name"], field_cells=["1", "Ann"],
        reference_name="schools", reference_field_names=["code", "name"],
    )  # fmt: skip
    assert error == expected.to_descriptor()


@pytest.mark.parametrize("message", ['Row at position "4" violates the primary key: the same as in the row at position 2', "no key"])
def test_a_note_that_is_only_in_the_message_is_found_there(message: str) -> None:
    (error,) = read(report_of(Fault("primary-key", message, "each key once", 4)))["tasks"][0]["errors"]
    note = message.rpartition(": ")[2]
    assert (error["note"], error["message"]) == (note, f'Row at position "4" violates the primary key: {note}')


def test_a_fault_of_ours_can_be_read_and_keeps_its_code() -> None:
    (error,) = read(report_of(NAN))["tasks"][0]["errors"]
    note = "A number field holds NaN or infinity, which no one can have counted; expected number"
    assert (error["type"], error["code"], error["title"]) == ("forbidden-value", "not-a-number", "Not a Number")
    assert error["message"] == f"The cell NaN in row at position 5 and field share_pct at position 3 has an error: {note}"
    again = frictionless.Report.from_descriptor(json.loads(as_json(report_of(NAN)))).tasks[0].errors[0]
    assert (again.message, again.custom["code"]) == (error["message"], "not-a-number")


@pytest.mark.parametrize("code", words())
@pytest.mark.parametrize("where", [{}, {"row": 3}, {"row": 3, "field": "urn", "field_number": 1, "cell": "x"}, {"field_number": 2}])
def test_every_code_can_be_read_wherever_it_is(code: str, where: dict[str, Any]) -> None:
    (error,) = read(report_of(Fault(code, "what is wrong", "what is right", **where)))["tasks"][0]["errors"]
    assert error["title"] == words()[code].title
    assert (error["type"] == code) == ("code" not in error)
    assert error["type"] in KINDS


def test_advisories_are_warnings_the_largest_first() -> None:
    said = read(report_of(*JUMPS))
    assert (said["valid"], said["stats"]["errors"], said["stats"]["warnings"], said["tasks"][0]["errors"]) == (True, 0, 3, [])
    assert [line.split(":")[0] for line in said["tasks"][0]["warnings"]] == [
        f"Jump, row {row}, field places (column 2)" for row in (4, 3, 2)
    ]


def test_counts_are_those_of_all_that_was_found() -> None:
    said = read(report_of(NAN, TYPE, *JUMPS, errors=5000, warnings=70))
    assert (said["valid"], said["stats"]["errors"], said["stats"]["warnings"]) == (False, 5002, 73)
    task = said["tasks"][0]
    assert (task["valid"], task["stats"]["errors"], task["stats"]["warnings"], len(task["errors"])) == (False, 5002, 73, 2)
    assert [error["rowNumber"] for error in task["errors"]] == [4, 5]


def test_a_name_that_frictionless_does_not_read_is_made_plain() -> None:
    said = read(Report((Task("Écoles 2024", "x.csv", package="Places"), Task("é", "y.csv"))))
    assert [(task["name"], task.get("title")) for task in said["tasks"]] == [("-coles-2024", "Places"), ("-", None)]


def test_other_words_may_be_given() -> None:
    said = {"no_total": Words("No total", "There is no total.", "Add one.")}
    (error,) = json.loads(as_json(report_of(Fault("no_total", "no total in field x", note="Add one.")), said))["tasks"][0]["errors"]
    assert (error["type"], error["code"], error["note"]) == ("table-error", "no_total", "no total in field x")
