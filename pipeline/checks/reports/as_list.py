"""A report for people: what is wrong, where, the value, what was expected, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.faults import Fault, Report, Task
from pipeline.checks.reports.choosing import first_of_each
from pipeline.checks.reports.sentences import counted, counts, detail, place, title, verdict
from pipeline.checks.reports.values import quoted, seen, shortened
from pipeline.checks.words import Words, words, words_of

LIMIT = 100
# A message or what was expected may hold a long list or pattern of the descriptor's.
TEXT = 300


def as_list(report: Report, said: Mapping[str, Words] | None = None) -> str:
    """The report as plain text: a line a table, below it what is wrong with it; at most LIMIT faults are shown, and all are counted.

    How to mend a fault is said once for each code. ``said`` are the words of the codes.
    """
    said = words() if said is None else said
    told: set[str] = set()
    chosen = first_of_each(report, LIMIT)
    lines = [line for task, faults in zip(report.tasks, chosen, strict=True) for line in _task(task, faults, said, told)]
    return "\n".join([*lines, verdict(report)]) + "\n"


def _task(task: Task, faults: tuple[Fault, ...], said: Mapping[str, Words], told: set[str]) -> Iterator[str]:
    found = counts(task.errors, task.warnings)
    outcome = found if task.errors else f"valid, {found}" if found else "valid"
    yield f"{seen(title(task))} ({seen(task.path)}, {counted(task.rows, 'row')}): {outcome}"
    for fault in faults:
        yield from _fault(fault, said, told)
    if hidden := task.errors + task.warnings - len(faults):
        yield f"  … and {hidden:,} more not shown"


def _fault(fault: Fault, said: Mapping[str, Words], told: set[str]) -> Iterator[str]:
    entry = words_of(fault.code, said)
    value = f": {quoted(fault.cell)}" if fault.cell is not None else ""
    parts = (_short(detail(fault, said)), f"expected {_short(fault.expected)}" if fault.expected else "")
    yield f"  {place(fault)}{value}"
    yield f"    {'advisory: ' if fault.advisory else ''}{entry.title}: {'; '.join(part for part in parts if part)}"
    if fault.code not in told:
        told.add(fault.code)
        yield f"    to mend: {entry.mend}"


def _short(text: str) -> str:
    return seen(shortened(text, TEXT))
