"""A fault in a few words, the same in every form: what is wrong, where, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.checks.faults import Fault, Report, Task
from pipeline.checks.reports.kinds import KINDS
from pipeline.checks.reports.values import quoted
from pipeline.checks.words import Words, words_of

# A note of Frictionless's that only names the rule, which is what was expected.
RULES = ("type is ", "constraint ")


def detail(fault: Fault, said: Mapping[str, Words]) -> str:
    """What is wrong, beside the title: Frictionless's note, or our message, or what a fault of this code always means.

    Nothing where the note says no more than what was expected.
    """
    note = fault.note if fault.code in KINDS else ""
    if note.startswith(RULES) and fault.expected:
        return ""
    return note or fault.message or words_of(fault.code, said).description.rstrip(".")


def place(fault: Fault) -> str:
    """Where in its table: ``row 5, field places (column 3)``, ``header, column 3``, ``whole table``."""
    column = f"column {fault.field_number}" if fault.field_number else ""
    field = f"field {quoted_name(fault.field)}" + (f" ({column})" if column else "") if fault.field else column
    row = f"row {fault.row}" if fault.row else "header" if column else ""
    return ", ".join(part for part in (row, field) if part) or "whole table"


def quoted_name(name: str) -> str:
    """A field's name; between quotes unless it is a plain word."""
    return name if name.isidentifier() else quoted(name)


def title(task: Task) -> str:
    """Package and table."""
    return f"{task.package}/{task.name}" if task.package else task.name


def counted(number: int, one: str) -> str:
    """``1 error``, ``2 errors``, ``1,000 advisories``."""
    many = f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"
    return f"{number:,} {one if number == 1 else many}"


def counts(errors: int, warnings: int) -> str:
    """``3 errors and 1 advisory``; only what there is."""
    told = [counted(errors, "error")] * bool(errors) + [counted(warnings, "advisory")] * bool(warnings)
    return " and ".join(told)


def verdict(report: Report) -> str:
    """All tables in one line."""
    errors, warnings = sum(task.errors for task in report.tasks), sum(task.warnings for task in report.tasks)
    tables = counted(len(report.tasks), "table")
    if report.valid:
        return f"valid: {tables}" + (f", {counts(0, warnings)}" if warnings else "")
    invalid = sum(task.errors > 0 for task in report.tasks)
    return f"{counts(errors, warnings)}; {invalid:,} of {tables} not valid"
