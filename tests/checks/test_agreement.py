"""Whatever one judge alone has found is told as an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import catalogue, packages
from pipeline.checks.agreement import agreed
from pipeline.checks.examining import examine
from pipeline.checks.faults import Fault, Package, Report, Task
from pipeline.checks.frictionless_judge import judge_in_full
from tests.checks.at_hand import URN, YEAR, YEAR_FIELD, nobody, number, table
from tests.conftest import SAMPLE


def report(*faults: Fault) -> Report:
    return Report((Task("t", "t.csv", faults, len(faults)),))


def test_what_only_one_of_them_says_is_an_error_of_its_own() -> None:
    here, there = Fault("type-error", "here", row=2, field_number=1), Fault("type-error", "there", row=3, field_number=1)
    (task,) = agreed(report(here), report(there)).tasks
    assert [(fault.code, fault.message) for fault in task.faults[1:]] == [
        ("judges-differ", "Frictionless alone: there"),
        ("judges-differ", "this checker alone: here"),
    ]
    assert task.errors == 3


def test_what_frictionless_has_no_name_for_is_ours_alone() -> None:
    assert agreed(report(Fault("not-a-number", "NaN", row=2)), report()).tasks[0].errors == 1


def test_the_two_agree_on_a_table_with_many_faults(tmp_path: Path) -> None:
    fields = [URN, YEAR_FIELD, number("pupils", constraints={"minimum": 0}), {"name": "opened", "type": "date"}]
    rows = ["100000,a,1,2020-01-01", "10000,a,-1,", "100000,a,x,2020-02-30", ",b,c,", "100001,c", "100001,d,1,,5", "", "100002,e,1.5,x"]
    package = Package("p", tmp_path, (table(tmp_path, fields, rows, primaryKey=["urn", "period"]),))
    ours, theirs = examine(package, YEAR, nobody), judge_in_full(package)
    assert agreed(ours, theirs).tasks[0].errors == ours.tasks[0].errors
    assert theirs.tasks[0].errors > 8


@pytest.mark.parametrize("name", [path.parent.name for path in sorted(SAMPLE.glob("*/datapackage.yaml"))])
def test_both_find_nothing_wrong_with_the_sample(name: str) -> None:
    package = packages.as_package(catalogue.load_one(SAMPLE / name))
    assert [fault for task in judge_in_full(package).tasks for fault in task.faults] == []
