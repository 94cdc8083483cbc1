"""Two judges of the same tables: whatever Frictionless and we do not both say is a fault of one of us, and is told."""

from __future__ import annotations

from dataclasses import replace

from frictionless import errors

from pipeline.checks.faults import Fault, Report, Task

Where = tuple[str, int | None, int | None]

# What Frictionless has a name for. Keys are told by their row alone: it names no field there.
SHARED = {kind.type for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.TableError)}
OF_ROWS = {"primary-key", "foreign-key", "unique-error", "blank-row"}


def agreed(ours: Report, theirs: Report) -> Report:
    """Our report with, as errors of their own, the faults that Frictionless alone found and those of its kinds that we alone found.

    Where either kept only the first of its faults, only the kinds of fault are compared.
    """
    told = {(task.package, task.name): task for task in theirs.tasks}
    return Report(tuple(_task(task, told.get((task.package, task.name), Task(task.name, task.path))) for task in ours.tasks))


def _task(ours: Task, theirs: Task) -> Task:
    mine, judged = _places(ours), _places(theirs)
    if len(ours.faults) < ours.errors + ours.warnings or theirs.warnings:
        mine, judged = _kinds(mine), _kinds(judged)
    lone = [fault for where, fault in judged.items() if where not in mine]
    ours_alone = [fault for where, fault in mine.items() if where not in judged]
    strange = [*(_alone(fault, "Frictionless") for fault in lone), *(_alone(fault, "this checker") for fault in ours_alone)]
    return replace(ours, faults=(*ours.faults, *strange), errors=ours.errors + len(strange))


def _places(task: Task) -> dict[Where, Fault]:
    """The errors that both have a name for, by code, row and field."""
    blank = {fault.row for fault in task.faults if fault.code == "blank-row"}
    shared = [fault for fault in task.faults if fault.code in SHARED and not fault.advisory]
    # A blank row has no key either; Frictionless says so twice.
    return {_where(fault): fault for fault in shared if fault.row not in blank or fault.code == "blank-row"}


def _kinds(faults: dict[Where, Fault]) -> dict[Where, Fault]:
    return {(code, None, None): fault for (code, _, _), fault in faults.items()}


def _where(fault: Fault) -> Where:
    return fault.code, fault.row, None if fault.code in OF_ROWS else fault.field_number


def _alone(fault: Fault, judge: str) -> Fault:
    return replace(fault, code="judges-differ", message=f"{judge} alone: {fault.message}")
